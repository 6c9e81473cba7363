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

test('without JavaScript, agreement can be read and narrowed', async ({ page }) => {
	await page.goto('/agreement');
	// Other journeys code too, so the figure itself is not known here; tests/rooms/agreement.test.ts holds it to the sample.
	const finding = page.getByText(/Krippendorff’s alpha is 0\.\d{3}/);
	const whole = await finding.innerText();
	await expect(page.getByRole('region', { name: /by period$/ })).toContainText('2022');
	await page.getByText('Filter by theme').click();
	await page.getByLabel('Theme').selectOption('C');
	await page.getByRole('button', { name: 'Apply' }).click();
	await expect(page).toHaveURL(/theme=C/);
	await expect(finding).toBeVisible();
	expect(await finding.innerText()).not.toBe(whole);
});
