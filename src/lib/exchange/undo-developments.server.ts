import { sql, type SQL } from 'drizzle-orm';
import { editDevelopment, inputOf, lockDevelopment } from '../developments/commands.server.ts';
import type { DevelopmentInput } from '../developments/development.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import type { Actor } from '../users/user.ts';
import type { FileImport } from './file-imports.server.ts';
import { changedSince, listOfIds, madeBy, recordTurn, takenBack } from './import-changes.server.ts';
import type { Left } from './undo-import.server.ts';

/** Why a development that an import made is not hidden with it. */
const workedOn = (job: FileImport): SQL => sql`case
	when ${changedSince(job)} then 'it was changed since'
	when exists (select from codings k where k.development_id = d.id and k.retired_at is null) then 'it is coded'
	when exists (select from assessment_evidence e join assessments a on a.id = e.assessment_id
		where e.development_id = d.id and a.withdrawn_at is null) then 'an assessment cites it'
	when exists (select from annotations n where n.development_id = d.id and n.hidden_at is null) then 'its text is annotated'
	when exists (select from threads t where t.development_id = d.id) then 'it is being discussed'
	when exists (select from inbox_items n where n.development_id = d.id) then 'an item of the inbox is tied to it'
end`;

/** Hides the developments that an import made, and puts back those that it changed; not where somebody worked on them since. */
export async function takeBackDevelopments(tx: Transaction, actor: Actor, job: FileImport, left: Left) {
	const made = await tx.execute<{ id: number; title: string; reason: string | null }>(sql`
		select d.id::int as id, d.title, ${workedOn(job)} as reason
		from changes c join developments d on d.id = c.entity_id
		where ${madeBy(job, 'developments')} and c.before is null and d.hidden_at is null order by d.id`);
	for (const { id, title, reason } of made)
		if (reason) left.add({ name: title, href: `/developments/${id}`, reason });
	const hidden = [...made].filter(({ reason }) => !reason).map(({ id }) => id);
	await setHidden(tx, hidden, true);
	await recordTurn(tx, actor, 'developments', hidden, { isUndo: true });
	const restored = await rewrite(tx, actor, job, 'before', left);
	await notify(tx, 'development', 0);
	return { turned: hidden.length, restored };
}

/** Brings back what `takeBackDevelopments` hid, and changes again what it put back. */
export async function putBackDevelopments(tx: Transaction, actor: Actor, job: FileImport, left: Left) {
	const rows = await tx.execute<{ id: number }>(sql`
		select d.id::int as id from developments d where d.hidden_at is not null and d.id in (${takenBack(job, 'developments')})
		order by d.id`);
	const shown = [...rows].map(({ id }) => id);
	await setHidden(tx, shown, false);
	await recordTurn(tx, actor, 'developments', shown, { isUndo: false });
	const restored = await rewrite(tx, actor, job, 'after', left);
	await notify(tx, 'development', 0);
	return { turned: shown.length, restored };
}

async function setHidden(tx: Transaction, ids: readonly number[], hide: boolean): Promise<void> {
	if (ids.length === 0) return;
	await tx.execute(sql`
		update developments set hidden_at = ${hide ? sql`now()` : sql`null`}, version = version + 1
		where id in ${listOfIds(ids)}`);
}

/** Gives the developments that an import changed the words that they had before it, or after. */
async function rewrite(
	tx: Transaction,
	actor: Actor,
	job: FileImport,
	side: 'before' | 'after',
	left: Left
): Promise<number> {
	const rows = await tx.execute<{
		id: number;
		fields: Partial<DevelopmentInput>;
		isChanged: boolean;
		title: string;
	}>(sql`
		select d.id::int as id, ${sql.raw(`c.${side}`)} as fields, ${changedSince(job)} as "isChanged", d.title
		from changes c join developments d on d.id = c.entity_id
		where ${madeBy(job, 'developments')} and c.before is not null order by d.id`);
	let count = 0;
	for (const { id, fields, isChanged, title } of rows) {
		if (isChanged) {
			left.add({ name: title, href: `/developments/${id}`, reason: 'it was changed since' });
			continue;
		}
		const { version } = await lockDevelopment(tx, id);
		const input = { ...(await inputOf(tx, id)), ...fields };
		const { version: after } = await editDevelopment(tx, actor, id, version, input);
		if (after !== version) count++;
	}
	return count;
}
