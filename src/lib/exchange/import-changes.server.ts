import { sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import type { Actor } from '../users/user.ts';
import type { FileImport } from './file-imports.server.ts';

// What an import wrote is known by its history: the changes that name it, of the moment at which it was taken in. What
// undoing and redoing write names it too, at other moments.

/** The changes that an import made when it was taken in; `c` in the statements below. */
export const madeBy = ({ id }: Pick<FileImport, 'id'>, entity: string): SQL =>
	sql`c.import_id = ${id} and c.entity = ${entity} and c.at = (select i.finished_at from imports i where i.id = ${id})`;

/** Whether somebody changed the record of `c` since, by other ways than this import and those that were undone. */
export const changedSince = ({ id }: Pick<FileImport, 'id'>): SQL =>
	sql`exists (select from changes o where o.entity = c.entity and o.entity_id = c.entity_id and o.id > c.id
		and o.import_id is distinct from ${id}
		and not exists (select from imports u where u.id = o.import_id and u.state = 'undone'))`;

/** Writes into history that these records were taken back, or put back, with their import. */
export async function recordTurn(
	tx: Transaction,
	actor: Actor,
	entity: string,
	ids: readonly number[],
	{ isUndo }: { isUndo: boolean }
): Promise<void> {
	if (ids.length === 0) return;
	await tx.execute(sql`
		insert into changes (entity, entity_id, action, actor_id, before, after)
		select ${entity}, value::bigint, ${isUndo ? 'undoImport' : 'redoImport'}, ${actor.id},
			jsonb_build_object('hidden', ${!isUndo}::boolean), jsonb_build_object('hidden', ${isUndo}::boolean)
		from json_array_elements_text(${JSON.stringify(ids)}::text::json) order by 1`);
}

/** Ids of records whose last turn was that they were taken back with this import. */
export const takenBack = ({ id }: Pick<FileImport, 'id'>, entity: string): SQL => sql`
	select t.entity_id from (
		select distinct on (c.entity_id) c.entity_id, c.action from changes c
		where c.import_id = ${id} and c.entity = ${entity} and c.action in ('undoImport', 'redoImport')
		order by c.entity_id, c.id desc
	) t where t.action = 'undoImport'`;

/** Ids as a list that a statement can hold. */
export const listOfIds = (ids: readonly number[]): SQL =>
	sql`(select value::bigint from json_array_elements_text(${JSON.stringify(ids)}::text::json))`;
