import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import type { FeedEntry } from '#lib/feeds/entry.ts';
import { feedSightings, inboxItems } from '#lib/feeds/inbox-table.server.ts';
import { takeIn } from '#lib/feeds/ingest.server.ts';
import { feedRules, feeds } from '#lib/feeds/table.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { changes } from '#lib/server/table.server.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const editor = await makeActor(db, 'editor');
let made = 0;
async function makeFeed() {
	const [row] = await db
		.insert(feeds)
		.values({ title: 'Feed', url: `https://feed${++made}.example/rss`, siteUrl: 'https://example.org/' })
		.returning({ id: feeds.id, siteUrl: feeds.siteUrl, language: feeds.language });
	return row!;
}
const of = (title: string, rest: Partial<FeedEntry> = {}): FeedEntry => ({
	title,
	summary: '',
	author: '',
	...rest
});
const take = (feed: Awaited<ReturnType<typeof makeFeed>>, ...entries: FeedEntry[]) =>
	inTransaction(db, (tx) => takeIn(tx, feed, entries));
const itemsOf = (feedId: number) =>
	db.select().from(inboxItems).where(eq(inboxItems.feedId, feedId)).orderBy(inboxItems.id);

test('each entry becomes an item once, however often it comes', async () => {
	const feed = await makeFeed();
	const entries = [
		of('One', { guid: '1', url: 'https://a.example/1' }),
		of('Two', { url: 'https://a.example/2' }),
		of('Three')
	];
	expect(await take(feed, ...entries)).toEqual({ entries: 3, newItems: 3 });
	expect(await take(feed, ...entries)).toEqual({ entries: 3, newItems: 0 });
	expect((await itemsOf(feed.id)).map(({ title, state, version }) => [title, state, version])).toEqual([
		['One', 'new', 1],
		['Two', 'new', 1],
		['Three', 'new', 1]
	]);
});

test('one story through two feeds is one item with two sightings, and keeps the words of the first', async () => {
	const [first, second] = [await makeFeed(), await makeFeed()];
	await take(first, of('Summit called', { guid: 'x', url: 'https://b.example/1', summary: 'First words' }));
	expect(
		await take(
			second,
			of('Summit called!', { guid: 'y', url: 'http://www.b.example/1/?utm_source=z', summary: 'Others' })
		)
	).toEqual({ entries: 1, newItems: 0 });
	const [item, ...others] = await itemsOf(first.id);
	expect([item!.summary, others.length, (await itemsOf(second.id)).length]).toEqual(['First words', 0, 0]);
	expect(await db.select().from(feedSightings).where(eq(feedSightings.itemId, item!.id))).toHaveLength(2);
});

test('two copies that take in the same story at once make one item', async () => {
	const several = await Promise.all(Array.from({ length: 6 }, makeFeed));
	const entries = Array.from({ length: 40 }, (_, at) =>
		of(`Story number ${at}`, { url: `https://c.example/${at}` })
	);
	const answers = await Promise.all([...several, ...several].map((feed) => take(feed, ...entries)));
	expect(answers.reduce((sum, { newItems }) => sum + newItems, 0)).toBe(40);
});

test('a feed that gives new ids to what it showed repeats nothing', async () => {
	const feed = await makeFeed();
	await take(feed, of('Ids', { guid: 'old', url: 'https://d.example/1' }));
	expect(await take(feed, of('Ids', { guid: 'new', url: 'https://d.example/1' }))).toMatchObject({
		newItems: 0
	});
	expect(await take(feed, of('Ids', { guid: 'new', url: 'https://d.example/1' }))).toMatchObject({
		newItems: 0
	});
});

test('a feed that links all to its front page loses nothing, one at a time or together', async () => {
	const feed = await makeFeed();
	const home = { url: 'https://example.org/' };
	expect(await take(feed, of('A', home), of('B', home))).toMatchObject({ newItems: 2 });
	expect(await take(feed, of('C', home))).toMatchObject({ newItems: 1 });
	expect(await take(feed, of('D', home), of('C', home), of('B', home), of('A', home))).toMatchObject({
		newItems: 1
	});
	expect(await itemsOf(feed.id)).toHaveLength(4);
});

