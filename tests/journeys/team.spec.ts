import { expect, test } from '@playwright/test';
import { joinTeam } from '../colleague.ts';
import { signIn } from '../signed-in.ts';

test('the team: a link works once, roles hold at once, and who is signed out is out', async ({
	page,
	browser
}) => {
	await signIn(page);

	await test.step('a link that was used says so', async () => {
		await page.goto('/team');
		await page.getByRole('button', { name: 'Make an invitation link' }).click();
		const link = await page.getByLabel('Invitation link').inputValue();
		const guest = await (await browser.newContext()).newPage();
		await guest.goto(link);
		await guest.getByLabel('Your name').fill('Gala Guest');
		await guest.getByLabel('E-mail').fill('gala@example.org');
		await guest.getByLabel('Password').fill('a river full of stones');
		await guest.getByRole('button', { name: 'Create the account' }).click();
		await expect(guest).not.toHaveURL(/invitation/);
		await guest.goto(link);
		await expect(guest.getByText('This link has been used already')).toBeVisible();
		await guest.context().close();
	});

	const cleo = await joinTeam(browser, page, { name: 'Cleo Newcomer', role: 'viewer' });
	await page.goto('/team');
	await page.getByRole('link', { name: 'Cleo Newcomer' }).click();
	await page.waitForURL(/\/team\/\d+$/);
	const ofCleo = page.url();

	await test.step('a new role shows in the open page of whom it is given to', async () => {
		await cleo.goto('/developments');
		await expect(cleo.getByRole('link', { name: 'Log a development' })).toBeHidden();
		await page.goto('/team');
		await page.getByLabel('Role of Cleo Newcomer').selectOption('analyst');
		await page.getByRole('button', { name: 'Change the role of Cleo Newcomer' }).click();
		await expect(page.getByText('The role is changed')).toBeVisible();
		await expect(cleo.getByRole('link', { name: 'Log a development' }).first()).toBeVisible();
	});

	await test.step('signing out everywhere, a new password by a link, and the history of it', async () => {
		await page.goto(ofCleo);
		await page.getByRole('button', { name: 'Sign out everywhere' }).click();
		await expect(page.getByText('Signed out everywhere.')).toBeVisible();
		await cleo.goto('/settings');
		await expect(cleo).toHaveURL(/sign-in/);
		await page.getByRole('button', { name: 'Make a link for a new password' }).click();
		await cleo.goto(await page.getByLabel('Link', { exact: true }).inputValue());
		await cleo.getByLabel('Password').fill('another river of stones');
		await cleo.getByRole('button', { name: 'Save the password' }).click();
		await expect(cleo).not.toHaveURL(/invitation/);
		await page.goto(ofCleo);
		await expect(page.getByText('changed the role: viewer → analyst')).toBeVisible();
		await expect(page.getByText('signed this person out everywhere')).toBeVisible();
	});

	await test.step('the last administrator stays one', async () => {
		await page.goto('/team');
		await page.getByRole('button', { name: 'Deactivate Administrator' }).click();
		await expect(page.getByText('Somebody has to be administrator')).toBeVisible();
	});
	await cleo.context().close();
});
