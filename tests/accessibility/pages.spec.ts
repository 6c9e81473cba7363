import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
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

/** Each fault with where it is, so that the failure says what to mend. */
async function faultsOf(page: Page): Promise<string[]> {
	const { violations } = await new AxeBuilder({ page }).analyze();
	return violations.flatMap(({ id, help, nodes }) =>
		nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`)
	);
}

for (const colorScheme of ['light', 'dark'] as const) {
	test.describe(`in ${colorScheme} colours`, () => {
		test.use({ colorScheme });

		for (const path of forReaders) {
			test(`${path} has no fault that axe finds`, async ({ page }) => {
				await page.goto(path);
				expect(await faultsOf(page)).toEqual([]);
			});
		}

		test('the pages for members have no fault that axe finds', async ({ page }) => {
			// Some seconds a page, where others use the machine as well.
			test.setTimeout(300_000);
			await signIn(page);
			for (const path of forMembers) {
				await page.goto(path);
				expect(await faultsOf(page), path).toEqual([]);
			}
		});
	});
}

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
