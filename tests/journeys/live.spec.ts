import { expect, test, type Page } from '@playwright/test';
import { joinTeam } from '../colleague.ts';
import { logDevelopment } from '../logged-development.ts';
import { signIn } from '../signed-in.ts';

async function code(page: Page, effect: string, rationale: string): Promise<void> {
	const details = page.locator('details', { hasText: 'Code it for a recommendation' });
	if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
	await page.getByLabel('Recommendation', { exact: true }).selectOption({ index: 1 });
	await page.getByRole('radio', { name: effect }).check();
	await page.getByLabel('Rationale').fill(rationale);
	await page.getByRole('button', { name: 'Submit the coding' }).click();
}

test('two analysts see each other and what the other saves, and lose nothing of what they type', async ({
	page,
	browser
}) => {
	await signIn(page);
	const ben = await joinTeam(browser, page, { name: 'Ben Analyst', role: 'analyst' });
	const path = await logDevelopment(page, 'Ministers agree to meet again');

	await test.step('each sees that the other is there', async () => {
		await page.goto(path);
		await ben.goto(path);
		await expect(page.getByText('Also here: Ben Analyst')).toBeVisible();
		await expect(ben.getByText(/^Also here: /)).toBeVisible();
	});

	await test.step('a coding arrives while another is being typed', async () => {
		await page.evaluate(() => Object.assign(window, { isSamePage: true }));
		await page.getByLabel('Rationale').fill('Half a sent');
		await page.getByRole('radio', { name: '−2' }).check();
		await page.getByLabel('Rationale').focus();
		await page.evaluate(() => window.scrollTo(0, 180));
		await code(ben, '+1', 'Seen from the other browser');
		await expect(page.getByText('Seen from the other browser')).toBeVisible();
		await expect(page.getByLabel('Rationale')).toHaveValue('Half a sent');
		await expect(page.getByLabel('Rationale')).toBeFocused();
		await expect(page.getByRole('radio', { name: '−2' })).toBeChecked();
		expect(await page.evaluate(() => window.scrollY)).toBe(180);
		expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
	});

	await test.step('a comment arrives while another is being typed', async () => {
		await page.goto(`${path}?view=discussion`);
		await ben.goto(`${path}?view=discussion`);
		const composer = page.getByRole('textbox').first();
		await composer.fill('Half a comm');
		await ben.getByRole('textbox').first().fill('Said in the other browser');
		await ben.getByRole('textbox').first().press('Control+Enter');
		await expect(page.getByText('Said in the other browser')).toBeVisible();
		await expect(composer).toHaveValue('Half a comm');
		await expect(composer).toBeFocused();
	});

	await test.step('somebody who goes is not shown any more', async () => {
		await ben.goto('/developments');
		await expect(page.getByText(/^Also here: /)).toBeHidden();
	});

	await test.step('an edit meets the other’s: both versions are shown, and nothing is overwritten', async () => {
		await page.goto(`${path}/edit`);
		await page.locator('html[data-hydrated]').waitFor();
		await page.getByLabel('Title', { exact: true }).fill('Ministers agree to meet in spring');
		const more = page.locator('details', { hasText: 'More about the text at the source' });
		await more.locator('summary').click();
		await ben.goto(`${path}/edit`);
		await ben.getByLabel('Title', { exact: true }).fill('Ministers agree to meet in autumn');
		await ben.getByRole('button', { name: 'Save the changes' }).click();
		await ben.waitForURL(/saved/);
		await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Ministers agree to meet in spring');
		await expect(more).toHaveAttribute('open');
		await page.getByRole('button', { name: 'Save the changes' }).click();
		await expect(
			page.getByText('Ben Analyst saved this development while you were editing it')
		).toBeVisible();
		await expect(page.getByRole('radio', { name: /autumn/ })).toBeVisible();
		await page.getByRole('radio', { name: /spring/ }).check();
		await page.getByRole('button', { name: 'Save the changes' }).click();
		await expect(ben.getByRole('heading', { level: 1 })).toHaveText('Ministers agree to meet in spring');
	});

	await test.step('the log form keeps what is typed while others save', async () => {
		await page.goto('/developments/new');
		await page.getByLabel('Title', { exact: true }).fill('Not saved yet');
		await logDevelopment(ben, 'Something else altogether');
		await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Not saved yet');
	});
	await ben.context().close();
});
