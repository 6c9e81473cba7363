import { and, eq, isNull, sql } from 'drizzle-orm';
import { comments, threads } from '../annotations/table.server.ts';
import type { Reader } from '../server/database.ts';
import { briefingBlocks } from './table.server.ts';

export type Discussed = Awaited<ReturnType<typeof listDiscussed>>[number];

/** The blocks of a briefing that something was said about, also those taken out: how many comments in open threads, and how many threads are resolved. */
export function listDiscussed(db: Reader, briefingId: number) {
	const { id, kind, recommendationId, text, hiddenAt, position } = briefingBlocks;
	return db
		.select({
			id,
			kind,
			recommendationId,
			text,
			hiddenAt,
			comments: sql<number>`count(${comments.id}) filter (where ${threads.state} = 'open')::int`,
			openThreads: sql<number>`count(distinct ${threads.id}) filter (where ${threads.state} = 'open')::int`,
			resolvedThreads: sql<number>`count(distinct ${threads.id}) filter (where ${threads.state} = 'resolved')::int`
		})
		.from(threads)
		.innerJoin(briefingBlocks, eq(briefingBlocks.id, threads.blockId))
		.leftJoin(comments, and(eq(comments.threadId, threads.id), isNull(comments.hiddenAt)))
		.where(eq(briefingBlocks.briefingId, briefingId))
		.groupBy(id)
		.orderBy(position, id);
}

/** Whether that block was ever one of that briefing. */
export async function isBlockOf(db: Reader, briefingId: number, blockId: number): Promise<boolean> {
	const [row] = await db
		.select({ id: briefingBlocks.id })
		.from(briefingBlocks)
		.where(and(eq(briefingBlocks.id, blockId), eq(briefingBlocks.briefingId, briefingId)));
	return row !== undefined;
}
