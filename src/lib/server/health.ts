import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import type { Reader } from './database.ts';
import { log } from './log.ts';

/** How long the database may take to say anything, in milliseconds. */
const patience = 2_000;

/** Whether the database answers. */
export async function answersInTime(db: Reader): Promise<boolean> {
	const answered = db.execute(sql`select 1`).then(
		() => true,
		(error: unknown) => {
			const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
			log.warn('the database does not answer', { reason: String(cause) });
			return false;
		}
	);
	return Promise.race([answered, wait(patience, false, { ref: false })]);
}
