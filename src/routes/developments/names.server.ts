import { listFamiliarNames, listForumNames } from '#lib/developments/queries.server.ts';
import type { Reader } from '#lib/server/database.ts';
import type { Names } from './names.ts';

/** The names that the form offers before anything is typed. */
export async function listNames(db: Reader): Promise<Names> {
	const [familiar, forums] = await Promise.all([listFamiliarNames(db), listForumNames(db)]);
	return { ...familiar, forums: forums.map((forum) => forum.name) };
}
