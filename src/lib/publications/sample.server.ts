import { and, count, eq, isNull } from 'drizzle-orm';
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

/** Whether the shipped sample is in view, was removed and can be brought back, or was never loaded. */
export async function findSampleState(db: Reader): Promise<'shown' | 'removed' | 'absent'> {
	const [row] = await db
		.select({ all: count(), removed: count(publications.hiddenAt) })
		.from(publications)
		.where(eq(publications.isSample, true));
	if (!row || row.all === 0) return 'absent';
	return row.removed < row.all ? 'shown' : 'removed';
}
