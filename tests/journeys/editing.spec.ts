import { expect, test } from '@playwright/test';
import { signIn } from '../signed-in.ts';

test('two who edit the same development at once: the second sees both versions and chooses', async ({
	page
}) => {
	await signIn(page);
	await page.goto('/developments?q=rules of coexistence');
	await page.getByRole('link', { name: 'Macron urges Europeans to design rules of coexistence' }).click();
	await page.getByRole('link', { name: 'Edit', exact: true }).click();
	await expect(page).toHaveURL(/\/edit$/);
	const other = await page.context().newPage();
	await other.goto(page.url());

	await other.getByLabel('Title', { exact: true }).fill('Macron urges rules of coexistence');
	await other.getByRole('button', { name: 'Save the changes' }).click();
	await expect(other.getByRole('heading', { level: 1 })).toHaveText('Macron urges rules of coexistence');

	await page.getByLabel('Title', { exact: true }).fill('Macron calls for rules of coexistence');
	await page.getByRole('button', { name: 'Save the changes' }).click();
	await expect(page.getByText('saved this development while you were editing it')).toBeVisible();
	const title = page.getByRole('group', { name: 'Title' });
	await expect(title).toContainText('Macron urges rules of coexistence');
	await expect(title).toContainText('Macron calls for rules of coexistence');
	await title.getByRole('radio', { name: /Yours/ }).check();
	await page.getByRole('button', { name: 'Save the changes' }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Macron calls for rules of coexistence');
	await page.getByRole('link', { name: 'History' }).click();
	await expect(page.getByRole('main')).toContainText('Macron urges rules of coexistence');
});
