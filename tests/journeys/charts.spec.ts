import { readFile } from 'node:fs/promises';
import { expect, test, type Download, type Page } from '@playwright/test';

const chartOf = (page: Page) => page.getByRole('application').first();

async function drawn(page: Page) {
	await expect(page.getByRole('button', { name: 'PNG' }).first()).toBeEnabled();
}

async function bytesOf(download: Download) {
	return readFile(await download.path());
}

test('a period chosen on the chart, by click or by key, picks its developments, and the address keeps it', async ({
	page
}) => {
	await page.goto('/publications/romano-2021/C1');
	await drawn(page);
	const list = page.locator('#developments');
	await expect(list).toContainText('Cassis');

	await chartOf(page).focus();
	await page.keyboard.press('Home');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/from=2021-01-01&to=2021-03-31/);
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('ArrowRight');
	await page.keyboard.press('Enter');
	await expect(page).toHaveURL(/from=2021-07-01&to=2021-09-30/);
	await expect(list).toContainText('OSCE border observation at Gukovo and Donetsk ends');
	await expect(list).not.toContainText('Cassis');

	const restored = await page.context().newPage();
	await restored.goto(page.url());
	await expect(restored.locator('#developments')).not.toContainText('Cassis');
	await restored.close();

	const box = (await chartOf(page).boundingBox())!;
	await chartOf(page).click({ position: { x: box.width * 0.6, y: box.height * 0.5 } });
	await expect(page).not.toHaveURL(/from=2021-07-01/);
	await expect(page).toHaveURL(/from=20\d\d-\d\d-01/);
});

test('a chart leaves its page as a picture and as data', async ({ page }) => {
	await page.goto('/publications/romano-2021/C1');
	await drawn(page);
	const [csv] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'CSV' }).first().click()
	]);
	expect(csv.suggestedFilename()).toBe('romano-2021-C1.csv');
	expect((await bytesOf(csv)).toString()).toContain('date,when,series,value,confidence,note');
	const [png] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('button', { name: 'PNG' }).first().click()
	]);
	expect(png.suggestedFilename()).toBe('romano-2021-C1.png');
	expect((await bytesOf(png)).subarray(1, 4).toString()).toBe('PNG');
});

test('the heat map leaves as a picture too, and a cell leads to its developments', async ({ page }) => {
	await page.goto('/publications/romano-2021');
	const map = page.locator('#chart-romano-2021-evidence');
	const [png] = await Promise.all([
		page.waitForEvent('download'),
		map.getByRole('button', { name: 'PNG' }).click()
	]);
	expect((await bytesOf(png)).subarray(1, 4).toString()).toBe('PNG');
	await map.getByRole('link', { name: /^C1, Q4 2022: 1 development/ }).click();
	await expect(page).toHaveURL(/recommendation=romano-2021(%2F|\/)C1/);
	await expect(page.getByRole('main')).toContainText('Lavrov is denied entry');
});

test('as of a past date, the page shows what had happened by then', async ({ page }) => {
	await page.goto('/publications/romano-2021/C1?asOf=2022-06-30');
	await expect(page.getByText('As of 30 June 2022.')).toBeVisible();
	await expect(page.locator('#developments')).not.toContainText('Cassis');
	await expect(page.getByRole('figure').getByRole('heading', { level: 2 })).toContainText('intermediate');
	await page.getByRole('link', { name: 'Back to today' }).click();
	await expect(page.locator('#developments')).toContainText('Cassis');
});

test('what is unfolded before the scripts come stays unfolded', async ({ page }) => {
	let release = () => {};
	const released = new Promise<void>((resolve) => (release = resolve));
	await page.route('**/*.js', async (route) => {
		await released;
		await route.continue();
	});
	await page.goto('/publications/romano-2021/C1', { waitUntil: 'commit' });
	await page.getByText('Data as a table').click();
	await page.getByText('See this page as of a past date').click();
	release();
	await page.locator('html[data-hydrated]').waitFor();
	await expect(page.getByRole('table').first()).toBeVisible();
	await expect(page.getByLabel('As of', { exact: true })).toBeVisible();
});
