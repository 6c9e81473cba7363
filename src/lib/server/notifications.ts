import { sql } from 'drizzle-orm';
import type { Transaction } from './database.ts';

/** Tells every process, at commit, the name of what changed; never its content. */
export async function notify(tx: Transaction, topic: string, id: number): Promise<void> {
	await tx.execute(sql`select pg_notify('changes', ${JSON.stringify({ topic, id })})`);
}
