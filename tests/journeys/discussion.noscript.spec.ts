import { expect, test } from '@playwright/test';
import { signIn } from '../signed-in.ts';

test('a discussion works without scripts: comment, answer, edit, resolve, mark as read', async ({ page }) => {
	await signIn(page);
	await page.goto('/developments/2?view=discussion');
	await page.getByLabel('Begin a thread').fill('Plain form.');
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	await expect(page).toHaveURL(/\/developments\/2\?view=discussion#comment-\d+$/);
	await expect(page.getByRole('article')).toContainText('Plain form.');

	await page.locator('summary', { hasText: 'Reply' }).click();
	await page.getByLabel('Your reply').fill('@[Nobody At All]');
	await page.getByRole('button', { name: 'Send the reply' }).click();
	await expect(page.getByText('Nobody here is called “Nobody At All”.')).toBeVisible();
	await expect(page.getByLabel('Your reply')).toHaveValue('@[Nobody At All]');
	await page.getByLabel('Your reply').fill('via @osce');
	await page.getByRole('button', { name: 'Send the reply' }).click();
	await expect(page.getByText('Nobody here is called “osce”')).toBeVisible();
	await expect(page.getByRole('article').nth(1)).toContainText('via @osce');

	await page.getByRole('button', { name: 'Hide the comment' }).nth(1).click();
	await expect(page.getByRole('article').nth(1)).toContainText('hidden');
	await page.getByRole('button', { name: 'Restore the comment' }).click();
	await page.getByRole('button', { name: 'Resolve' }).click();
	await expect(page.getByText('One resolved thread')).toBeVisible();

	await page.goto('/notifications');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Notifications');
});
