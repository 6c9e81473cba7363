import { sql } from 'drizzle-orm';
import { Conflict, NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { lockNames, lockSource } from './keep-sources.server.ts';

/** What a merge moved, kept in history so that it can be taken back. */
type Moved = { developments: number[]; aliases: string[]; sources: number[] };

/**
 * Makes `id` and `intoId` one source: developments and other names go over, and the old name leads to the new one from
 * then on. Developments keep what was judged of them alone; the others follow the source that they go to.
 * @throws Conflict where somebody changed the old source since `version`, Refused for a source that was merged already
 */
export async function mergeSources(
	tx: Transaction,
	actor: Actor | null,
	{ id, intoId, version }: { id: number; intoId: number; version: number }
): Promise<{ developments: number }> {
	authorise(actor, 'keepSources');
	if (id === intoId) throw new Refused('Choose another source to merge it into.', 'into');
	await lockNames(tx);
	const from = await lockSource(tx, id);
	const into = await lockSource(tx, intoId);
	if (from.version !== version)
		throw new Conflict('Somebody else saved this source while you were looking at it.', 'version');
	if (from.mergedIntoId || into.mergedIntoId)
		throw new Refused('One of the two was merged into another source already.', 'into');
	const developments = await tx.execute<{ id: number }>(sql`
		update developments set source_id = ${intoId} where source_id = ${id} returning id::int as id`);
	const aliases = await tx.execute<{ name: string }>(
		sql`update source_aliases set source_id = ${intoId} where source_id = ${id} returning name`
	);
	const sources = await tx.execute<{ id: number }>(
		sql`update sources set merged_into_id = ${intoId} where merged_into_id = ${id} returning id::int as id`
	);
	await tx.execute(sql`
		update sources set merged_into_id = ${intoId}, version = version + 1, updated_at = now() where id = ${id}`);
	const moved: Moved = {
		developments: developments.map((row) => row.id),
		aliases: aliases.map((row) => row.name),
		sources: sources.map((row) => row.id)
	};
	await recordChange(tx, {
		entity: 'sources',
		entityId: id,
		action: 'mergeSources',
		actorId: actor.id,
		before: { name: from.name },
		after: { into: into.name, intoId, moved }
	});
	await recordChange(tx, {
		entity: 'sources',
		entityId: intoId,
		action: 'takeOverSource',
		actorId: actor.id,
		after: { name: from.name, developments: moved.developments.length }
	});
	for (const changed of [id, intoId]) await notify(tx, 'source', changed);
	await notify(tx, 'development', 0);
	return { developments: moved.developments.length };
}

/**
 * Takes a merge back: what went over and is still there returns. Developments logged under either name since stay where
 * they are.
 * @throws NotFound for a source that is not merged
 */
export async function partSources(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'keepSources');
	await lockNames(tx);
	const { mergedIntoId } = await lockSource(tx, id);
	const [last] = await tx.execute<{ moved: Moved }>(sql`
		select after -> 'moved' as moved from changes
		where entity = 'sources' and entity_id = ${id} and action = 'mergeSources' order by id desc limit 1`);
	if (!mergedIntoId || !last) throw new NotFound('This source is not merged.');
	const into = await lockSource(tx, mergedIntoId);
	const { moved } = last;
	await tx.execute(sql`
		update developments set source_id = ${id} where source_id = ${mergedIntoId}
			and id in (select jsonb_array_elements_text(${JSON.stringify(moved.developments)}::text::jsonb)::bigint)`);
	await tx.execute(sql`
		update source_aliases set source_id = ${id} where source_id = ${mergedIntoId}
			and name in (select jsonb_array_elements_text(${JSON.stringify(moved.aliases)}::text::jsonb))`);
	await tx.execute(sql`
		update sources set merged_into_id = ${id} where merged_into_id = ${mergedIntoId}
			and id in (select jsonb_array_elements_text(${JSON.stringify(moved.sources)}::text::jsonb)::bigint)`);
	await tx.execute(sql`
		update sources set merged_into_id = null, version = version + 1, updated_at = now() where id = ${id}`);
	await recordChange(tx, {
		entity: 'sources',
		entityId: id,
		action: 'partSources',
		actorId: actor.id,
		before: { into: into.name }
	});
	for (const changed of [id, mergedIntoId]) await notify(tx, 'source', changed);
	await notify(tx, 'development', 0);
}
