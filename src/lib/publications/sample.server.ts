import { and, eq, isNull } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import { publications } from './table.server.ts';

/** Whether anything of the shipped sample is in view, so that pages can say so. */
export async function showsSample(db: Reader): Promise<boolean> {
	const [row] = await db
		.select({ id: publications.id })
		.from(publications)
		.where(and(eq(publications.isSample, true), isNull(publications.hiddenAt)))
		.limit(1);
	return row !== undefined;
}
