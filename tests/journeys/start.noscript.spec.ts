import { expect, test } from '@playwright/test';
import { signIn } from '../signed-in.ts';

test('without JavaScript, the paper can be read: every recommendation is a link', async ({ page }) => {
	await page.goto('/publications/romano-2021');
	await expect(page.getByRole('heading', { level: 1 })).toContainText('multilateralism');
	await expect(page.locator('main a[href^="/publications/romano-2021/"]').first()).toBeVisible();
});

test('without JavaScript, one can sign in', async ({ page }) => {
	await signIn(page);
	await page.goto('/developments/new');
	await expect(page).toHaveURL(/\/developments\/new/);
});
