import { expect, test } from '@playwright/test';
import { signIn } from '../signed-in.ts';

test('without JavaScript, a briefing is issued, shared with a password, read and saved by whoever has the link', async ({
	page,
	browser
}) => {
	await signIn(page);
	await page.goto('/briefings/new');
	await page.getByLabel('Title', { exact: true }).fill('Issued on paper');
	await page.getByText('Choose among its 26 recommendations').click();
	await page.getByRole('checkbox', { name: /^C1 / }).check();
	await page.getByRole('button', { name: 'Begin the briefing' }).click();
	await page.getByRole('link', { name: 'Issue, export, share' }).click();
	await page.getByRole('button', { name: 'Send to review' }).click();
	await page.getByRole('button', { name: 'Issue it' }).click();
	await expect(page.getByText('What it says here stays')).toBeVisible();
	await page.getByLabel('Password (optional)').fill('sesame street');
	await page.getByRole('button', { name: 'Make a link' }).click();
	const link = await page.getByLabel('Link', { exact: true }).inputValue();

	const outside = await browser.newContext({ javaScriptEnabled: false });
	const reader = await outside.newPage();
	await reader.goto(link);
	await reader.getByLabel('Password').fill('not the password');
	await reader.getByRole('button', { name: 'Read it' }).click();
	await expect(reader.getByText('not the password of this link')).toBeVisible();
	await reader.getByLabel('Password').fill('sesame street');
	await reader.getByRole('button', { name: 'Read it' }).click();
	await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Issued on paper');
	const download = reader.waitForEvent('download');
	await reader.getByRole('link', { name: 'Markdown' }).click();
	expect((await download).suggestedFilename()).toBe('issued-on-paper-no-1.md');
	await outside.close();
});
