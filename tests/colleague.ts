import { expect, type Browser, type Page } from '@playwright/test';

/**
 * Somebody who joins by an invitation of the administrator, who is signed in on `page`, and has a browser of their own.
 */
export async function joinTeam(
	browser: Browser,
	page: Page,
	{ name, role }: { name: string; role: string }
): Promise<Page> {
	await page.goto('/team');
	await page.getByLabel('Role', { exact: true }).selectOption(role);
	await page.getByRole('button', { name: 'Make an invitation link' }).click();
	const link = await page.getByLabel('Invitation link').inputValue();
	const context = await browser.newContext({ baseURL: new URL(page.url()).origin });
	const theirs = await context.newPage();
	await theirs.goto(link);
	await theirs.getByLabel('Your name').fill(name);
	await theirs.getByLabel('E-mail').fill(`${name.toLowerCase().replaceAll(' ', '.')}@example.org`);
	await theirs.getByLabel('Password').fill(`${name} has a long password`);
	await theirs.getByRole('button', { name: 'Create the account' }).click();
	await expect(theirs).not.toHaveURL(/invitation/);
	return theirs;
}
