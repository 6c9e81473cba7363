import { and, eq, ne } from 'drizzle-orm';
import { recordChange } from '../server/changes.ts';
import { inTransaction, type Database, type Transaction } from '../server/database.ts';
import { logBug } from '../server/log.ts';
import { notify } from '../server/notifications.ts';
import type { Claimed } from './claim.server.ts';
import type { PollOutcome } from './feed.ts';
import { takeIn } from './ingest.server.ts';
import { ask, type PollAnswer } from './poll-answer.server.ts';
import { minutesToWait } from './schedule.ts';
import { feedPolls, feeds } from './table.server.ts';

/** So often in a row a server may say that a feed is gone before it is believed. */
const goneAfter = 3;

/**
 * Polls a feed that this copy holds, and keeps what came and what became of it. Never throws for what the other side
 * sends: that is on record.
 */
export async function poll(db: Database, feed: Claimed, signal: AbortSignal): Promise<void> {
	const startedAt = new Date();
	const answer = await answerOf(feed, signal);
	try {
		await inTransaction(db, (tx) => keep(tx, feed, startedAt, answer));
	} catch (error) {
		// What the feed sent cannot be kept. It is on record all the same, and the next poll tries again.
		const failed = { ...ourMistake(error, feed), status: answer.status, bytes: answer.bytes };
		await inTransaction(db, (tx) => keep(tx, feed, startedAt, failed));
	}
}

async function answerOf(feed: Claimed, signal: AbortSignal): Promise<PollAnswer> {
	try {
		return await ask(feed, signal);
	} catch (error) {
		if (signal.aborted) throw error;
		return ourMistake(error, feed);
	}
}

function ourMistake(error: unknown, { id }: Claimed): PollAnswer {
	const mark = logBug(error, { feed: id });
	const fault = `Something went wrong here while it was read. The log has more under ${mark}.`;
	return { isDone: false, status: null, bytes: 0, fault };
}

async function keep(tx: Transaction, feed: Claimed, startedAt: Date, answer: PollAnswer): Promise<void> {
	const now = new Date();
	const { isDone, status, bytes, read, validators } = answer;
	// Whoever took it up after our time had run out writes its state; what we read is kept nevertheless.
	const [ours] = await tx
		.select({ id: feeds.id, isOn: feeds.isOn, url: feeds.url })
		.from(feeds)
		.where(and(eq(feeds.id, feed.id), eq(feeds.heldUntil, feed.heldUntil)))
		.for('update');
	const { entries, newItems } = read
		? await takeIn(
				tx,
				{ ...feed, language: read.language ?? feed.language, siteUrl: feed.siteUrl ?? read.siteUrl ?? null },
				read.entries
			)
		: { entries: 0, newItems: 0 };
	if (!ours) return;
	const failures = isDone ? 0 : feed.failures + 1;
	const moved = ours.url === feed.url ? await move(tx, feed, answer.movedTo) : { set: {}, fault: null };
	const stopped = answer.isGone && failures >= goneAfter && ours.isOn ? await stop(tx, feed) : {};
	const fault = [moved.fault, answer.fault].filter(Boolean).join(' ') || null;
	const wait = minutesToWait(
		{ intervalMinutes: feed.intervalMinutes, failures, retryAfterSeconds: answer.retryAfterSeconds },
		Math.random()
	);
	await tx
		.update(feeds)
		.set({
			heldUntil: null,
			nextPollAt: new Date(now.getTime() + wait * 60_000),
			lastPolledAt: now,
			failures,
			lastFault: isDone ? null : fault,
			...(isDone ? { lastSucceededAt: now } : {}),
			...(newItems > 0 ? { lastItemAt: now } : {}),
			...(read
				? {
						format: read.format,
						...(read.language ? { language: read.language } : {}),
						...(feed.siteUrl || !read.siteUrl ? {} : { siteUrl: read.siteUrl })
					}
				: {}),
			...validators,
			...moved.set,
			...stopped
		})
		.where(eq(feeds.id, feed.id));
	await tx.insert(feedPolls).values({
		feedId: feed.id,
		startedAt,
		finishedAt: now,
		outcome: outcomeOf(answer, newItems),
		status,
		bytes,
		entries,
		newItems,
		fault: fault?.slice(0, 2_000) ?? null
	});
	await notify(tx, 'feed', feed.id);
}

function outcomeOf({ isDone, fault }: PollAnswer, newItems: number): PollOutcome {
	if (!isDone) return 'failed';
	if (fault !== null) return 'partial';
	return newItems > 0 ? 'new' : 'unchanged';
}

/** Follows a feed that has moved for good, unless the new address is another feed's. */
async function move(tx: Transaction, { id, url }: Claimed, movedTo: string | undefined) {
	if (!movedTo || movedTo === url || movedTo.length > 2_000) return { set: {}, fault: null };
	const [other] = await tx
		.select({ title: feeds.title })
		.from(feeds)
		.where(and(eq(feeds.url, movedTo), ne(feeds.id, id)));
	if (other)
		return { set: {}, fault: `It has moved to ${movedTo}, which is the feed “${other.title}” here.` };
	await recordChange(tx, { ...of(id, 'moveFeed'), before: { url }, after: { url: movedTo } });
	return { set: { url: movedTo }, fault: `It has moved for good; its address here is now ${movedTo}.` };
}

async function stop(tx: Transaction, { id }: Claimed) {
	await recordChange(tx, { ...of(id, 'stopFeed'), before: { isOn: true }, after: { isOn: false } });
	return { isOn: false };
}

const of = (entityId: number, action: string) => ({ entity: 'feeds', entityId, action, actorId: null });
