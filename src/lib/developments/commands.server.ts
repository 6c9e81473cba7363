import { and, eq, isNull, sql } from 'drizzle-orm';
import { Conflict, NotFound } from '../errors.ts';
import { findOrMakeForums } from '../forums/commands.server.ts';
import { difference, recordChange } from '../server/changes.ts';
import { violatedConstraint, type Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import type { DevelopmentInput } from './development.ts';
import { findOrMakeActors, findOrMakeSource } from './names.server.ts';
import { developmentActors, developmentForums, developments } from './table.server.ts';

/**
 * Logs a development; its source, actors and forums are made where they are not known yet.
 * @throws Conflict where a development of the same external id is here already.
 */
export async function recordDevelopment(
	tx: Transaction,
	actor: Actor | null,
	input: DevelopmentInput
): Promise<{ id: number }> {
	authorise(actor, 'recordDevelopment');
	const [row] = await tx
		.insert(developments)
		.values({ ...(await rowOf(tx, input)), externalId: input.externalId, recordedBy: actor.id })
		.returning({ id: developments.id })
		.catch((error: unknown) => throwTaken(error, input));
	const { id } = row!;
	await addParticipants(tx, id, input);
	await recordChange(tx, {
		entity: 'developments',
		entityId: id,
		action: 'recordDevelopment',
		actorId: actor.id,
		after: input
	});
	await notify(tx, 'development', id);
	return { id };
}

/**
 * Replaces a development's fields. `version` is the one that the editor read.
 * @throws Conflict where somebody saved another version since, or another development has the external id; nothing is
 * overwritten.
 */
export async function editDevelopment(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	version: number,
	input: DevelopmentInput
): Promise<{ version: number }> {
	authorise(actor, 'editDevelopment');
	const before = await lockDevelopment(tx, id);
	if (before.version !== version)
		throw new Conflict('Somebody else saved this development while you were editing it.', 'version');
	const was = await inputOf(tx, id);
	const row = await rowOf(tx, input);
	const { sourceKind, sourceReliability } = row;
	const externalId = input.externalId ?? was.externalId;
	const changed = difference(was, { ...input, externalId, sourceKind, sourceReliability });
	if (!changed) return { version };
	await tx
		.update(developments)
		.set({ ...row, externalId, version: version + 1, updatedAt: new Date() })
		.where(eq(developments.id, id))
		.catch((error: unknown) => throwTaken(error, input));
	await tx.delete(developmentActors).where(eq(developmentActors.developmentId, id));
	await tx.delete(developmentForums).where(eq(developmentForums.developmentId, id));
	await addParticipants(tx, id, input, before.hiddenAt === null);
	await recordChange(tx, {
		entity: 'developments',
		entityId: id,
		action: 'editDevelopment',
		actorId: actor.id,
		...changed
	});
	await notify(tx, 'development', id);
	return { version: version + 1 };
}

function throwTaken(error: unknown, { externalId }: DevelopmentInput): never {
	if (violatedConstraint(error) !== 'developments_external_id') throw error;
	throw new Conflict(`A development with the id ${externalId} is here already.`, 'externalId');
}

/** Hides a development from every list and chart. Hiding a hidden one changes nothing. */
export async function hideDevelopment(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'hideDevelopment');
	await setHidden(tx, actor, id, 'hideDevelopment', true);
}

/** Brings a hidden development back, with its evidence. */
export async function restoreDevelopment(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'restoreDevelopment');
	await setHidden(tx, actor, id, 'restoreDevelopment', false);
}

async function setHidden(
	tx: Transaction,
	actor: Actor,
	id: number,
	action: string,
	hide: boolean
): Promise<void> {
	const before = await lockDevelopment(tx, id);
	if ((before.hiddenAt !== null) === hide) return;
	await tx
		.update(developments)
		.set({ hiddenAt: hide ? new Date() : null, version: before.version + 1 })
		.where(eq(developments.id, id));
	await recordChange(tx, {
		entity: 'developments',
		entityId: id,
		action,
		actorId: actor.id,
		before: { hidden: !hide },
		after: { hidden: hide }
	});
	await notify(tx, 'development', id);
}

