import { expect, test } from '@playwright/test';
import { signIn } from '../signed-in.ts';

test('while a development is typed, what it may bear on is suggested with its reason, and coded with one click', async ({
	page
}) => {
	await signIn(page);
	await page.goto('/developments/new');
	await page.locator('html[data-hydrated]').waitFor();
	await page.getByLabel('Title', { exact: true }).fill('Advisers of the Normandy format sit down in Minsk');
	const suggested = page.getByRole('listitem').filter({ hasText: 'Keep up contacts in the Normandy Group' });
	await expect(suggested).toContainText(
		/shares .*Normandy format.* with C4; \d+ earlier developments coded there/
	);
	await suggested.getByRole('button', { name: 'Code C4' }).click();
	await expect(page.getByLabel('Recommendation', { exact: true })).toHaveValue('romano-2021/C4');
	await expect(page.getByRole('radio', { name: /Strongly sets back/ })).toBeFocused();
});
