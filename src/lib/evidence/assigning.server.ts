import { and, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { developments } from '../developments/table.server.ts';
import { citeShortly } from '../publications/publication.ts';
import { publications } from '../publications/table.server.ts';
import { recordChanges } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { tell } from '../users/notifications.server.ts';
import { authorise, type Actor } from '../users/user.ts';
import type { Assigning, Place } from './assignment.ts';
import { lapseOf } from './place.server.ts';
import { getPublicationToCode, planWithPool, type Plan } from './plan.server.ts';
import { assignments } from './table.server.ts';

/**
 * Shares developments out among coders, evenly; who has a place at one already keeps it and counts. Told once a person.
 * @throws NotFound for an unknown publication, Refused for developments or coders who cannot be chosen.
 */
export async function assignCoders(tx: Transaction, actor: Actor | null, input: Assigning): Promise<Plan> {
	authorise(actor, 'assignCoding');
	const publication = await getPublicationToCode(tx, input.publication);
	await lockWork(tx, publication.id, input.developmentIds);
	const { plan, free } = await planWithPool(tx, publication.id, input);
	const lapsesAt = lapseOf(publication.assignmentDays);
	const given: { id: number; developmentId: number; assigneeId: number | null }[] = [];
	const fresh: { developmentId: number; assigneeId?: number; lapsesAt?: SQL<Date> }[] = [];
	for (const { developmentId, coderId } of plan.places) {
		const pooled = free.get(developmentId)?.pop();
		if (pooled === undefined) fresh.push({ developmentId, assigneeId: coderId, lapsesAt });
		else {
			await tx
				.update(assignments)
				.set({ assigneeId: coderId, assignedBy: actor.id, assignedAt: sql`now()`, lapsesAt })
				.where(eq(assignments.id, pooled));
			given.push({ id: pooled, developmentId, assigneeId: coderId });
		}
	}
	for (const { developmentId, places } of plan.pooled) {
		const missing = places - (free.get(developmentId)?.length ?? 0);
		for (let at = 0; at < missing; at++) fresh.push({ developmentId });
	}
	if (fresh.length > 0) {
		const { id, developmentId, assigneeId } = assignments;
		const rows = fresh.map((row) => ({ ...row, publicationId: publication.id, assignedBy: actor.id }));
		given.push(...(await tx.insert(assignments).values(rows).returning({ id, developmentId, assigneeId })));
	}
	await recordChanges(
		tx,
		given.map(({ id, developmentId, assigneeId }) => ({
			entity: 'assignments',
			entityId: id,
			action: 'assignCoders',
			actorId: actor.id,
			after: {
				developmentId,
				publicationId: publication.id,
				assigneeId,
				assignee: plan.coders.find((coder) => coder.id === assigneeId)?.name ?? null
			}
		}))
	);
	await tellCoders(tx, actor, plan.places, citeShortly(publication));
	for (const id of new Set(given.map(({ developmentId }) => developmentId)))
		await notify(tx, 'assignments', id);
	return plan;
}

/** Two who assign for one publication do so after one another, and nobody takes or gives back a place meanwhile. */
async function lockWork(tx: Transaction, publicationId: number, developmentIds: number[]): Promise<void> {
	await tx
		.select({ id: publications.id })
		.from(publications)
		.where(eq(publications.id, publicationId))
		.for('no key update');
	await tx
		.select({ id: assignments.id })
		.from(assignments)
		.where(
			and(eq(assignments.publicationId, publicationId), inArray(assignments.developmentId, developmentIds))
		)
		.for('update');
}

async function tellCoders(tx: Transaction, actor: Actor, places: Place[], cited: string): Promise<void> {
	for (const [coderId, own] of Map.groupBy(places, (place) => place.coderId)) {
		const [first] = own;
		const [development] =
			own.length === 1
				? await tx
						.select({ title: developments.title })
						.from(developments)
						.where(eq(developments.id, first!.developmentId))
				: [];
		await tell(tx, [coderId], {
			reason: 'assigned',
			actorId: actor.id,
			title: development?.title ?? `${own.length} developments, for ${cited}`,
			href: development ? `/developments/${first!.developmentId}` : '/work?list=assigned'
		});
	}
}
