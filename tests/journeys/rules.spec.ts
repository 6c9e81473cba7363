import { expect, test } from '@playwright/test';
import { rssOf, serveFeeds, type FeedServer } from '../feed-server.ts';
import { signIn } from '../signed-in.ts';

let server: FeedServer;
test.beforeAll(async () => {
	server = await serveFeeds({
		'/sports.xml': rssOf('Curling league opens in Vaduz', 'Curling cup drawn', 'Ministers visit Vaduz')
	});
});
test.afterAll(() => server.close());

test('a rule is tried on the last items, saved, keeps out what comes, and gives it back', async ({
	page
}) => {
	await signIn(page);
	await page.goto('/feeds');
	await page.getByLabel('Address of the feed, or of a page that has one').fill(`${server.origin}/sports.xml`);
	await page.getByRole('button', { name: 'Look at it' }).click();
	await page.getByLabel('Name').fill('Vaduz bulletins');
	await page.getByRole('button', { name: 'Add the feed' }).click();
	await expect(page.getByRole('link', { name: 'Ministers visit Vaduz' })).toBeVisible();
	const feed = page.url();

	await test.step('while it is written it says what it would have done', async () => {
		await page.goto('/feeds/rules');
		await page.locator('html[data-hydrated]').waitFor();
		await page.getByLabel('Feed', { exact: true }).selectOption('Vaduz bulletins');
		await page.getByLabel('Words, phrase, expression or languages').fill('curling');
		const trial = page.getByRole('region', { name: 'What it would have done to the last 3 items' });
		await expect(trial.getByText('now kept out')).toHaveCount(2);
		await expect(trial.locator('mark').first()).toHaveText('Curling');
		await expect(page).toHaveURL(/pattern=curling/);
	});

	await test.step('saved, it holds for what comes from then on', async () => {
		await page.getByRole('button', { name: 'Save the rule' }).click();
		await expect(page.getByRole('heading', { level: 1, name: 'Keep out: “curling”' })).toBeVisible();
		await expect(page.getByText('It keeps out 0 items now')).toBeVisible();
	});
	const rule = new URL(page.url()).pathname;

	await test.step('it says what it kept out', async () => {
		server.paths.set(
			'/sports.xml',
			rssOf('Curling final tonight', 'Curling stones found', 'Talks in Vaduz end')
		);
		await page.goto(feed);
		await page.locator('html[data-hydrated]').waitFor();
		await page.getByRole('button', { name: 'Poll now' }).click();
		await expect(page.getByRole('link', { name: 'Talks in Vaduz end' })).toBeVisible();
		await page.goto(rule);
		await expect(page.getByText('It keeps out 2 items now')).toBeVisible();
		await page.getByRole('link', { name: 'see what it keeps out' }).click();
		await expect(page.getByRole('region', { name: 'Items' }).getByRole('listitem')).toHaveCount(2);
	});

	await test.step('one is brought back, and waits in the inbox', async () => {
		await page.locator('html[data-hydrated]').waitFor();
		await page.getByRole('link', { name: 'Curling final tonight' }).click();
		await expect(page.locator('#item-title')).toHaveText('Curling final tonight');
		await page.getByRole('article').getByRole('button', { name: 'Bring back' }).click();
		await expect(page.getByText(/^Back in the inbox/)).toBeVisible();
		await page.goto(`/inbox?feed=${new URL(feed).pathname.split('/').at(-1)}`);
		await expect(page.getByRole('link', { name: 'Curling final tonight' })).toBeVisible();
		await expect(page.getByRole('link', { name: 'Curling stones found' })).toHaveCount(0);
	});

	await test.step('turned off, it gives the rest back, and its history says all of it', async () => {
		await page.goto(rule);
		await page.locator('html[data-hydrated]').waitFor();
		await page.getByRole('button', { name: 'Turn off' }).click();
		await page.getByRole('button', { name: 'Bring back the item' }).click();
		await expect(page.getByText('It keeps out 0 items now')).toBeVisible();
		for (const deed of [
			'wrote this rule',
			'turned this rule off',
			'brought back the item that it had kept out'
		])
			await expect(page.getByRole('listitem').filter({ hasText: deed })).toBeVisible();
	});
});
