import { sql } from 'drizzle-orm';
import type { Reader } from './database.ts';

/**
 * The name of everything that is committed at this moment. While it stays the same, every read gives the same rows, so
 * what was made from them still holds. Ask before reading: then the name is never newer than the rows.
 */
export async function currentSnapshot(db: Reader): Promise<string> {
	const [row] = await db.execute<{ snapshot: string }>(sql`select pg_current_snapshot()::text as snapshot`);
	return row!.snapshot;
}
