import { asc } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import { forums } from './table.server.ts';

export type Forum = { id: number; name: string };

/** Every forum, in the order of display. */
export function listForums(db: Reader): Promise<Forum[]> {
	return db
		.select({ id: forums.id, name: forums.name })
		.from(forums)
		.orderBy(asc(forums.position), asc(forums.id));
}
