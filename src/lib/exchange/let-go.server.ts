import { sql } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import { daysKept } from './file-import.ts';

/** Lets go of the bytes of files whose import ended some days ago, or was left lying. What it did stays undoable. */
export async function letGoOfFiles(tx: Transaction): Promise<void> {
	await tx.execute(sql`
		with old as (
			update imports set emptied_at = now()
			where emptied_at is null and changed_at < now() - make_interval(days => ${daysKept})
				and state not in ('checking', 'writing', 'undoing', 'redoing')
			returning id
		)
		delete from import_pieces p using old where p.import_id = old.id`);
}
