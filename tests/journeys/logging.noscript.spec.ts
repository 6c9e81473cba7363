import { expect, test } from '@playwright/test';
import { signIn } from '../signed-in.ts';

test('without JavaScript, a development is logged and coded, its faults named and what was typed kept', async ({
	page
}) => {
	await signIn(page);
	await page.goto('/developments/new?recommendation=romano-2021/C2');
	await page.getByLabel('Title', { exact: true }).fill('Working group meets in Geneva');
	await page.getByLabel('Happened').fill('2025-02-30');
	await page.getByLabel('Kind', { exact: true }).selectOption('in_operation');
	await page.getByLabel('Source', { exact: true }).fill('UNECE');
	const coding = page.getByRole('group', { name: 'Coding 1' });
	await coding.getByRole('radio', { name: '+1 Advances' }).check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();

	await expect(page.getByText('There is no such date.')).toBeVisible();
	await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Working group meets in Geneva');
	await expect(coding.getByRole('radio', { name: '+1 Advances' })).toBeChecked();

	await page.getByLabel('Happened').fill('February 2025');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Working group meets in Geneva');
	await expect(page.getByRole('main')).toContainText('February 2025');
	await expect(page.getByRole('link', { name: /C2 Keep up continual contacts/ })).toBeVisible();
});

test('without JavaScript, each chart is its table, and a period leads to its developments', async ({
	page
}) => {
	await page.goto('/publications/romano-2021/C1');
	await page.getByRole('figure').getByRole('link', { name: 'Q1 2022' }).click();
	await expect(page).toHaveURL(/from=2022-01-01&to=2022-03-31/);
	await expect(page.locator('#developments')).toContainText('OSCE Chair Rau meets Lavrov in Moscow');
	await expect(page.locator('#developments')).not.toContainText('Cassis');
});