test('what a feed says twice under two ids, without an address, is two items, together or one after the other', async () => {
	const feed = await makeFeed();
	const said = (guid: string, author = '') => of('Briefing postponed', { guid, author });
	expect(await take(feed, said('1', 'Ann'), said('2', 'Ben'))).toMatchObject({ newItems: 2 });
	expect(await take(feed, said('3'), said('2', 'Ben'), said('1', 'Ann'))).toMatchObject({ newItems: 1 });
	expect(await take(feed, said('3'), said('2', 'Ben'), said('1', 'Ann'))).toMatchObject({ newItems: 0 });
	const items = await itemsOf(feed.id);
	expect(items.map(({ author, version }) => [author, version])).toEqual([
		['Ann', 1],
		['Ben', 1],
		['', 1]
	]);
	const sightings = await db.select().from(feedSightings).where(eq(feedSightings.feedId, feed.id));
	expect(sightings.map(({ identity, itemId }) => [identity, itemId]).sort()).toEqual(
		items.map(({ id }, at) => [`guid:${at + 1}`, id])
	);
});

test('without an id and an address the words decide, also between feeds', async () => {
	const [first, second] = [await makeFeed(), await makeFeed()];
	expect(await take(first, of('Talks resume'), of('Talks resume'))).toMatchObject({ newItems: 1 });
	expect(await take(first, of('Talks resume'))).toMatchObject({ newItems: 0 });
	expect(await take(second, of('Talks resume'))).toMatchObject({ newItems: 0 });
	// Of two that a feed tells apart one is what the other feed said.
	const third = await makeFeed();
	const both = [of('Talks resume', { guid: '1' }), of('Talks resume', { guid: '2' })];
	expect(await take(third, ...both)).toMatchObject({ newItems: 1 });
	expect(await take(third, ...both)).toMatchObject({ newItems: 0 });
});

test('items of one moment are all kept', async () => {
	const feed = await makeFeed();
	const publishedAt = new Date('2026-01-01T00:00:00Z');
	const entries = Array.from({ length: 50 }, (_, at) => of(`Item ${at}`, { guid: `${at}`, publishedAt }));
	expect(await take(feed, ...entries)).toMatchObject({ newItems: 50 });
	expect(await itemsOf(feed.id)).toHaveLength(50);
});

test('later words of what nobody has decided replace the earlier ones, which stay in its history', async () => {
	const feed = await makeFeed();
	await take(feed, of('Talks fail', { guid: 'w', url: 'https://e.example/1' }));
	await take(feed, of('Talks resume', { guid: 'w', url: 'https://e.example/1', summary: 'After all' }));
	const [item] = await itemsOf(feed.id);
	expect(item).toMatchObject({ title: 'Talks resume', summary: 'After all', version: 2 });
	const [change] = await db.select().from(changes).where(eq(changes.entityId, item!.id));
	expect(change).toMatchObject({
		entity: 'inbox_items',
		action: 'renewItem',
		actorId: null,
		before: { title: 'Talks fail', summary: '' },
		after: { title: 'Talks resume', summary: 'After all' }
	});
});

test('the words of a decided item stay as they were when it was decided', async () => {
	const feed = await makeFeed();
	await take(feed, of('Talks fail', { guid: 'v' }));
	await db
		.update(inboxItems)
		.set({ state: 'dismissed', dismissReason: 'too_minor', decidedBy: editor.id })
		.where(eq(inboxItems.feedId, feed.id));
	expect(await take(feed, of('Talks resume', { guid: 'v' }))).toMatchObject({ newItems: 0 });
	expect(await itemsOf(feed.id)).toMatchObject([{ title: 'Talks fail', state: 'dismissed' }]);
});

