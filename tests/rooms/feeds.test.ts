import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sources } from '#lib/developments/table.server.ts';
import { Conflict, NotAllowed, NotFound, Refused } from '#lib/errors.ts';
import { addFeed, editFeed, hideFeed, pollNow, restoreFeed, turnFeed } from '#lib/feeds/commands.server.ts';
import { feedSchema } from '#lib/feeds/feed.ts';
import { takeIn } from '#lib/feeds/ingest.server.ts';
import { getFeed, listFeeds, listNewestItems, listPolls } from '#lib/feeds/queries.server.ts';
import { addStarters } from '#lib/feeds/starters.server.ts';
import { starters } from '#lib/feeds/starters.ts';
import { feedPolls, feeds } from '#lib/feeds/table.server.ts';
import { tryFeed } from '#lib/feeds/try-feed.server.ts';
import { listHistoryOfFeed } from '#lib/history/queries.server.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { rssOf, serveFeeds, type FeedServer } from '../feed-server.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const editor = await makeActor(db, 'editor');
const analyst = await makeActor(db, 'analyst');
let server: FeedServer;
beforeAll(async () => {
	process.env.FETCH_PRIVATE = 'on';
	server = await serveFeeds({
		'/feed': rssOf('One', 'Two'),
		'/page': '<!doctype html><link rel="alternate" type="application/rss+xml" href="/feed">',
		'/lost': '<!doctype html><link rel="alternate" type="application/rss+xml" href="/nothing">'
	});
});
afterAll(async () => {
	delete process.env.FETCH_PRIVATE;
	await server.close();
});

const within = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);
const aFeed = (changes: Record<string, unknown> = {}) =>
	v.parse(feedSchema, { title: 'News', url: 'https://news.example/rss', silentAfterDays: 14, ...changes });
const add = (changes: Record<string, unknown> = {}) => within((tx) => addFeed(tx, editor, aFeed(changes)));

test('a feed that is added is on and due at once; its address is taken once', async () => {
	const { id } = await add();
	const feed = await getFeed(db, id);
	expect(feed).toMatchObject({
		title: 'News',
		isOn: true,
		failures: 0,
		unread: 0,
		intervalMinutes: 60,
		version: 1
	});
	expect(feed.nextPollAt.getTime()).toBeLessThanOrEqual(Date.now());
	expect(feed.startedAt).not.toBeNull();
	await expect(add({ url: 'https://NEWS.example/rss' })).rejects.toMatchObject({
		name: 'Conflict',
		field: 'url'
	});
	await expect(add({ url: 'https://other.example/', sourceId: 99_999 })).rejects.toThrow(NotFound);
});

test('an edit names the version that it read, and a new address begins anew', async () => {
	const { id } = await add({ url: 'https://edit.example/rss' });
	await db.update(feeds).set({ etag: '"1"', failures: 3, lastFault: 'Broken.' }).where(eq(feeds.id, id));
	const edit = (version: number, changes: Record<string, unknown>) =>
		within((tx) => editFeed(tx, editor, id, version, aFeed({ url: 'https://edit.example/rss', ...changes })));
	expect(await edit(1, { title: 'Better', silentAfterDays: '' })).toEqual({ version: 2 });
	expect(await getFeed(db, id)).toMatchObject({ title: 'Better', silentAfterDays: null, failures: 3 });
	await expect(edit(1, { title: 'Late' })).rejects.toThrow(Conflict);
	expect(await edit(2, { title: 'Better', silentAfterDays: null })).toEqual({ version: 2 });
	await edit(2, { title: 'Better', silentAfterDays: null, url: 'https://edit.example/atom' });
	expect(await getFeed(db, id)).toMatchObject({ failures: 0, lastFault: null });
	expect((await listHistoryOfFeed(db, id)).map(({ what }) => what)).toEqual([
		'edited this feed',
		'edited this feed',
		'added this feed'
	]);
});

test.each([
	['news.example/rss', 'https://news.example/rss'],
	[' http://news.example ', 'http://news.example/']
])('“%s” is the address %s', (typed, url) => {
	expect(aFeed({ url: typed }).url).toBe(url);
});

test.each([
	{ url: 'ftp://news.example/' },
	{ url: '' },
	{ url: 'news' },
	{ title: ' ' },
	{ intervalMinutes: 4 },
	{ intervalMinutes: '10081' },
	{ intervalMinutes: 'often' },
	{ silentAfterDays: 0 },
	{ silentAfterDays: 366 }
])('%j is refused', (changes) => {
	expect(v.safeParse(feedSchema, { title: 'News', url: 'https://news.example/', ...changes }).success).toBe(
		false
	);
});

