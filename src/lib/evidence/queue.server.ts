import { sql } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import type { Effect } from './evidence.ts';
import {
	asking,
	askingColumns,
	inPool,
	named,
	namedColumns,
	queued,
	queuedColumns,
	toAsking,
	toNamed,
	toQueued,
	undone
} from './queue-columns.server.ts';
import {
	partOf,
	readPlace,
	type AssignedRow,
	type DraftRow,
	type Paging,
	type Part,
	type PoolRow
} from './queue.ts';
import { count } from './scope.server.ts';

export { countQueues, type QueueCounts } from './queue-counts.server.ts';
export { listDisputes, listOutcomes, listReviews } from './decision-queue.server.ts';

/** What is asked of somebody and not done: what is due first, first. */
export async function listAssigned(
	db: Reader,
	userId: number,
	{ after, limit }: Paging
): Promise<Part<AssignedRow>> {
	const place = readPlace(after);
	const due = sql`floor(extract(epoch from a.lapses_at) * 1000)`;
	const rows = await db.execute(sql`
		select a.id, a.lapses_at, ${askingColumns}, ${queuedColumns}, own.made, own.drafts
		from assignments a ${queued(sql`a.development_id`)}
			${asking},
			lateral (select count(*) filter (where c.state <> 'draft') as made, count(*) filter (where c.state = 'draft') as drafts
				from codings c join recommendations r on r.id = c.recommendation_id
				where c.development_id = a.development_id and c.coder_id = ${userId} and c.retired_at is null
					and r.publication_id = a.publication_id) as own
		where a.assignee_id = ${userId} and ${undone} ${place ? sql`and (${due}, a.id) > (${place.at}, ${place.id})` : sql``}
		order by ${due}, a.id limit ${count(limit + 1)}`);
	const assigned = rows.map((row) => ({
		assignmentId: Number(row.id),
		development: toQueued(row),
		publication: toAsking(row),
		lapsesAt: new Date(row.lapses_at as string),
		made: Number(row.made),
		drafts: Number(row.drafts)
	}));
	return partOf(assigned, limit, (last) => `${last.lapsesAt.getTime()}-${last.assignmentId}`);
}

/** What waits for anybody, the longest first; without what this person is or was asked for already. */
export async function listPool(db: Reader, userId: number, { after, limit }: Paging): Promise<Part<PoolRow>> {
	const place = readPlace(after);
	const rows = await db.execute(sql`
		select min(a.id) as id, count(*) as places, ${askingColumns}, ${queuedColumns}
		from assignments a ${queued(sql`a.development_id`)}
			${asking}
		where ${inPool(userId)} group by d.id, s.id, p.id
		${place ? sql`having min(a.id) > ${place.id}` : sql``} order by 1 limit ${count(limit + 1)}`);
	const pool = rows.map((row) => ({
		assignmentId: Number(row.id),
		development: toQueued(row),
		publication: toAsking(row),
		places: Number(row.places)
	}));
	return partOf(pool, limit, (last) => last.assignmentId);
}

/** Somebody's codings that are not submitted yet, the newest first. */
export async function listDrafts(
	db: Reader,
	userId: number,
	{ after, limit }: Paging
): Promise<Part<DraftRow>> {
	const place = readPlace(after);
	const rows = await db.execute(sql`
		select c.id, c.effect, c.recorded_at, ${namedColumns}, ${queuedColumns}
		from codings c ${queued(sql`c.development_id`)} ${named}
		where c.coder_id = ${userId} and c.state = 'draft' and c.retired_at is null
			${place ? sql`and c.id < ${place.id}` : sql``}
		order by c.id desc limit ${count(limit + 1)}`);
	const drafts = rows.map((row) => ({
		codingId: Number(row.id),
		development: toQueued(row),
		...toNamed(row),
		effect: row.effect as Effect,
		savedAt: new Date(row.recorded_at as string)
	}));
	return partOf(drafts, limit, (last) => last.codingId);
}
