import { eq, sql } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { setPublicationHidden } from '../publications/commands.server.ts';
import { publications } from '../publications/table.server.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';

export { exportCatalogue, importCatalogue } from './catalogue.server.ts';
export { exportFiles } from './export.server.ts';
export { importFiles } from './import.server.ts';

/**
 * Takes the sample out of view: its publication and its developments, and with them their evidence. What analysts
 * logged themselves stays. Can be undone by `restoreSample`; hiding it twice changes nothing.
 * @throws NotFound where no sample was loaded.
 */
export async function hideSample(tx: Transaction, actor: Actor | null): Promise<void> {
	authorise(actor, 'removeSample');
	for (const { id, hiddenAt } of await listSamples(tx)) {
		if (hiddenAt) continue;
		await setPublicationHidden(tx, actor, id, true);
		await changeDevelopments(tx, actor, { hide: true, of: id });
	}
}

/** Undoes `hideSample`. Developments of the sample that somebody had hidden before stay hidden. */
export async function restoreSample(tx: Transaction, actor: Actor | null): Promise<void> {
	authorise(actor, 'removeSample');
	for (const { id, hiddenAt } of await listSamples(tx)) {
		if (!hiddenAt) continue;
		await changeDevelopments(tx, actor, { hide: false, of: id });
		await setPublicationHidden(tx, actor, id, false);
	}
}

async function listSamples(tx: Transaction) {
	const rows = await tx
		.select({ id: publications.id, hiddenAt: publications.hiddenAt })
		.from(publications)
		.where(eq(publications.isSample, true))
		.for('update');
	if (rows.length === 0) throw new NotFound('There is no sample here.');
	return rows;
}

/**
 * Hides the sample's developments at the very moment at which its publication is hidden, and restores those hidden
 * at that moment. Their evidence follows by trigger.
 */
async function changeDevelopments(
	tx: Transaction,
	actor: Actor,
	{ hide, of }: { hide: boolean; of: number }
): Promise<void> {
	const moment = sql`(select p.hidden_at from publications p where p.id = ${of})`;
	const chosen = hide ? sql`hidden_at is null` : sql`hidden_at = ${moment}`;
	await tx.execute(sql`
		with changed as (
			update developments set hidden_at = ${hide ? moment : sql`null`}, version = version + 1
			where is_sample and ${chosen}
			returning id
		)
		insert into changes (entity, entity_id, action, actor_id, before, after)
		select 'developments', id, ${hide ? 'hideSample' : 'restoreSample'}, ${actor.id},
			jsonb_build_object('hidden', ${!hide}::boolean), jsonb_build_object('hidden', ${hide}::boolean)
		from changed order by id`);
	await notify(tx, 'development', 0);
}
