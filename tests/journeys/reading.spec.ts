import { expect, test } from '@playwright/test';
import { joinTeam } from '../colleague.ts';
import { rssOf, serveFeeds, type FeedServer } from '../feed-server.ts';
import { signIn } from '../signed-in.ts';

const [upper, lower] = ['Ferry line opens to the islands', 'Orchestra tours the provinces'] as const;

let server: FeedServer;
test.beforeAll(async () => {
	server = await serveFeeds({ '/islands.xml': rssOf(upper, lower) });
});
test.afterAll(() => server.close());

test('the inbox says which colleague reads which item, and no row moves for it', async ({
	page,
	browser
}) => {
	await signIn(page);
	const cleo = await joinTeam(browser, page, { name: 'Cleo Reader', role: 'analyst' });
	await page.goto('/feeds');
	await page
		.getByLabel('Address of the feed, or of a page that has one')
		.fill(`${server.origin}/islands.xml`);
	await page.getByRole('button', { name: 'Look at it' }).click();
	await page.getByLabel('Name').fill('Island news');
	await page.getByRole('button', { name: 'Add the feed' }).click();
	await expect(page.getByRole('link', { name: lower })).toBeVisible();
	const inbox = `/inbox?feed=${new URL(page.url()).pathname.split('/').at(-1)}`;

	await page.goto(inbox);
	const row = (title: string) =>
		page.getByRole('listitem').filter({ has: page.getByRole('link', { name: title }) });
	await expect(row(lower)).toBeVisible();
	await page.locator('html[data-hydrated]').waitFor();
	const places = () =>
		page
			.getByRole('region', { name: 'Items' })
			.getByRole('listitem')
			.evaluateAll((rows) => rows.map((one) => one.getBoundingClientRect().toJSON()));
	const before = await places();

	await cleo.goto(inbox);
	await cleo.locator('html[data-hydrated]').waitFor();
	await cleo.getByRole('link', { name: lower }).click();
	await expect(row(lower).getByText('Being read by Cleo Reader')).toBeAttached();
	await expect(row(lower).getByText('CR', { exact: true })).toBeVisible();
	await expect(page.getByRole('link', { name: lower })).toHaveAccessibleDescription(
		'Being read by Cleo Reader'
	);
	await expect(row(upper).getByText(/^Being read by/)).toHaveCount(0);
	expect(await places()).toEqual(before);

	await cleo.goto('/developments');
	await expect(page.getByText('Being read by Cleo Reader')).toHaveCount(0);
	await cleo.context().close();
});
