import { expect, test } from '@playwright/test';
import { signIn } from '../signed-in.ts';

test('without JavaScript, a briefing is begun, its evidence picked, its blocks moved and its text written', async ({
	page
}) => {
	await signIn(page);
	await page.goto('/briefings/new');
	await page.getByLabel('Title', { exact: true }).fill(' ');
	await page.getByRole('radio', { name: 'One-pager' }).check();
	await page.getByRole('button', { name: 'Begin the briefing' }).click();
	await expect(page.getByText('Give it a title.')).toBeVisible();
	await expect(page.getByRole('radio', { name: 'One-pager' })).toBeChecked();
	await page.getByLabel('Title', { exact: true }).fill('On paper');
	await page.getByLabel('First day').fill('2022-01-01');
	await page.getByRole('button', { name: 'Begin the briefing' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('On paper');

	await page.getByRole('button', { name: 'Move down: Where it stands' }).click();
	await expect(page.locator('.outline a.title').first()).toHaveText('What changed');
	await page
		.getByRole('link', { name: /C1 Keep up continual contacts/ })
		.first()
		.click();
	const shown = page.locator('.pieces').first().getByRole('listitem');
	await expect(shown).toHaveCount(2);
	const dropped = await shown.first().getByRole('link').innerText();
	await shown.first().getByRole('button', { name: 'Drop' }).click();
	await expect(page.getByRole('button', { name: `Bring back: ${dropped}` })).toBeVisible();

	await page.getByLabel('Add', { exact: true }).selectOption('Text');
	await page.getByRole('button', { name: 'Add', exact: true }).click();
	await page.getByRole('link', { name: 'Text, still empty' }).click();
	await page.getByLabel('Text', { exact: true }).fill('It *held* [@development-1].');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('region', { name: 'The briefing' })).toContainText('It held');

	await page.getByRole('link', { name: 'Comment on What changed' }).click();
	await page.getByLabel('Begin a thread').fill('Is this all?');
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(page.locator('.comments.open').getByRole('article')).toContainText('Is this all?');
	await page.getByRole('button', { name: /^Resolve/ }).click();
	await expect(page.locator('.comments.open')).toContainText('Comments, resolved');
});
