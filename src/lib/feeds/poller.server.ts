import { setTimeout as wait } from 'node:timers/promises';
import { lt, sql } from 'drizzle-orm';
import type { Database } from '../server/database.ts';
import { describe, log } from '../server/log.ts';
import { claimDue, release, type Claimed } from './claim.server.ts';
import { poll } from './poll.server.ts';
import { feedPolls } from './table.server.ts';

export type Pace = {
	/** Milliseconds between two looks for feeds that are due. */
	look?: number;
	/** Feeds polled at a time by this copy. */
	parallel?: number;
};

/**
 * Polls the feeds that are due for as long as the process runs. Several processes may do so on one database: what one
 * holds no other takes.
 * @returns when `stop` is aborted and the polls in hand have ended
 */
export async function pollFeeds(
	db: Database,
	stop: AbortSignal,
	{ look = 1_000, parallel = 4 }: Pace = {}
): Promise<void> {
	const underWay = new Set<Promise<void>>();
	while (!stop.aborted) {
		const due = await dueNow(db, parallel - underWay.size);
		for (const feed of due ?? []) {
			const work: Promise<void> = pollOne(db, feed, stop).finally(() => underWay.delete(work));
			underWay.add(work);
		}
		// A database that cannot be reached is asked less often.
		const pause = wait(due ? look : look * 10, undefined, { signal: stop, ref: false }).catch(
			() => undefined
		);
		// A host whose feed is done may have another one due.
		await Promise.race([pause, ...underWay]);
	}
	await Promise.all(underWay);
}

async function dueNow(db: Database, most: number): Promise<Claimed[] | undefined> {
	if (most <= 0) return [];
	try {
		return await claimDue(db, most);
	} catch (error) {
		log.error('feeds that are due could not be looked for; it is tried again', { reason: describe(error) });
		return undefined;
	}
}

async function pollOne(db: Database, feed: Claimed, stop: AbortSignal): Promise<void> {
	try {
		await poll(db, feed, stop);
	} catch (error) {
		// Where it could not be kept, the feed stays held for its time, and is not asked for over and over.
		if (stop.aborted) await letGo(db, feed);
		else log.error('a poll could not be kept', { feed: feed.id, reason: describe(error) });
	}
}

async function letGo(db: Database, feed: Claimed): Promise<void> {
	try {
		await release(db, feed);
	} catch (error) {
		log.error('a feed stays held until its time runs out', { feed: feed.id, reason: describe(error) });
	}
}

/** Days that the record of a poll is kept. */
export const pollDays = 90;

/** Drops what became of polls long ago; what they brought stays. */
export async function dropOldPolls(db: Database): Promise<void> {
	await db.delete(feedPolls).where(lt(feedPolls.finishedAt, sql`now() - ${pollDays} * interval '1 day'`));
}
