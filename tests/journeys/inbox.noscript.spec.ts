import { expect, test, type Page } from '@playwright/test';
import { rssOf, serveFeeds, type FeedServer } from '../feed-server.ts';
import { logDevelopment } from '../logged-development.ts';
import { signIn } from '../signed-in.ts';

const titles = [
	'Plain tidings of the harbour',
	'Plain tidings of the orchard',
	'Plain tidings of the quarry',
	'Plain tidings of the windmill'
] as const;

let server: FeedServer;
test.beforeAll(async () => {
	server = await serveFeeds({ '/tidings.xml': rssOf(...titles) });
});
test.afterAll(() => server.close());

/** Adds the feed, and looks until all of it is in. @returns the address of its part of the inbox */
async function takeIn(page: Page): Promise<string> {
	await page.goto('/feeds');
	await page
		.getByLabel('Address of the feed, or of a page that has one')
		.fill(`${server.origin}/tidings.xml`);
	await page.getByRole('button', { name: 'Look at it' }).click();
	await page.getByLabel('Name').fill('Plain tidings');
	await page.getByRole('button', { name: 'Add the feed' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Plain tidings' })).toBeVisible();
	const inbox = `/inbox?feed=${new URL(page.url()).pathname.split('/').at(-1)}`;
	await expect(async () => {
		await page.goto(inbox);
		await expect(page.getByRole('region', { name: 'Items' }).getByRole('listitem')).toHaveCount(4, {
			timeout: 1_000
		});
	}).toPass();
	return inbox;
}

test('items are dismissed, snoozed, attached, logged and taken back without scripts', async ({ page }) => {
	await signIn(page);
	const development = await logDevelopment(page, 'Quarry reopens under a treaty');
	const inbox = await takeIn(page);
	const list = page.getByRole('region', { name: 'Items' });
	const bar = page.getByRole('article');
	const open = async (title: string) => {
		await page.goto(inbox);
		await list.getByRole('link', { name: title }).click();
		await expect(page.locator('#item-title')).toHaveText(title);
	};
	const isListed = async (title: string, count: 0 | 1) => {
		await page.goto(inbox);
		await expect(list.getByRole('link', { name: title })).toHaveCount(count);
	};

	await test.step('dismissed with a reason, and taken back', async () => {
		await open(titles[0]);
		await bar.getByText('Dismiss').click();
		await bar.getByRole('button', { name: 'Too minor' }).click();
		await expect(page.getByText('Dismissed (Too minor).')).toBeVisible();
		await isListed(titles[0], 0);
		await page.goto(`${inbox}&state=dismissed`);
		await expect(page.locator('#item-title')).toHaveText(titles[0]);
		await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
		await expect(page.getByText('Undone.')).toBeVisible();
		await isListed(titles[0], 1);
	});

	await test.step('snoozed, and taken back where that is said', async () => {
		await open(titles[1]);
		await bar.getByText('Snooze', { exact: true }).first().click();
		await bar.getByRole('button', { name: 'Tomorrow' }).click();
		await expect(page.getByText(/^Snoozed until/)).toBeVisible();
		await page.getByRole('status').getByRole('button', { name: 'Undo', exact: true }).click();
		await expect(page.getByText('Undone.')).toBeVisible();
		await isListed(titles[1], 1);
	});

	await test.step('attached to what was searched for, which then names it', async () => {
		await open(titles[2]);
		await bar.getByText('Attach', { exact: true }).click();
		await bar.getByLabel('Development to attach it to').fill('quarry reopens');
		await bar.getByRole('button', { name: 'Find' }).click();
		await bar.getByRole('button', { name: 'Quarry reopens under a treaty' }).click();
		await expect(page.getByText('Attached.')).toBeVisible();
		await isListed(titles[2], 0);
		await page.goto(development);
		const reports = page.getByRole('definition').filter({ hasText: 'Plain tidings' });
		await expect(reports.getByRole('link', { name: titles[2] })).toBeVisible();
	});

	await test.step('logged by the form of a development, and taken back with it', async () => {
		await open(titles[3]);
		await bar.getByRole('link', { name: 'Log', exact: true }).click();
		await expect(page.getByLabel('Title', { exact: true })).toHaveValue(titles[3]);
		await page.getByLabel('Kind', { exact: true }).selectOption('statement');
		await page.getByRole('button', { name: 'Save', exact: true }).click();
		await expect(page.getByText('Logged:')).toBeVisible();
		await isListed(titles[3], 0);
		await page.goto(`${inbox}&state=logged`);
		await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
		await expect(page.getByText('Undone.')).toBeVisible();
		await isListed(titles[3], 1);
	});
});
