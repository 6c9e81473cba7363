import { expect, test } from '@playwright/test';
import { faultsOf } from '../axe.ts';
import { signIn } from '../signed-in.ts';

test('a briefing is issued, made again to the letter, shared with a password, exported, and taken back', async ({
	page,
	browser
}) => {
	await signIn(page);
	await page.goto('/briefings/new');
	await expect(page.locator('html')).toHaveAttribute('data-hydrated', '');
	await page.getByLabel('Title').first().fill('Note that is issued');
	await page.getByText('Choose among its 26 recommendations').click();
	await page.getByRole('checkbox', { name: /^C1 / }).check();
	await page.getByRole('main').locator('button[type=submit]').last().click();
	await expect(page).toHaveURL(/\/briefings\/\d+$/);
	const briefing = page.url();

	await page.goto(`${briefing}/issues`);
	await expect(page.locator('html')).toHaveAttribute('data-hydrated', '');
	expect(await faultsOf(page)).toEqual([]);
	await page.getByRole('button', { name: 'Send to review' }).click();
	await page.getByRole('button', { name: 'Issue it' }).click();
	await expect(page.getByText('What it says here stays')).toBeVisible();
	await page.getByRole('button', { name: 'Rebuild it from its inputs' }).click();
	await expect(page.getByText('it is the same document')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);

	await page.getByLabel('Password (optional)').fill('sesame street');
	await page.getByRole('button', { name: 'Make a link' }).click();
	const link = await page.getByLabel('Link', { exact: true }).inputValue();

	const outside = await browser.newContext();
	const reader = await outside.newPage();
	await reader.goto(link);
	await reader.getByLabel('Password').fill('not the password');
	await reader.getByRole('button', { name: 'Read it' }).click();
	await expect(reader.getByText('not the password of this link')).toBeVisible();
	await reader.getByLabel('Password').fill('sesame street');
	await reader.getByRole('button', { name: 'Read it' }).click();
	await expect(reader.getByRole('heading', { level: 1 })).toHaveText('Note that is issued');
	expect(await faultsOf(reader)).toEqual([]);
	const download = reader.waitForEvent('download');
	await reader.getByRole('link', { name: 'Markdown' }).click();
	expect((await download).suggestedFilename()).toBe('note-that-is-issued-no-1.md');

	await page.getByRole('button', { name: 'PDF' }).click();
	await expect(page).toHaveURL(/\/documents\/\d+$/);
	await expect(page.getByRole('link', { name: 'Download' })).toBeVisible({ timeout: 60_000 });

	await page.goto(`${briefing}/issues/1`);
	await page.getByRole('button', { name: 'Take it back' }).click();
	await expect(page.getByText('opens nothing any more')).toBeVisible();
	await reader.goto(link);
	await expect(reader.getByRole('main')).toContainText('leads nowhere');
	await outside.close();
});
