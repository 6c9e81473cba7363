import { expect, test, type Page } from '@playwright/test';
import { rssOf, serveFeeds, type FeedServer } from '../feed-server.ts';
import { signIn } from '../signed-in.ts';

const items = 60;
/** Seconds that a keystroke takes a practised typist: Card, Moran and Newell, "The keystroke-level model" (1980). */
const secondsAKey = 0.2;

const syllables = ['ba', 'de', 'fi', 'go', 'hu', 'ka', 'le', 'mi', 'no', 'pu', 'ra', 'se'];
/** A word that is like no other: titles that are alike would be held for one story, and asked about. */
const madeUp = (n: number) =>
	[n, n * 5 + Math.floor(n / 12), n * 7 + 3].map((at) => syllables[at % syllables.length]).join('');

let server: FeedServer;
test.beforeAll(async () => {
	const titles = Array.from({ length: items }, (_, at) => [at, at + 61, at * 3 + 17].map(madeUp).join(' '));
	server = await serveFeeds({ '/morning.xml': rssOf(...titles) });
});
test.afterAll(() => server.close());

/** Adds the feed and waits until all of it is in. @returns the address of its part of the inbox */
async function takeIn(page: Page): Promise<string> {
	await page.goto('/feeds');
	await page
		.getByLabel('Address of the feed, or of a page that has one')
		.fill(`${server.origin}/morning.xml`);
	await page.getByRole('button', { name: 'Look at it' }).click();
	await page.getByLabel('Name').fill('Morning bulletins');
	await page.getByRole('button', { name: 'Add the feed' }).click();
	await expect(page.getByRole('heading', { level: 1, name: 'Morning bulletins' })).toBeVisible();
	await expect(page.getByRole('cell', { name: 'New items' })).toBeVisible();
	const feed = new URL(page.url()).pathname.split('/').at(-1);
	return `/inbox?feed=${feed}`;
}

test('sixty items are triaged from the keyboard, none missed and none twice', async ({ page }) => {
	await signIn(page);
	const inbox = await takeIn(page);
	await page.goto(inbox);
	await page.locator('html[data-hydrated]').waitFor();
	let keys = 0;
	const press = async (key: string) => {
		keys += key.split('+').length;
		await page.keyboard.press(key);
	};
	const heading = page.locator('#item-title');
	const read: string[] = [];
	for (let at = 0; at < items; at++) {
		const title = await heading.innerText();
		read.push(title);
		if (at % 10 === 0) {
			await press('l');
			await expect(page.getByLabel('Title', { exact: true })).toHaveValue(title);
			await expect(page.getByLabel('Kind', { exact: true })).toBeFocused();
			await press('s');
			await press('Control+Enter');
			await expect(page).toHaveURL(/\/inbox\?/);
		} else {
			const [panel, choice] = at % 10 === 5 ? ['s', '1'] : ['d', '1'];
			await press(panel!);
			await press(choice!);
		}
		if (at < items - 1) await expect(heading).not.toHaveText(title);
	}
	await expect(page.getByText('Morning bulletins').first()).toBeVisible();
	expect(new Set(read).size).toBe(items);

	// Two keys a dismissal or a snooze, four for one that is logged: 54 × 2 + 6 × 4.
	expect(keys).toBe(132);
	// Of ten minutes that leaves more than nine in ten for reading.
	expect((keys * secondsAKey) / 600).toBeLessThan(0.1);

	const found = async (state: string) => {
		await page.goto(`${inbox}&state=${state}`);
		return page.locator('[id^="item-"]:not(#item-title)').count();
	};
	await page.goto(`${inbox}`);
	await expect(page.locator('[id^="item-"]:not(#item-title)')).toHaveCount(0);
	expect(await found('snoozed')).toBe(6);
	expect(await found('logged')).toBe(6);
	expect(await found('dismissed')).toBe(48);
});
