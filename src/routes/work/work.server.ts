import { countOverdueOf, listOverdueOf } from '#lib/assessments/owned.server.ts';
import * as queues from '#lib/evidence/queue.server.ts';
import { readPlace, type Paging } from '#lib/evidence/queue.ts';
import type { Reader } from '#lib/server/database.ts';
import { countUnread, listNotifications } from '#lib/users/notifications.server.ts';
import { may, type Actor } from '#lib/users/user.ts';
import { lists, waitingLists, type List } from './lists.ts';

/** How much stands in each list, up to a thousand; null where nobody counts. */
export type WorkCounts = Record<List, number | null>;

export async function countWork(db: Reader, actor: Actor): Promise<WorkCounts> {
	const [counts, mentions, overdue] = await Promise.all([
		queues.countQueues(db, actor),
		countUnread(db, actor.id, 'mention'),
		countOverdueOf(db, actor.id)
	]);
	return { ...counts, mentions, overdue, outcomes: null };
}

/** How much waits for somebody in all. */
export async function countWaiting(db: Reader, actor: Actor): Promise<number> {
	const counts = await countWork(db, actor);
	return waitingLists.reduce((sum, list) => sum + (counts[list] ?? 0), 0);
}

/** The lists that concern somebody of this role. */
export function listsFor(actor: Actor): List[] {
	const decides = may(actor, 'adoptCoding');
	const codes = may(actor, 'takeAssignment');
	return lists.filter((list) => {
		if (list === 'mentions') return true;
		return list === 'reviews' || list === 'disputes' ? decides : codes;
	});
}

async function listMentions(db: Reader, userId: number, { after, limit }: Paging) {
	const before = readPlace(after)?.id ?? null;
	const page = await listNotifications(db, userId, { before, limit, unreadOnly: true, reason: 'mention' });
	return { rows: page.notifications, next: page.nextBefore === null ? null : String(page.nextBefore) };
}

/** So many rows of each list that is asked for, one statement a list; the others are null. */
export async function readWork(db: Reader, actor: Actor, asked: readonly List[], paging: Paging) {
	const ifAsked = <Rows>(list: List, rows: () => Promise<Rows>) =>
		asked.includes(list) && listsFor(actor).includes(list) ? rows() : null;
	const { id } = actor;
	const [assigned, disputes, reviews, drafts, mentions, overdue, pool, outcomes] = await Promise.all([
		ifAsked('assigned', () => queues.listAssigned(db, id, paging)),
		ifAsked('disputes', () => queues.listDisputes(db, paging)),
		ifAsked('reviews', () => queues.listReviews(db, paging)),
		ifAsked('drafts', () => queues.listDrafts(db, id, paging)),
		ifAsked('mentions', () => listMentions(db, id, paging)),
		ifAsked('overdue', () => listOverdueOf(db, id)),
		ifAsked('pool', () => queues.listPool(db, id, paging)),
		ifAsked('outcomes', () => queues.listOutcomes(db, id, paging))
	]);
	return { assigned, disputes, reviews, drafts, mentions, overdue, pool, outcomes };
}
