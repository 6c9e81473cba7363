import type { Page } from '@playwright/test';

/** Logs a development through the form, as a person would; its path. */
export async function logDevelopment(page: Page, title: string): Promise<string> {
	await page.goto('/developments/new');
	await page.getByLabel('Title', { exact: true }).fill(title);
	await page.getByLabel('Happened').fill('2026-09-14');
	await page.getByLabel('Kind', { exact: true }).selectOption('decision');
	await page.getByLabel('Source', { exact: true }).fill('OSCE');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await page.waitForURL(/\/developments\/\d+/);
	return new URL(page.url()).pathname;
}
