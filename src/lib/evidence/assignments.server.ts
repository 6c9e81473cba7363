import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { lockDevelopment } from '../developments/commands.server.ts';
import { Conflict, NotAllowed, Refused } from '../errors.ts';
import { recommendations } from '../recommendations/table.server.ts';
import { violatedConstraint, type Transaction } from '../server/database.ts';
import { authorise, may, type Actor } from '../users/user.ts';
import { closeCoding } from './blind.server.ts';
import * as place from './place.server.ts';
import type { Assignment } from './place.server.ts';
import { assignments, codings } from './table.server.ts';

export { assignCoders } from './assigning.server.ts';
export { returnLapsed } from './lapse.server.ts';
export { planAssignments, type Plan } from './plan.server.ts';
export type { Assignment } from './place.server.ts';

type Command = (tx: Transaction, actor: Actor | null, assignmentId: number) => Promise<Assignment>;

/**
 * Takes a place from the pool: this one, or another at the same development where somebody was quicker. Of two who
 * take the last place at once the second is told.
 * @throws Conflict where no place is left, or the actor has or had one there.
 */
export const takeAssignment: Command = async (tx, actor, assignmentId) => {
	authorise(actor, 'takeAssignment');
	const asked = await place.getAssignment(tx, assignmentId);
	const days = await place.daysFor(tx, asked);
	if (await place.hasPlace(tx, actor.id, asked))
		throw new Conflict('You have a place at this development already, or had one.');
	const [free] = await tx
		.select({ id: assignments.id })
		.from(assignments)
		.where(and(place.isFor(asked), isNull(assignments.assigneeId)))
		.orderBy(desc(eq(assignments.id, assignmentId)), asc(assignments.id))
		.limit(1)
		.for('update', { skipLocked: true });
	if (!free) throw new Conflict('Somebody else took this a moment ago. Choose another from the pool.');
	const taken = await change(tx, free.id, {
		assigneeId: actor.id,
		assignedAt: sql`now()`,
		lapsesAt: place.lapseOf(days)
	}).catch((error: unknown) => {
		if (violatedConstraint(error) !== 'assignments_one_each') throw error;
		throw new Conflict('You have a place at this development already.');
	});
	await place.recordPlace(
		tx,
		actor,
		taken,
		'takeAssignment',
		{ assignee: null },
		{ assigneeId: actor.id, assignee: actor.name }
	);
	return taken;
};

/** Puts work back into the pool: one's own, or as an editor anybody's, who is told. */
export const giveBack: Command = async (tx, actor, assignmentId) => {
	authorise(actor, 'takeAssignment');
	const before = await place.lockAssignment(tx, assignmentId);
	const { assigneeId } = before;
	if (assigneeId === null) return before;
	if (assigneeId !== actor.id && !may(actor, 'assignCoding'))
		throw new NotAllowed('This is asked of somebody else; an editor can take it back.');
	if (before.doneAt) throw new Refused('This is done, so there is nothing to give back.');
	const after = await change(tx, assignmentId, {
		assigneeId: null,
		lapsesAt: null,
		assignedAt: sql`now()`
	});
	await place.recordPlace(tx, actor, before, 'giveBack', { assigneeId }, { assigneeId: null });
	await place.tellReturned(tx, actor, before);
	return after;
};

/**
 * Says that all is coded which the development means for the publication, perhaps nothing. With the last of the places
 * nobody is awaited any more.
 * @throws Refused while a draft is left.
 */
export const finishAssignment: Command = async (tx, actor, assignmentId) => {
	authorise(actor, 'takeAssignment');
	const { developmentId } = await place.getAssignment(tx, assignmentId);
	// Of the last two who finish one comes second, and finds that all is done.
	await lockDevelopment(tx, developmentId);
	const before = await place.lockOwn(tx, actor, assignmentId);
	if (before.doneAt) return before;
	const { drafts, made } = await countOwnCodings(tx, actor, before);
	if (drafts > 0)
		throw new Refused(
			drafts === 1
				? 'A coding of yours is still a draft here. Submit it or discard it first.'
				: `${drafts} codings of yours are still drafts here. Submit or discard them first.`
		);
	const after = await change(tx, assignmentId, { doneAt: sql`now()` });
	await place.recordPlace(
		tx,
		actor,
		before,
		'finishAssignment',
		{ done: false },
		{ done: true, codings: made }
	);
	await closeWhenDone(tx, actor, after);
	return after;
};

/** Takes back that one is done, to code more. */
export const reopenAssignment: Command = async (tx, actor, assignmentId) => {
	authorise(actor, 'takeAssignment');
	const before = await place.lockOwn(tx, actor, assignmentId);
	if (!before.doneAt) return before;
	const days = await place.daysFor(tx, before);
	const after = await change(tx, assignmentId, { doneAt: null, lapsesAt: place.lapseOf(days) });
	await place.recordPlace(tx, actor, before, 'reopenAssignment', { done: true }, { done: false });
	return after;
};

/** Asks nobody any more for this place; whoever had it is told. What is done stays done. */
export const cancelAssignment: Command = async (tx, actor, assignmentId) => {
	authorise(actor, 'assignCoding');
	const { developmentId } = await place.getAssignment(tx, assignmentId);
	await lockDevelopment(tx, developmentId);
	const before = await place.lockAssignment(tx, assignmentId);
	if (before.doneAt) throw new Refused('This is done already, so it cannot be called off.');
	const after = await change(tx, assignmentId, { cancelledAt: sql`now()` });
	await place.recordPlace(tx, actor, before, 'cancelAssignment', { cancelled: false }, { cancelled: true });
	await place.tellReturned(tx, actor, before);
	await closeWhenDone(tx, actor, after);
	return after;
};

/** Where nobody is awaited any more, blind codings that met no second one are shown. */
async function closeWhenDone(tx: Transaction, actor: Actor, work: Assignment): Promise<void> {
	if (await place.isAllDone(tx, work)) await closeCoding(tx, actor, work);
}

type Changes = Parameters<ReturnType<Transaction['update']>['set']>[0];

async function change(tx: Transaction, id: number, changes: Changes): Promise<Assignment> {
	const [row] = await tx.update(assignments).set(changes).where(eq(assignments.id, id)).returning();
	return row!;
}

/** The actor's codings in force of this development for this publication, drafts apart. */
async function countOwnCodings(tx: Transaction, actor: Actor, { developmentId, publicationId }: Assignment) {
	const [counted] = await tx
		.select({
			drafts: sql<number>`count(*) filter (where ${eq(codings.state, 'draft')})::int`,
			made: sql<number>`count(*) filter (where ${codings.state} <> 'draft')::int`
		})
		.from(codings)
		.innerJoin(recommendations, eq(recommendations.id, codings.recommendationId))
		.where(
			and(
				eq(codings.developmentId, developmentId),
				eq(codings.coderId, actor.id),
				isNull(codings.retiredAt),
				eq(recommendations.publicationId, publicationId)
			)
		);
	return counted!;
}
