import { and, eq, inArray, isNotNull, lte, or, sql } from 'drizzle-orm';
import { developments } from '../developments/table.server.ts';
import { recordChanges } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { tell } from '../users/notifications.server.ts';
import { users } from '../users/table.server.ts';
import { isOpen } from './place.server.ts';
import { assignments } from './table.server.ts';

/**
 * Returns to the pool what nobody finished in time, and what waits for people who are here no more; tells each former
 * assignee once. Several copies may do so at the same moment: each takes what no other has in hand.
 * @returns how many places came back
 */
export async function returnLapsed(tx: Transaction): Promise<number> {
	const lapsed = await tx
		.select({
			id: assignments.id,
			developmentId: assignments.developmentId,
			title: developments.title,
			assigneeId: users.id,
			isHere: sql<boolean>`${users.deactivatedAt} is null`
		})
		.from(assignments)
		.innerJoin(developments, eq(developments.id, assignments.developmentId))
		.innerJoin(users, eq(users.id, assignments.assigneeId))
		.where(and(isOpen, or(lte(assignments.lapsesAt, sql`now()`), isNotNull(users.deactivatedAt))))
		.for('update', { of: assignments, skipLocked: true });
	if (lapsed.length === 0) return 0;
	const ids = lapsed.map(({ id }) => id);
	await tx
		.update(assignments)
		.set({ assigneeId: null, lapsesAt: null, assignedAt: sql`now()` })
		.where(inArray(assignments.id, ids));
	await recordChanges(
		tx,
		lapsed.map(({ id, assigneeId }) => ({
			entity: 'assignments',
			entityId: id,
			action: 'returnLapsed',
			actorId: null,
			before: { assigneeId },
			after: { assigneeId: null }
		}))
	);
	const toTell = Map.groupBy(
		lapsed.filter(({ isHere }) => isHere),
		({ assigneeId }) => assigneeId
	);
	for (const [userId, own] of toTell) {
		const only = own.length === 1 ? own[0] : undefined;
		await tell(tx, [userId], {
			reason: 'returned',
			actorId: null,
			title: only?.title ?? `${own.length} developments`,
			href: only ? `/developments/${only.developmentId}` : '/work?list=pool'
		});
	}
	for (const developmentId of new Set(lapsed.map((one) => one.developmentId)))
		await notify(tx, 'assignments', developmentId);
	return lapsed.length;
}