test('a feed is turned on and off, polled at wish, hidden and restored', async () => {
	const { id } = await add({ url: 'https://turn.example/rss' });
	const later = new Date(Date.now() + 3_600_000);
	await db.update(feeds).set({ nextPollAt: later }).where(eq(feeds.id, id));
	await within((tx) => pollNow(tx, editor, id));
	expect((await getFeed(db, id)).nextPollAt.getTime()).toBeLessThanOrEqual(Date.now());
	await within((tx) => turnFeed(tx, editor, id, false));
	await within((tx) => turnFeed(tx, editor, id, false));
	await expect(within((tx) => pollNow(tx, editor, id))).rejects.toThrow(Refused);
	await within((tx) => hideFeed(tx, editor, id));
	await expect(within((tx) => turnFeed(tx, editor, id, true))).rejects.toThrow('hidden');
	expect((await listFeeds(db)).map((feed) => feed.id)).not.toContain(id);
	expect((await listFeeds(db, { hidden: true })).map((feed) => feed.id)).toEqual([id]);
	await within((tx) => restoreFeed(tx, editor, id));
	expect(await getFeed(db, id)).toMatchObject({ isOn: false, hiddenAt: null });
	expect((await listHistoryOfFeed(db, id)).map(({ what }) => what)).toEqual([
		'restored this feed',
		'hid this feed',
		'turned this feed off',
		'added this feed'
	]);
	await expect(getFeed(db, 99_999)).rejects.toThrow(NotFound);
});

test('the shipped feeds are there once, off, and have a source from when they are first turned on', async () => {
	await within(addStarters);
	await within(addStarters);
	const shipped = (await listFeeds(db)).filter((feed) => feed.isShipped);
	expect(shipped).toHaveLength(starters.length);
	expect(shipped.every((feed) => !feed.isOn && feed.sourceId === null)).toBe(true);
	expect(new Set(starters.map(({ url }) => url)).size).toBe(starters.length);
	const tass = shipped.find(({ title }) => title.startsWith('TASS'))!;
	const kremlin = shipped.filter(({ url }) => url.includes('kremlin.ru'));
	for (const { id } of [tass, ...kremlin]) await within((tx) => turnFeed(tx, editor, id, true));
	const rows = await db.select().from(sources).orderBy(sources.name);
	expect(
		rows.map(({ name, kind, owner, speaksAboutItself }) => [name, kind, owner, speaksAboutItself])
	).toEqual([
		['President of Russia', 'official', 'Government of Russia', true],
		['TASS', 'state_controlled', 'Government of Russia', false]
	]);
	for (const { id } of kremlin) expect((await getFeed(db, id)).source).toBe('President of Russia');
});

test('a feed shows what waits, what it brought week by week, and what became of its polls', async () => {
	const { id } = await add({ url: 'https://health.example/rss' });
	const entry = (title: string) => ({ title, guid: title, summary: '', author: '' });
	await within((tx) => takeIn(tx, { id, siteUrl: null, language: null }, ['A', 'B', 'C'].map(entry)));
	const feed = await getFeed(db, id);
	expect([feed.unread, feed.weekly.at(-1), feed.weekly.length]).toEqual([3, 3, 12]);
	expect((await listNewestItems(db, id)).map(({ title }) => title).sort()).toEqual(['A', 'B', 'C']);
	const at = new Date();
	await db.insert(feedPolls).values(
		Array.from({ length: 25 }, (_, number) => ({
			feedId: id,
			startedAt: at,
			outcome: 'new' as const,
			entries: number
		}))
	);
	const first = await listPolls(db, id);
	const second = await listPolls(db, id, first.next!);
	expect([first.polls.length, second.polls.length, second.next]).toEqual([20, 5, null]);
	expect([...first.polls, ...second.polls].map(({ entries }) => entries)).toEqual(
		Array.from({ length: 25 }, (_, number) => 24 - number)
	);
});

test('an address is looked at before it is added: a feed, a page that names one, or why not', async () => {
	expect((await tryFeed(editor, `${server.origin}/feed`)).read?.entries).toHaveLength(2);
	expect(await tryFeed(editor, `${server.origin}/page`)).toMatchObject({
		url: `${server.origin}/feed`,
		read: { title: 'Test feed' }
	});
	expect(await tryFeed(editor, `${server.origin}/lost`)).toMatchObject({
		fault: expect.stringContaining('web page')
	});
	expect(await tryFeed(editor, `${server.origin}/none`)).toMatchObject({
		fault: expect.stringContaining('404')
	});
	await expect(tryFeed(analyst, `${server.origin}/feed`)).rejects.toThrow(NotAllowed);
	delete process.env.FETCH_PRIVATE;
	expect((await tryFeed(editor, `${server.origin}/feed`)).fault).toBeDefined();
	process.env.FETCH_PRIVATE = 'on';
});
