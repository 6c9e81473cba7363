import { expect, test, type Cookie } from '@playwright/test';
import { faultsInBothColours, faultsOf } from '../axe.ts';
import { signIn } from '../signed-in.ts';

const forReaders = [
	'/publications/romano-2021',
	'/publications/romano-2021/C1',
	'/publications/romano-2021/C1?asOf=2022-12-31&basis=recorded',
	'/developments',
	'/developments?q=no-such-word',
	'/developments/1',
	'/forums',
	'/sources',
	'/sources/1',
	'/agreement?effects=1,2',
	'/sign-in',
	'/no-such-page'
];
const forMembers = [
	'/developments/new?recommendation=romano-2021/C1',
	'/developments/1',
	'/developments/1?view=history',
	'/developments/1?view=discussion',
	'/developments/1/edit',
	'/publications/romano-2021/C1/assess',
	'/publications/romano-2021/settings',
	'/work',
	'/work?list=reviews',
	'/work/assign',
	'/notifications',
	'/sources/1',
	'/coverage',
	'/feeds',
	'/feeds?show=off',
	'/feeds/1',
	'/feeds/rules',
	'/inbox',
	'/capture',
	'/settings',
	'/team',
	'/import'
];

// They share nothing but the server.
test.describe.configure({ mode: 'parallel' });

for (const path of forReaders) {
	test(`${path} has no fault that axe finds, in light colours or dark`, async ({ page }) => {
		await page.goto(path);
		expect(await faultsInBothColours(page)).toEqual([]);
	});
}

test.describe('for members', () => {
	let session: Cookie[];
	test.beforeAll(async ({ browser }) => {
		const page = await browser.newPage();
		await signIn(page);
		session = await page.context().cookies();
		await page.close();
	});

	for (const path of forMembers) {
		test(`${path} has no fault that axe finds, in light colours or dark`, async ({ page }) => {
			await page.context().addCookies(session);
			await page.goto(path);
			await expect(page.getByLabel('Account of Administrator')).toBeVisible();
			expect(await faultsInBothColours(page)).toEqual([]);
		});
	}
});

test('no page is wider than a small phone', async ({ page }) => {
	await page.setViewportSize({ width: 360, height: 740 });
	await signIn(page);
	for (const path of [...forReaders, ...forMembers]) {
		await page.goto(path);
		const width = await page.evaluate(() => document.documentElement.scrollWidth);
		expect(width, path).toBeLessThanOrEqual(360);
	}
});

test('a form with faults, an open chart table and an open menu have no fault that axe finds', async ({
	page
}) => {
	await signIn(page);
	await page.goto('/developments/new?recommendation=romano-2021/C1');
	await page.getByRole('button', { name: 'Save', exact: true }).click();
	await expect(page.getByText('Give it a title.')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.goto('/publications/romano-2021/C1');
	// Open until scripts are there, so that it can be read without them.
	await page.locator('html[data-hydrated]').waitFor();
	await page.getByText('Data as a table').click();
	await page.getByLabel('Account of Administrator').click();
	await expect(page.getByRole('table').first()).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
});

test('a discussion with an answer, an open history and people to mention has no fault that axe finds', async ({
	page
}) => {
	await signIn(page);
	await page.goto('/developments/3?view=discussion');
	await page.getByLabel('Begin a thread').fill('# First\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |');
	await page.getByRole('button', { name: 'Comment', exact: true }).click();
	const comment = page.getByRole('article').first();
	await comment.getByText('Edit', { exact: true }).click();
	await comment.getByLabel('Your comment').fill('# Second');
	await comment.getByRole('button', { name: 'Save the change' }).click();
	await comment.getByRole('link', { name: 'edited' }).click();
	await expect(comment.getByRole('list', { name: 'What it said before' })).toBeVisible();
	await page.locator('summary', { hasText: 'Reply' }).click();
	await page.getByLabel('Your reply').pressSequentially('@adm');
	await expect(page.getByRole('listbox')).toBeVisible();
	expect(await faultsOf(page)).toEqual([]);
	await page.setViewportSize({ width: 360, height: 740 });
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
});
