import { and, desc, eq, gt, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { sources } from '../developments/table.server.ts';
import { NotFound } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import type { PollOutcome } from './feed.ts';
import { weeklyOf, weeks } from './health.ts';
import { feedSightings, inboxItems } from './inbox-table.server.ts';
import { feedPolls, feeds } from './table.server.ts';

const columns = {
	id: feeds.id,
	title: feeds.title,
	url: feeds.url,
	siteUrl: feeds.siteUrl,
	sourceId: feeds.sourceId,
	source: sources.name,
	isOn: feeds.isOn,
	isShipped: sql<boolean>`${feeds.starterKey} is not null`,
	format: feeds.format,
	language: feeds.language,
	intervalMinutes: feeds.intervalMinutes,
	silentAfterDays: feeds.silentAfterDays,
	nextPollAt: feeds.nextPollAt,
	isPolled: sql<boolean>`coalesce(${feeds.heldUntil} > now(), false)`,
	lastPolledAt: feeds.lastPolledAt,
	lastSucceededAt: feeds.lastSucceededAt,
	lastItemAt: feeds.lastItemAt,
	lastFault: feeds.lastFault,
	failures: feeds.failures,
	/** How the last poll ended, and what had to be said of it. */
	lastOutcome: sql<PollOutcome | null>`(select p.outcome from feed_polls p where p.feed_id = ${feeds.id} order by p.id desc limit 1)`,
	lastNote: sql<
		string | null
	>`(select p.fault from feed_polls p where p.feed_id = ${feeds.id} order by p.id desc limit 1)`,
	startedAt: feeds.startedAt,
	version: feeds.version,
	hiddenAt: feeds.hiddenAt
};

const select = (db: Reader) =>
	db.select(columns).from(feeds).leftJoin(sources, eq(sources.id, feeds.sourceId)).$dynamic();

/** A feed with what tells how it fares. */
export type FeedHealth = Awaited<ReturnType<typeof select>>[number] & {
	/** Items that wait in the inbox. */
	unread: number;
	/** Items of each of the last twelve weeks, the oldest first. */
	weekly: number[];
};

/** The feeds, those that are on first, by title; hidden ones apart. Three statements, however many feeds. */
export async function listFeeds(db: Reader, { hidden = false } = {}): Promise<FeedHealth[]> {
	const rows = await select(db)
		.where(hidden ? isNotNull(feeds.hiddenAt) : isNull(feeds.hiddenAt))
		.orderBy(desc(feeds.isOn), sql`lower(${feeds.title})`, feeds.id);
	return withCounts(db, rows);
}

/** One feed. @throws NotFound */
export async function getFeed(db: Reader, id: number): Promise<FeedHealth> {
	const rows = Number.isSafeInteger(id) ? await select(db).where(eq(feeds.id, id)) : [];
	if (rows.length === 0) throw new NotFound('There is no such feed.');
	const [feed] = await withCounts(db, rows, id);
	return feed!;
}

async function withCounts(
	db: Reader,
	rows: Awaited<ReturnType<typeof select>>,
	onlyId?: number
): Promise<FeedHealth[]> {
	const [waiting, seen] = await Promise.all([
		db
			.select({ feedId: inboxItems.feedId, unread: sql<number>`count(*)::int` })
			.from(inboxItems)
			.where(and(eq(inboxItems.state, 'new'), onlyId ? eq(inboxItems.feedId, onlyId) : undefined))
			.groupBy(inboxItems.feedId),
		db
			.select({
				feedId: feedSightings.feedId,
				weeksAgo: sql<number>`floor(extract(epoch from now() - ${feedSightings.firstSeenAt}) / 604800)::int`,
				items: sql<number>`count(*)::int`
			})
			.from(feedSightings)
			.where(
				and(
					gt(feedSightings.firstSeenAt, sql`now() - ${weeks} * interval '7 days'`),
					onlyId ? eq(feedSightings.feedId, onlyId) : undefined
				)
			)
			.groupBy(feedSightings.feedId, sql`2`)
	]);
	return rows.map((feed) => ({
		...feed,
		unread: waiting.find(({ feedId }) => feedId === feed.id)?.unread ?? 0,
		weekly: weeklyOf(
			new Map(seen.filter(({ feedId }) => feedId === feed.id).map(({ weeksAgo, items }) => [weeksAgo, items]))
		)
	}));
}

/** Polls of a page. */
const pageOfPolls = 20;

/** What became of the polls of a feed, the newest first. @param before the id after which the page goes on */
export async function listPolls(db: Reader, feedId: number, before?: number) {
	const rows = await db
		.select({
			id: feedPolls.id,
			startedAt: feedPolls.startedAt,
			finishedAt: feedPolls.finishedAt,
			outcome: feedPolls.outcome,
			status: feedPolls.status,
			bytes: feedPolls.bytes,
			entries: feedPolls.entries,
			newItems: feedPolls.newItems,
			fault: feedPolls.fault
		})
		.from(feedPolls)
		.where(and(eq(feedPolls.feedId, feedId), before ? lt(feedPolls.id, before) : undefined))
		.orderBy(desc(feedPolls.id))
		.limit(pageOfPolls + 1);
	const polls = rows.slice(0, pageOfPolls);
	return { polls, next: rows.length > pageOfPolls ? polls.at(-1)!.id : null };
}

/** The newest items that a feed has shown, whichever feed brought them first. */
export function listNewestItems(db: Reader, feedId: number, most = 15) {
	return db
		.select({
			id: inboxItems.id,
			title: inboxItems.title,
			url: inboxItems.url,
			publishedAt: inboxItems.publishedAt,
			sightedAt: feedSightings.firstSeenAt,
			state: inboxItems.state,
			developmentId: inboxItems.developmentId
		})
		.from(feedSightings)
		.innerJoin(inboxItems, eq(inboxItems.id, feedSightings.itemId))
		.where(eq(feedSightings.feedId, feedId))
		.orderBy(desc(feedSightings.firstSeenAt), desc(inboxItems.sortedAt), desc(inboxItems.id))
		.limit(most);
}

/** Sources to choose from, by name. */
export function listSourceChoices(db: Reader) {
	return db
		.select({ id: sources.id, name: sources.name })
		.from(sources)
		.where(isNull(sources.mergedIntoId))
		.orderBy(sql`lower(${sources.name})`);
}
