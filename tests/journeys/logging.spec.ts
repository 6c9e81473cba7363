import { expect, test, type Page } from '@playwright/test';
import { signIn } from '../signed-in.ts';

/** A month ago, as an analyst writes it when the day is not known: "October 2026". */
const lastMonth = () => {
	const now = new Date();
	const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
	return new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(month);
};

async function describe(page: Page, title: string) {
	await page.getByLabel('Title', { exact: true }).fill(title);
	await page.getByLabel('Happened').fill(lastMonth());
	await page.getByLabel('Kind', { exact: true }).selectOption('decision');
	await page.getByLabel('Source', { exact: true }).fill('OSCE');
}

test('a development known to the month is logged, coded twice and assessed, and the chart moves', async ({
	page
}) => {
	await signIn(page);
	await page.goto('/publications/romano-2021/C4');
	const finding = page.getByRole('figure').getByRole('heading', { level: 2 });
	await expect(finding).toContainText(/not initiated/);

	await page.getByRole('main').getByRole('link', { name: 'Log a development' }).first().click();
	await describe(page, 'Four capitals agree to meet in the Normandy format again');
	await expect(page.getByText(`${lastMonth()}, known to the month`)).toBeVisible();
	const first = page.getByRole('group', { name: 'Coding 1' });
	await expect(first.getByLabel('Recommendation')).toHaveValue('romano-2021/C4');
	await first.getByRole('radio', { name: '+2 Strongly advances' }).check();
	await first.getByLabel('Rationale').fill('The format meets again.');
	await page.getByRole('button', { name: 'Code another recommendation' }).click();
	const second = page.getByRole('group', { name: 'Coding 2' });
	await second.getByLabel('Recommendation').selectOption('romano-2021/C6');
	await second.getByRole('radio', { name: '+1 Advances' }).check();
	await page.getByRole('button', { name: 'Save', exact: true }).click();

	await expect(page.getByRole('main')).toContainText('Logged.');
	await expect(page.getByRole('main')).toContainText(lastMonth());
	await expect(page.getByRole('link', { name: /C6 Make high-profile visits/ })).toBeVisible();

	await page.getByRole('link', { name: /C4 Keep up contacts/ }).click();
	await page.getByRole('link', { name: 'Assess', exact: true }).first().click();
	await page.getByRole('radio', { name: /2 · Intermediate/ }).check();
	await page.getByRole('radio', { name: /^advancing/ }).check();
	await page.getByRole('radio', { name: /^moderate/ }).check();
	await page.getByLabel('Rationale').fill('A date is set.');
	await page.getByRole('checkbox', { name: /Four capitals agree/ }).check();
	await page.getByRole('button', { name: 'Assess', exact: true }).click();

	await expect(page).toHaveURL(/\/C4/);
	await expect(finding).toContainText(/intermediate/);
	await expect(page.locator('#assessments')).toContainText('A date is set.');
	await expect(page.locator('#developments')).toContainText('Four capitals agree');
});

test('a hidden development is in no list until it is restored', async ({ page }) => {
	await signIn(page);
	await page.goto('/developments/new');
	await describe(page, 'A rumour that turns out to be one');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByRole('main')).toContainText('Logged.');
	await page.getByRole('button', { name: 'Hide' }).click();
	await expect(page.getByText('This development is hidden')).toBeVisible();
	const address = page.url();
	await page.goto('/developments?q=rumour');
	await expect(page.getByText('A rumour that turns out to be one')).toHaveCount(0);
	await page.goto(address);
	await page.getByRole('button', { name: 'Restore it' }).click();
	await expect(page.getByText('This development is hidden')).toHaveCount(0);
	await page.goto('/developments?q=rumour');
	await expect(page.getByRole('link', { name: 'A rumour that turns out to be one' })).toBeVisible();
});

test('what was typed and not saved comes back, and can be thrown away', async ({ page }) => {
	await signIn(page);
	await page.goto('/developments/new');
	const title = page.getByLabel('Title', { exact: true });
	await title.fill('Half a thought about');
	await title.press('Tab');
	await expect
		.poll(() => page.evaluate(() => Object.values(localStorage).join()))
		.toContain('Half a thought about');
	await page.reload();
	await expect(page.getByText('Your draft is back')).toBeVisible();
	await expect(title).toHaveValue('Half a thought about');
	await page.getByRole('button', { name: 'Discard it' }).click();
	await expect(title).toHaveValue('');
});

test('by keyboard alone: a development is logged from the list, with every fault named first', async ({
	page
}) => {
	await signIn(page);
	await page.goto('/developments');
	await page.locator('html[data-hydrated]').waitFor();
	await page.keyboard.press('n');
	await expect(page.getByLabel('Title', { exact: true })).toBeFocused();
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText('Give it a title.')).toBeVisible();
	await expect(page.getByLabel('Title', { exact: true })).toBeFocused();
	await page.keyboard.type('Logged without a mouse');
	await page.keyboard.press('Tab');
	await page.keyboard.type('2025');
	await page.keyboard.press('Tab');
	await page.keyboard.type('Statement');
	await page.keyboard.press('Tab');
	await page.keyboard.type('OSCE');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logged without a mouse');
	await expect(page.getByRole('main')).toContainText('Logged.');
});

test('a fault far down the form is where the keyboard goes', async ({ page }) => {
	await signIn(page);
	await page.goto('/developments/new?recommendation=romano-2021/C1');
	await page.locator('html[data-hydrated]').waitFor();
	await page.getByLabel('Title', { exact: true }).fill('Zugzwang at the customs office');
	await page.getByLabel('Happened').fill('2025');
	await page.getByLabel('Kind', { exact: true }).selectOption('statement');
	await page.getByLabel('Source', { exact: true }).fill('OSCE');
	await page.keyboard.press('Control+Enter');
	await expect(page.getByText('Choose an effect')).toBeVisible();
	await expect(page.getByRole('radio', { name: 'Strongly sets back' })).toBeFocused();
});
