import { expect, type Page } from '@playwright/test';
import { administrator } from './administrator.ts';

/** Signs in through the form, as a person would; works with and without JavaScript. */
export async function signIn(page: Page): Promise<void> {
	await page.goto('/sign-in');
	await page.getByLabel('E-mail').fill(administrator.email);
	await page.getByLabel('Password').fill(administrator.password);
	await page.getByRole('button', { name: 'Sign in' }).click();
	await expect(page).not.toHaveURL(/sign-in/);
}