test('what a rule keeps out is kept with the rule, and comes in when its words change', async () => {
	const feed = await makeFeed();
	const [rule] = await db
		.insert(feedRules)
		.values({ feedId: feed.id, effect: 'exclude', test: 'words', pattern: 'football', createdBy: editor.id })
		.returning({ id: feedRules.id });
	await take(feed, of('Football results', { guid: 'f' }), of('Summit results', { guid: 's' }));
	expect((await itemsOf(feed.id)).map(({ state, excludedBy }) => [state, excludedBy])).toEqual([
		['excluded', rule!.id],
		['new', null]
	]);
	await take(feed, of('Election results', { guid: 'f' }));
	expect((await itemsOf(feed.id))[0]).toMatchObject({
		state: 'new',
		excludedBy: null,
		title: 'Election results'
	});
});

test('what a rule kept out that was turned off since stays out, whatever its words', async () => {
	const feed = await makeFeed();
	const [rule] = await db
		.insert(feedRules)
		.values({ feedId: feed.id, effect: 'exclude', test: 'words', pattern: 'football', createdBy: editor.id })
		.returning({ id: feedRules.id });
	await take(feed, of('Football results', { guid: 'o' }));
	await db.update(feedRules).set({ isOn: false }).where(eq(feedRules.id, rule!.id));
	await take(feed, of('Football results, at last', { guid: 'o' }));
	expect(await itemsOf(feed.id)).toMatchObject([
		{ state: 'excluded', excludedBy: rule!.id, title: 'Football results, at last' }
	]);
});

test('later words are judged by the language that they are in', async () => {
	const feed = await makeFeed();
	await db
		.insert(feedRules)
		.values({ feedId: feed.id, effect: 'exclude', test: 'language', pattern: 'fr', createdBy: editor.id });
	const french = 'Les ministres des affaires étrangères se réuniront à Skopje au mois de novembre.';
	await take(feed, of(french, { guid: 'l' }));
	expect(await itemsOf(feed.id)).toMatchObject([{ state: 'excluded', language: 'fr' }]);
	await take(feed, of(`${french} Le secrétariat le confirme.`, { guid: 'l' }));
	expect(await itemsOf(feed.id)).toMatchObject([{ state: 'excluded', language: 'fr' }]);
	await take(feed, of('The foreign ministers will meet in Skopje in the month of November.', { guid: 'l' }));
	expect(await itemsOf(feed.id)).toMatchObject([{ state: 'new', language: 'en' }]);
});

test('an item stands where it was published, never later than it was seen', async () => {
	const feed = await makeFeed();
	await take(
		feed,
		of('Past', { publishedAt: new Date('2020-05-06T07:08:09Z') }),
		of('Soon', { publishedAt: new Date(Date.now() + 3_600_000) }),
		of('Undated')
	);
	const [past, soon, undated] = await itemsOf(feed.id);
	expect(past!.sortedAt).toEqual(new Date('2020-05-06T07:08:09Z'));
	for (const item of [soon!, undated!]) expect(item.sortedAt).toEqual(item.firstSeenAt);
});

test('the language is what the entry says, else what its words show, else what the feed says', async () => {
	const feed = { ...(await makeFeed()), language: 'en' };
	const russian = 'Совет Безопасности провёл сегодня открытое заседание по положению на Украине';
	await take(
		feed,
		of(russian, { guid: '1' }),
		of('Conseil', { guid: '2', language: 'fr-CH' }),
		of('OK', { guid: '3' })
	);
	expect((await itemsOf(feed.id)).map(({ language }) => language)).toEqual(['ru', 'fr-CH', 'en']);
});

test('five thousand entries are taken in at once', async () => {
	const feed = await makeFeed();
	const entries = Array.from({ length: 5_000 }, (_, at) =>
		of(`Entry ${at}`, { guid: `${at}`, url: `https://g.example/${at}` })
	);
	expect(await take(feed, ...entries)).toEqual({ entries: 5_000, newItems: 5_000 });
	expect(await take(feed, ...entries)).toEqual({ entries: 5_000, newItems: 0 });
});
