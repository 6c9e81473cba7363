import { and, asc, eq, lte, sql, type SQL } from 'drizzle-orm';
import { textQuery, widenedQuery } from '../developments/search.server.ts';
import { developments, sources } from '../developments/table.server.ts';
import { NotFound, Refused } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import { users } from '../users/table.server.ts';
import type { InboxFilter } from './inbox-filter.ts';
import { feedSightings, inboxItems } from './inbox-table.server.ts';
import { findSuggestedItems, placeAfter } from './suggested-items.server.ts';
import { feeds } from './table.server.ts';
import { mostAtOnce, type Seen } from './triage.ts';

/** Characters of the summary that a row of the list carries. */
const excerptLength = 600;

/** Written out, so that a prepared statement can use the index of what waits. */
const isWaiting = sql`${inboxItems.state} = 'new'`;

/** As the indexes have it. */
const newestFirst = [sql`${inboxItems.sortedAt} desc nulls last`, sql`${inboxItems.id} desc nulls last`];

const decider = { id: users.id, name: users.name };

const listed = {
	id: inboxItems.id,
	version: inboxItems.version,
	title: inboxItems.title,
	excerpt: sql<string>`left(${inboxItems.summary}, ${sql.raw(String(excerptLength))})`,
	author: inboxItems.author,
	url: inboxItems.url,
	language: inboxItems.language,
	publishedAt: inboxItems.publishedAt,
	sortedAt: inboxItems.sortedAt,
	firstSeenAt: inboxItems.firstSeenAt,
	feed: { id: feeds.id, title: feeds.title },
	state: inboxItems.state,
	snoozedUntil: inboxItems.snoozedUntil,
	developmentId: inboxItems.developmentId,
	dismissReason: inboxItems.dismissReason,
	dismissNote: inboxItems.dismissNote,
	decidedBy: decider,
	decidedAt: inboxItems.decidedAt
};

const ofItems = (db: Reader) =>
	db
		.select(listed)
		.from(inboxItems)
		.innerJoin(feeds, eq(feeds.id, inboxItems.feedId))
		.leftJoin(users, eq(users.id, inboxItems.decidedBy));

/** An item as the list shows it. */
export type ListedItem = Awaited<ReturnType<typeof listItems>>['items'][number];

/**
 * A part of the inbox, the newest first; `after` is the id of the last item of the part before.
 * @throws Refused for an `after` that is no id
 */
export async function listItems(
	db: Reader,
	filter: InboxFilter,
	{ after, limit }: { after?: string | null | undefined; limit: number }
) {
	const place = placeOf(after);
	if (filter.recommendation) return listSuggested(db, filter, filter.recommendation, place, limit);
	const rows = await ofItems(db)
		.where(and(...conditions(filter), place))
		.orderBy(...newestFirst)
		.limit(limit + 1);
	const items = rows.slice(0, limit);
	return { items, next: rows.length > limit ? String(items.at(-1)!.id) : null };
}

/** Those for which a recommendation is suggested. A part ends with the items that were looked through, whatever it holds. */
async function listSuggested(
	db: Reader,
	filter: InboxFilter,
	recommendation: string,
	place: SQL | undefined,
	limit: number
) {
	const wanted = and(...conditions(filter), place);
	const { ids, next } = await findSuggestedItems(db, recommendation, wanted, limit);
	const items =
		ids.length === 0
			? []
			: await ofItems(db)
					.where(anyOf(ids))
					.orderBy(...newestFirst);
	return { items, next: next === null ? null : String(next) };
}

const anyOf = (ids: readonly number[]): SQL =>
	sql`${inboxItems.id} in (select value::bigint from json_array_elements_text(${JSON.stringify(ids)}::json))`;

/** What a filter finds of what had come by `seenBy`, so that nothing is decided that nobody could see. At most 1,000. */
export async function listSeen(db: Reader, filter: InboxFilter, seenBy: Date): Promise<Seen[]> {
	const found = and(...conditions(filter), lte(inboxItems.firstSeenAt, seenBy));
	const { recommendation } = filter;
	const suggested = recommendation && (await findSuggestedItems(db, recommendation, found, mostAtOnce));
	return db
		.select({ id: inboxItems.id, version: inboxItems.version })
		.from(inboxItems)
		.where(suggested ? and(found, anyOf(suggested.ids)) : found)
		.orderBy(...newestFirst)
		.limit(mostAtOnce);
}

