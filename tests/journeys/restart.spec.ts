import { expect, test } from '@playwright/test';
import { OwnServer } from '../own-server.ts';
import { signIn } from '../signed-in.ts';

test('a server that is killed in the middle of typing costs nothing that was typed', async ({ browser }) => {
	const server = new OwnServer();
	await server.start();
	const context = await browser.newContext({ baseURL: server.address });
	const page = await context.newPage();
	try {
		await signIn(page);

		await test.step('a development: the save fails, says so, and the form keeps all of it', async () => {
			await page.goto('/developments/new');
			await page.getByLabel('Title', { exact: true }).fill('Typed before the crash');
			await page.getByLabel('Happened').fill('2026-09-14');
			await page.getByLabel('Kind', { exact: true }).selectOption('decision');
			await page.getByLabel('Source', { exact: true }).fill('OSCE');
			await page.getByLabel('Recommendation', { exact: true }).selectOption({ index: 1 });
			await page.getByRole('radio', { name: '+2' }).check();
			await page.getByLabel('Rationale').fill('And its coding');
			await server.kill();
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await expect(page.getByText('It could not be saved just now')).toBeVisible();
			await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Typed before the crash');
		});

		await test.step('once the server is back, the draft is too, even in a page opened anew', async () => {
			await server.start();
			await page.goto('/developments/new');
			await expect(page.getByText('Your draft is back')).toBeVisible();
			await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Typed before the crash');
			await expect(page.getByLabel('Rationale')).toHaveValue('And its coding');
			await expect(page.getByRole('radio', { name: '+2' })).toBeChecked();
			await page.getByRole('button', { name: 'Save', exact: true }).click();
			await page.waitForURL(/\/developments\/\d+/);
			await expect(page.getByText('And its coding')).toBeVisible();
		});

		const path = new URL(page.url()).pathname;
		await test.step('a comment', async () => {
			await page.goto(`${path}?view=discussion`);
			await page.locator('html[data-hydrated]').waitFor();
			await page.getByRole('textbox').first().fill('Half a thought');
			await server.kill();
			await server.start();
			await page.goto(`${path}?view=discussion`);
			await expect(page.getByRole('textbox').first()).toHaveValue('Half a thought');
		});

		await test.step('and the page follows changes again by itself', async () => {
			await page.goto(path);
			const other = await context.newPage();
			await other.goto(`${path}/edit`);
			await server.kill();
			await server.start();
			await other.getByLabel('Title', { exact: true }).fill('Changed after the crash');
			await other.getByRole('button', { name: 'Save the changes' }).click();
			await other.waitForURL(/saved/);
			await expect(page.getByRole('heading', { level: 1 })).toHaveText('Changed after the crash');
		});
	} finally {
		await context.close();
		await server.stop();
	}
});
