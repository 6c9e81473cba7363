import { expect, test } from '@playwright/test';
import { rssOf, serveFeeds, type FeedServer } from '../feed-server.ts';
import { signIn } from '../signed-in.ts';

let server: FeedServer;
test.beforeAll(async () => {
	server = await serveFeeds({
		'/news.xml': rssOf('Ministers meet for talks', 'Mission reports from the line'),
		'/site':
			'<!doctype html><title>Site</title><link rel="alternate" type="application/rss+xml" href="/news.xml">'
	});
});
test.afterAll(() => server.close());

test('an editor adds the feed of a site, and what it brings stands on its page', async ({ page }) => {
	await signIn(page);
	await page.goto('/feeds');
	await page.getByLabel('Address of the feed, or of a page that has one').fill(`${server.origin}/site`);
	await page.getByRole('button', { name: 'Look at it' }).click();
	await expect(page.getByRole('heading', { name: 'RSS: Test feed' })).toBeVisible();
	await expect(page.getByText('Ministers meet for talks')).toBeVisible();
	await page.getByLabel('Name').fill('Talks of the mission');
	await page.getByRole('button', { name: 'Add the feed' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Talks of the mission' })).toBeVisible();
	// The page follows the poll that is made in the background.
	await expect(page.getByRole('link', { name: 'Mission reports from the line' })).toBeVisible();
	await expect(page.getByRole('cell', { name: 'New items' })).toBeVisible();

	server.paths.set(
		'/news.xml',
		rssOf('Ministers meet for talks', 'Mission reports from the line', 'Talks end')
	);
	await page.getByRole('button', { name: 'Poll now' }).click();
	await expect(page.getByRole('link', { name: 'Talks end' })).toBeVisible();

	server.paths.set('/news.xml', '<!doctype html><title>Moved</title>');
	await page.getByRole('button', { name: 'Poll now' }).click();
	await expect(page.getByText('The last poll failed')).toBeVisible();
	await page.getByRole('button', { name: 'Turn off' }).click();
	await expect(page.getByRole('button', { name: 'Turn on' })).toBeVisible();
	await page.goto('/feeds?show=off');
	await expect(page.getByRole('link', { name: 'Talks of the mission', exact: true })).toBeVisible();
});