/** One item with all of its summary, every feed that brought it, and the development that came of it. */
export async function findItem(db: Reader, id: number) {
	const [[item], [more], sightings] = await Promise.all([
		ofItems(db).where(eq(inboxItems.id, id)),
		db
			.select({
				summary: inboxItems.summary,
				/** Name of the source that its feed always reports, if it is always the same. */
				source: sources.name,
				development: { id: developments.id, title: developments.title, hiddenAt: developments.hiddenAt }
			})
			.from(inboxItems)
			.innerJoin(feeds, eq(feeds.id, inboxItems.feedId))
			.leftJoin(sources, eq(sources.id, feeds.sourceId))
			.leftJoin(developments, eq(developments.id, inboxItems.developmentId))
			.where(eq(inboxItems.id, id)),
		db
			.select({
				feedId: feedSightings.feedId,
				feed: sql<string>`min(${feeds.title})`,
				firstSeenAt: sql<Date>`min(${feedSightings.firstSeenAt})`.mapWith(feedSightings.firstSeenAt)
			})
			.from(feedSightings)
			.innerJoin(feeds, eq(feeds.id, feedSightings.feedId))
			.where(eq(feedSightings.itemId, id))
			.groupBy(feedSightings.feedId)
			.orderBy(asc(sql`3`), asc(feedSightings.feedId))
	]);
	return item && more && { ...item, ...more, sightings };
}
export type InboxItem = NonNullable<Awaited<ReturnType<typeof findItem>>>;

/** The same. @throws NotFound */
export async function getItem(db: Reader, id: number): Promise<InboxItem> {
	const item = await findItem(db, id);
	if (!item) throw new NotFound('There is no such item in the inbox.');
	return item;
}

/** How much waits to be triaged, counted up to `most`: what the index holds, no more. */
export async function countWaitingItems(db: Reader, most = 100): Promise<number> {
	const waiting = db
		.select({ one: sql<number>`1`.as('one') })
		.from(inboxItems)
		.where(isWaiting)
		.limit(most)
		.as('waiting');
	const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(waiting);
	return row?.count ?? 0;
}

/** How much waits from each feed, each counted up to a thousand; what waits from none is left out. */
export async function countWaitingByFeed(
	db: Reader
): Promise<{ id: number; title: string; waiting: number }[]> {
	const rows = await db.execute<{ id: string; title: string; waiting: number }>(sql`
		select f.id, f.title, w.waiting from feeds f, lateral (
			select count(*)::int as waiting from (
				select 1 from inbox_items i where i.feed_id = f.id and i.state = 'new' limit 1000
			) as some_of_it
		) as w
		where w.waiting > 0 order by w.waiting desc, f.title, f.id`);
	return rows.map(({ id, title, waiting }) => ({ id: Number(id), title, waiting }));
}

/** Whether there is anything to expect: how many feeds are polled, and whether an item ever came. */
export async function findBeginnings(db: Reader): Promise<{ feedsOn: number; isEmpty: boolean }> {
	const [row] = await db.execute<{ on: number; any: boolean }>(sql`
		select (select count(*)::int from feeds where is_on and hidden_at is null) as on,
			exists (select 1 from inbox_items) as any`);
	return { feedsOn: row?.on ?? 0, isEmpty: !row?.any };
}

/** The languages of the newest 2,000 items, to choose from. */
export async function listLanguages(db: Reader): Promise<string[]> {
	const rows = await db.execute<{ language: string }>(sql`
		select distinct lower(split_part(language, '-', 1)) as language from (
			select language from inbox_items order by sorted_at desc nulls last, id desc nulls last limit 2000
		) as newest where language is not null order by 1`);
	return rows.map(({ language }) => language);
}

function conditions({ state, feed, language, from, to, reason, rule, q }: InboxFilter): SQL[] {
	const tests: SQL[] = [];
	if (state === 'new') tests.push(isWaiting);
	else if (state !== 'all') tests.push(eq(inboxItems.state, state));
	if (feed) tests.push(eq(inboxItems.feedId, feed));
	if (language)
		tests.push(
			sql`(lower(${inboxItems.language}) = ${language} or starts_with(lower(${inboxItems.language}), ${`${language}-`}))`
		);
	if (from) tests.push(sql`${inboxItems.sortedAt} >= ${from}::date`);
	if (to) tests.push(sql`${inboxItems.sortedAt} < ${to}::date + 1`);
	if (rule) tests.push(eq(inboxItems.excludedBy, rule));
	if (reason) tests.push(eq(inboxItems.dismissReason, reason));
	if (q) {
		const widened = widenedQuery(q);
		const exact = textQuery(q);
		tests.push(sql`${inboxItems.search} @@ ${widened ? sql`(${exact} || ${widened})` : exact}`);
	}
	return tests;
}

/** The place of an item in the order; it never changes, so the id alone says where a part begins. */
function placeOf(after: string | null | undefined): SQL | undefined {
	if (!after) return undefined;
	if (!/^[1-9]\d{0,14}$/.test(after))
		throw new Refused('This cursor is not one of ours. Begin again from the first page.', 'cursor');
	return placeAfter(Number(after));
}