/** Holds a development until the transaction ends, so that writers of it and of its evidence take turns. */
export async function lockDevelopment(tx: Transaction, id: number) {
	const [row] = await tx
		.select({
			version: developments.version,
			hiddenAt: developments.hiddenAt,
			title: developments.title,
			occurredOn: developments.occurredOn
		})
		.from(developments)
		.where(eq(developments.id, id))
		.for('update');
	if (!row) throw new NotFound('There is no such development.');
	return row;
}

async function rowOf(tx: Transaction, input: DevelopmentInput) {
	const source = await findOrMakeSource(tx, {
		name: input.source,
		kind: input.sourceKind,
		reliability: input.sourceReliability
	});
	return {
		occurredOn: input.occurredOn,
		occurredPrecision: input.occurredPrecision,
		publishedOn: input.publishedOn,
		accessedOn: input.accessedOn,
		kind: input.kind,
		title: input.title,
		summary: input.summary,
		sourceId: source.id,
		sourceTitle: input.sourceTitle,
		sourceUrl: input.sourceUrl,
		archivedUrl: input.archivedUrl,
		sourceAuthor: input.sourceAuthor,
		sourceLanguage: input.sourceLanguage,
		sourceKind: input.sourceKind === source.kind ? null : input.sourceKind,
		sourceReliability: input.sourceReliability === source.reliability ? null : input.sourceReliability,
		credibility: input.credibility
	};
}

async function addParticipants(
	tx: Transaction,
	developmentId: number,
	input: DevelopmentInput,
	isVisible = true
) {
	const { occurredOn } = input;
	const actorIds = await findOrMakeActors(tx, input.actors);
	const forumIds = await findOrMakeForums(tx, input.forums);
	if (actorIds.length > 0)
		await tx
			.insert(developmentActors)
			.values(
				actorIds.map((actorId, at) => ({ developmentId, actorId, position: at + 1, occurredOn, isVisible }))
			);
	if (forumIds.length > 0)
		await tx
			.insert(developmentForums)
			.values(
				forumIds.map((forumId, at) => ({ developmentId, forumId, position: at + 1, occurredOn, isVisible }))
			);
}

/** A development as the input that would make it. */
export async function inputOf(tx: Transaction, id: number): Promise<DevelopmentInput> {
	const [row] = await tx.execute<DevelopmentInput & Record<string, unknown>>(sql`
		select d.external_id as "externalId", d.occurred_on::text as "occurredOn", d.occurred_precision as "occurredPrecision",
			d.published_on::text as "publishedOn", d.accessed_on::text as "accessedOn", d.kind, d.title, d.summary,
			s.name as source, d.source_kind as "sourceKind",
			d.source_reliability as "sourceReliability", d.source_title as "sourceTitle",
			d.source_url as "sourceUrl", d.archived_url as "archivedUrl", d.source_author as "sourceAuthor",
			d.source_language as "sourceLanguage", d.credibility,
			array(select a.name from development_actors da join actors a on a.id = da.actor_id
				where da.development_id = d.id order by da.position) as actors,
			array(select f.name from development_forums df join forums f on f.id = df.forum_id
				where df.development_id = d.id order by df.position) as forums
		from developments d join sources s on s.id = d.source_id where d.id = ${id}`);
	return row!;
}

/**
 * The id of the development that came with this external id, or undefined. Those who ask at one time take turns, so
 * that the second sees what the first made.
 */
export async function findByExternalId(tx: Transaction, externalId: string): Promise<number | undefined> {
	await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${externalId}, 0))`);
	const [row] = await tx
		.select({ id: developments.id })
		.from(developments)
		.where(and(eq(developments.externalId, externalId), isNull(developments.hiddenAt)));
	return row?.id;
}
