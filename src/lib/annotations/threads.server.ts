import { and, asc, eq, inArray, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { assessments } from '../assessments/table.server.ts';
import type { Effect } from '../evidence/evidence.ts';
import { codings } from '../evidence/table.server.ts';
import { visibleCoding } from '../evidence/visibility.server.ts';
import { recommendations } from '../recommendations/table.server.ts';
import type { Reader } from '../server/database.ts';
import { changes } from '../server/table.server.ts';
import { users } from '../users/table.server.ts';
import { comments, threads } from './table.server.ts';

/** A page shows as many, open ones first, then the newest. */
const mostThreads = 200;

export type ListedThread = Awaited<ReturnType<typeof listThreads>>[number];
export type ListedComment = ListedThread['comments'][number];

/** What is said about a development and its codings, as far as the viewer may see these: open threads first, newest first. */
export function listThreadsOfDevelopment(db: Reader, developmentId: number, viewerId: number) {
	return listThreads(db, eq(threads.developmentId, developmentId), viewerId);
}

/** What is said about a recommendation and its assessments: open threads first, newest first. */
export function listThreadsOfRecommendation(db: Reader, recommendationId: number, viewerId: number) {
	return listThreads(db, eq(threads.recommendationId, recommendationId), viewerId);
}

/** What is said about a block of a briefing: open threads first, newest first. */
export function listThreadsOfBlock(db: Reader, blockId: number, viewerId: number) {
	return listThreads(db, eq(threads.blockId, blockId), viewerId);
}

/** What is said about the blocks of a briefing, also those taken out: open threads first, newest first. */
export function listThreadsOfBriefing(db: Reader, briefingId: number, viewerId: number) {
	// Briefings stand downstream, so their table is named here and not imported.
	const ofBriefing = sql`${threads.blockId} in (select k.id from briefing_blocks k where k.briefing_id = ${briefingId})`;
	return listThreads(db, ofBriefing, viewerId);
}

/** One thread; undefined where there is none that the viewer may see. */
export async function findThread(db: Reader, id: number, viewerId: number) {
	const [thread] = await listThreads(db, eq(threads.id, id), viewerId);
	return thread;
}

/** How many threads about a development or its codings are open. */
export async function countOpenThreads(db: Reader, developmentId: number, viewerId: number): Promise<number> {
	const [row] = await db
		.select({ n: sql<number>`count(*)::int` })
		.from(threads)
		.leftJoin(codings, eq(codings.id, threads.codingId))
		.where(and(eq(threads.developmentId, developmentId), eq(threads.state, 'open'), isVisible(viewerId)));
	return row!.n;
}

const isVisible = (viewerId: number) =>
	or(sql`${threads.codingId} is null`, visibleCoding('codings', viewerId));

const opener = alias(users, 'opener');
const resolver = alias(users, 'resolver');
const coder = alias(users, 'coder');
const assessor = alias(users, 'assessor');

async function listThreads(db: Reader, which: SQL, viewerId: number) {
	const rows = await db
		.select({
			id: threads.id,
			subject: threads.subject,
			subjectId:
				sql<number>`case ${threads.subject} when 'coding' then ${threads.codingId} when 'assessment' then ${threads.assessmentId}
				when 'development' then ${threads.developmentId} when 'block' then ${threads.blockId} else ${threads.recommendationId} end`.mapWith(
					Number
				),
			state: threads.state,
			openedBy: opener.name,
			openedAt: threads.openedAt,
			resolvedBy: resolver.name,
			resolvedAt: threads.resolvedAt,
			codingId: threads.codingId,
			code: recommendations.code,
			effect: sql<Effect | null>`${codings.effect}`,
			coder: coder.name,
			assessmentId: threads.assessmentId,
			assessedOn: assessments.assessedOn,
			level: assessments.level,
			assessor: assessor.name
		})
		.from(threads)
		.innerJoin(opener, eq(opener.id, threads.openedBy))
		.leftJoin(resolver, eq(resolver.id, threads.resolvedBy))
		.leftJoin(codings, eq(codings.id, threads.codingId))
		.leftJoin(coder, eq(coder.id, codings.coderId))
		.leftJoin(recommendations, eq(recommendations.id, codings.recommendationId))
		.leftJoin(assessments, eq(assessments.id, threads.assessmentId))
		.leftJoin(assessor, eq(assessor.id, assessments.assessorId))
		.where(and(which, isVisible(viewerId)))
		.orderBy(sql`${threads.state} <> 'open'`, sql`${threads.id} desc`)
		.limit(mostThreads);
	const said = await listComments(
		db,
		rows.map(({ id }) => id)
	);
	const byThread = Map.groupBy(said, ({ threadId }) => threadId);
	return rows.map((row) => ({ ...row, comments: byThread.get(row.id) ?? [] }));
}

async function listComments(db: Reader, threadIds: readonly number[]) {
	if (threadIds.length === 0) return [];
	return db
		.select({
			id: comments.id,
			threadId: comments.threadId,
			authorId: comments.authorId,
			author: users.name,
			body: comments.body,
			createdAt: comments.createdAt,
			editedAt: comments.editedAt,
			version: comments.version,
			hiddenAt: comments.hiddenAt
		})
		.from(comments)
		.innerJoin(users, eq(users.id, comments.authorId))
		.where(inArray(comments.threadId, [...threadIds]))
		.orderBy(asc(comments.id));
}

/** One comment; undefined where there is none that the viewer may see. */
export async function findComment(db: Reader, id: number, viewerId: number) {
	const [comment] = await db
		.select({ threadId: comments.threadId, body: comments.body, version: comments.version })
		.from(comments)
		.innerJoin(threads, eq(threads.id, comments.threadId))
		.leftJoin(codings, eq(codings.id, threads.codingId))
		.where(and(eq(comments.id, id), isVisible(viewerId)));
	return comment;
}

/** What a comment said, from the first wording to the one in force. Whether the reader may see it is for the caller. */
export async function listWordings(db: Reader, commentId: number): Promise<{ at: Date; body: string }[]> {
	return db
		.select({ at: changes.at, body: sql<string>`${changes.after}->>'body'` })
		.from(changes)
		.where(
			and(
				eq(changes.entity, 'comments'),
				eq(changes.entityId, commentId),
				inArray(changes.action, ['comment', 'editComment'])
			)
		)
		.orderBy(asc(changes.id));
}
