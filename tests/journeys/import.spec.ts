import { expect, test } from '@playwright/test';
import { faultsOf } from '../axe.ts';
import { signIn } from '../signed-in.ts';

const csv = [
	'Key;Date;Type;Headline;Outlet',
	'JI-1;4 March 2022;decision;Import journey: a first thing;Import Gazette',
	'JI-2;31.02.2022;statement;Import journey: no such day;Import Gazette',
	'JI-3;May 2022;statement;"Import journey; with a semicolon";Import Gazette'
].join('\r\n');

test('a file comes in: its columns are found, the bad row is named and left out, all of it is undone and redone', async ({
	page
}) => {
	await signIn(page);
	const isShown = async (title: string, count: number) => {
		await page.goto(`/developments?q=${encodeURIComponent(title)}`);
		await expect(page.locator('a.title').filter({ hasText: title })).toHaveCount(count);
	};

	await page.goto('/developments');
	await page.getByRole('link', { name: 'Import', exact: true }).click();
	await page
		.getByLabel('File')
		.setInputFiles({ name: 'journey.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
	await page.getByRole('button', { name: 'Look at it' }).click();
	await page.waitForURL(/\/import\/\d+$/);
	const place = page.url();

	await test.step('the columns', async () => {
		await expect(page.getByLabel('Parted by')).toHaveValue(';');
		await expect(page.getByLabel('Title', { exact: true })).toHaveValue('column:Headline');
		await expect(page.getByText('4 March 2022 · 31.02.2022')).toBeVisible();
		await page.getByLabel('Title', { exact: true }).selectOption('');
		await page.getByRole('button', { name: 'Check the file' }).click();
		await expect(page.getByText('Choose the column that holds it.')).toBeVisible();
		await page.getByLabel('Title', { exact: true }).selectOption('column:Headline');
		await page.getByRole('button', { name: 'Check the file' }).click();
	});

	await test.step('the preview', async () => {
		await expect(page.getByRole('heading', { name: 'What it would do' })).toBeVisible();
		await expect(page.getByRole('row', { name: /31\.02\.2022.*There is no such date/ })).toBeVisible();
		await expect(page.getByRole('cell', { name: 'Import journey; with a semicolon' })).toBeVisible();
		expect(await faultsOf(page)).toEqual([]);
		const [download] = await Promise.all([
			page.waitForEvent('download'),
			page.getByRole('link', { name: 'Download as CSV' }).click()
		]);
		expect(download.suggestedFilename()).toContain('problems.csv');
		await page.getByRole('button', { name: 'Take it in' }).click();
		await expect(page.getByText('One row keeps the file out.')).toBeVisible();
		await page.getByLabel('Leave such rows out').check();
		await page.getByRole('button', { name: 'Take it in' }).click();
		await expect(page.getByRole('heading', { name: 'What it did' })).toBeVisible();
	});

	await test.step('undone, and redone', async () => {
		await isShown('Import journey: a first thing', 1);
		await isShown('Import journey: no such day', 0);
		await page.goto(place);
		await page.getByRole('button', { name: 'Undo the import' }).click();
		await expect(page.getByText('2 records taken out of view')).toBeVisible();
		await isShown('Import journey: a first thing', 0);
		await page.goto(place);
		await page.getByRole('button', { name: 'Redo the import' }).click();
		await expect(page.getByText('2 records brought back')).toBeVisible();
		await isShown('Import journey: a first thing', 1);
	});
});
