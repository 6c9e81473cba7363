import { expect, test } from '@playwright/test';

test('a reader sees how far the coders agree, finds where they differ, and narrows it', async ({ page }) => {
	await page.goto('/');
	await page.getByRole('link', { name: 'Agreement', exact: true }).click();
	await expect(page.getByText('Krippendorff’s alpha is 0.932 (95% interval')).toBeVisible();
	await expect(page.getByText('Reliable: conclusions can rest on these codings.')).toBeVisible();

	await page.getByRole('link', { name: '4 units: analyst-1 +1, analyst-2 +2' }).click();
	const pairs = page.getByRole('region', { name: 'Developments of this cell' });
	await expect(pairs.getByRole('row')).toHaveCount(5);
	await expect(pairs.getByRole('link', { name: 'OSCE states agree by consensus' })).toHaveAttribute(
		'href',
		/^\/developments\/\d+$/
	);

	await page.goto('/agreement');
	await page.getByText('Filter by theme').click();
	await page.getByLabel('Theme').selectOption('S');
	await expect(page).toHaveURL(/\/agreement\?theme=S$/);
	await expect(page.getByText('alpha is 0.778', { exact: false })).toBeVisible();
	await page.reload();
	await expect(page.getByText('At best good for tentative conclusions')).toBeVisible();

	await page.getByRole('link', { name: 'S1', exact: true }).click();
	await expect(page.getByText('Only 7 units here are coded by two people')).toBeVisible();
	await expect(page.getByText('Alpha, ordinal')).toHaveCount(0);
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: 'Pairs as CSV' }).first().click()
	]);
	expect(file.suggestedFilename()).toBe('agreement-pairs.csv');
});
