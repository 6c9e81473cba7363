import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm';
import { developments } from '../developments/table.server.ts';
import { NotAllowed, NotFound, Refused } from '../errors.ts';
import { publications } from '../publications/table.server.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { tell } from '../users/notifications.server.ts';
import type { Actor } from '../users/user.ts';
import { assignments } from './table.server.ts';

/** One coder's place at one development, for one publication. */
export type Assignment = typeof assignments.$inferSelect;
type Work = Pick<Assignment, 'developmentId' | 'publicationId'>;

/** Asked of somebody or waiting in the pool, and not done. */
export const isOpen = and(isNull(assignments.doneAt), isNull(assignments.cancelledAt));

/** Whatever was asked about one development for one publication, and not called off. */
export const isFor = ({ developmentId, publicationId }: Work) =>
	and(
		eq(assignments.developmentId, developmentId),
		eq(assignments.publicationId, publicationId),
		isNull(assignments.cancelledAt)
	);

/** The moment at which work returns to the pool: the end of the day that is `days` from now. */
export const lapseOf = (days: number) =>
	sql<Date>`date_trunc('day', now()) + make_interval(days => ${days + 1}::int)`;

/** @throws NotFound when there is no such assignment, or it was called off. */
export async function getAssignment(db: Reader, id: number): Promise<Assignment> {
	const [found] = await db
		.select()
		.from(assignments)
		.where(and(eq(assignments.id, id), isNull(assignments.cancelledAt)));
	return found ?? missing();
}

/** The same, locked until the transaction ends. */
export async function lockAssignment(tx: Transaction, id: number): Promise<Assignment> {
	const [found] = await tx
		.select()
		.from(assignments)
		.where(and(eq(assignments.id, id), isNull(assignments.cancelledAt)))
		.for('update');
	return found ?? missing();
}

/** The actor's own, locked. @throws NotAllowed for somebody else's. */
export async function lockOwn(tx: Transaction, actor: Actor, id: number): Promise<Assignment> {
	const found = await lockAssignment(tx, id);
	if (found.assigneeId === actor.id) return found;
	throw new NotAllowed(
		found.assigneeId === null
			? 'This is in the pool. Take it first.'
			: 'This is asked of somebody else; only they can say that it is done.'
	);
}

function missing(): never {
	throw new NotFound('There is no such assignment, or it was called off.');
}

/** After how many days work at this development lapses. @throws Refused where the development or publication is hidden. */
export async function daysFor(db: Reader, { developmentId, publicationId }: Work): Promise<number> {
	const [work] = await db
		.select({ days: publications.assignmentDays })
		.from(developments)
		.innerJoin(publications, and(eq(publications.id, publicationId), isNull(publications.hiddenAt)))
		.where(and(eq(developments.id, developmentId), isNull(developments.hiddenAt)));
	if (!work) throw new Refused('This development is hidden. There is nothing to code until it is restored.');
	return work.days;
}

/** Whether `userId` is asked, or was, about this development for this publication. */
export async function hasPlace(db: Reader, userId: number, work: Work): Promise<boolean> {
	const [own] = await db
		.select({ id: assignments.id })
		.from(assignments)
		.where(and(isFor(work), eq(assignments.assigneeId, userId)));
	return own !== undefined;
}

/** Whether everybody who was asked about this development for this publication is done. */
export async function isAllDone(db: Reader, work: Work): Promise<boolean> {
	const [counted] = await db
		.select({
			all: sql<number>`count(*)::int`,
			done: sql<number>`count(*) filter (where ${isNotNull(assignments.doneAt)})::int`
		})
		.from(assignments)
		.where(isFor(work));
	return counted !== undefined && counted.all > 0 && counted.all === counted.done;
}

/** Keeps what became of a place, and lets the pages that show it know. */
export async function recordPlace(
	tx: Transaction,
	actor: Actor,
	{ id, developmentId }: Assignment,
	action: string,
	before: Record<string, unknown>,
	after: Record<string, unknown>
): Promise<void> {
	await recordChange(tx, { entity: 'assignments', entityId: id, action, actorId: actor.id, before, after });
	await notify(tx, 'assignments', developmentId);
}

/** Lets the assignee know that this is not asked of them any more. */
export async function tellReturned(
	tx: Transaction,
	actor: Actor,
	{ assigneeId, developmentId }: Assignment
): Promise<void> {
	if (assigneeId === null || assigneeId === actor.id) return;
	const [development] = await tx
		.select({ title: developments.title })
		.from(developments)
		.where(eq(developments.id, developmentId));
	await tell(tx, [assigneeId], {
		reason: 'returned',
		actorId: actor.id,
		title: development!.title,
		href: `/developments/${developmentId}`
	});
}
