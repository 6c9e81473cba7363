import { sql } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import type { CodingState, Effect } from './evidence.ts';
import { named, namedColumns, queued, queuedColumns, toNamed, toQueued } from './queue-columns.server.ts';
import {
	partOf,
	readPlace,
	type DisputeRow,
	type OutcomeRow,
	type Paging,
	type Part,
	type ReviewRow
} from './queue.ts';
import { count } from './scope.server.ts';
import { visibleCoding } from './visibility.server.ts';

const evidenceInForce = sql`left join evidence e on e.development_id = c.development_id
	and e.recommendation_id = c.recommendation_id and e.retired_at is null`;

/**
 * Codings `c`, with the evidence in force `e` and the publication `p`, that wait for an editor: all where each coding is
 * reviewed, elsewhere those that say something else than the evidence.
 */
export const toReview = sql`c.state = 'submitted' and c.retired_at is null and ${visibleCoding('c', null)}
	and (p.coding_rule = 'reviewed' or e.effect <> c.effect)`;

/** Codings `c` about which coders disagree. */
export const inDispute = sql`c.state = 'disputed' and c.retired_at is null and ${visibleCoding('c', null)}`;

/** Codings `c`, or some of them, joined to what their queues show. */
export const codingsToDecide = (codings = sql`codings`) =>
	sql`${codings} c ${queued(sql`c.development_id`)} ${named} ${evidenceInForce}`;

/** Codings that an editor may adopt or turn down, the oldest first. */
export async function listReviews(db: Reader, { after, limit }: Paging): Promise<Part<ReviewRow>> {
	const place = readPlace(after);
	const rows = await db.execute(sql`
		select c.id, c.effect, c.recorded_at, e.effect as in_force, u.name as coder, ${namedColumns}, ${queuedColumns}
		from ${codingsToDecide()} join users u on u.id = c.coder_id
		where ${toReview} ${place ? sql`and c.id > ${place.id}` : sql``}
		order by c.id limit ${count(limit + 1)}`);
	const reviews = rows.map((row) => ({
		codingId: Number(row.id),
		development: toQueued(row),
		...toNamed(row),
		coder: row.coder as string,
		effect: row.effect as Effect,
		inForce: row.in_force as Effect | null,
		recordedAt: new Date(row.recorded_at as string)
	}));
	return partOf(reviews, limit, (last) => last.codingId);
}

/** Developments and recommendations about which coders disagree, the longest waiting first. */
export async function listDisputes(db: Reader, { after, limit }: Paging): Promise<Part<DisputeRow>> {
	const place = readPlace(after);
	const rows = await db.execute(sql`
		select min(c.id) as id, max(e.effect) as in_force, ${namedColumns}, ${queuedColumns},
			json_agg(json_build_object('coder', u.name, 'effect', c.effect) order by c.id) as codings
		from ${codingsToDecide()} join users u on u.id = c.coder_id
		where ${inDispute} group by d.id, s.id, r.id, p.id, v.title
		${place ? sql`having min(c.id) > ${place.id}` : sql``} order by 1 limit ${count(limit + 1)}`);
	const disputes = rows.map((row) => ({
		codingId: Number(row.id),
		development: toQueued(row),
		...toNamed(row),
		codings: row.codings as DisputeRow['codings'],
		inForce: row.in_force as Effect | null
	}));
	return partOf(disputes, limit, (last) => last.codingId);
}

/** What others decided in the last thirty days over somebody's five hundred newest codings, the latest first. */
export async function listOutcomes(
	db: Reader,
	userId: number,
	{ after, limit }: Paging
): Promise<Part<OutcomeRow>> {
	const place = readPlace(after);
	const rows = await db.execute(sql`
		select ch.id, ch.at, ch.after->>'state' as state, ch.after->>'reason' as reason, u.name as by, c.effect,
			${namedColumns}, ${queuedColumns}
		from (select * from codings where coder_id = ${userId} and state <> 'draft' and not is_adjudication
				order by recorded_at desc limit 500) as c
			join changes ch on ch.entity = 'codings' and ch.entity_id = c.id
			${queued(sql`c.development_id`)} ${named} left join users u on u.id = ch.actor_id
		where ch.at > now() - interval '30 days' and ch.actor_id is distinct from ${userId}
			and ch.after->>'state' in ('adopted', 'disputed', 'rejected') and ${visibleCoding('c', userId)}
			${place ? sql`and ch.id < ${place.id}` : sql``}
		order by ch.id desc limit ${count(limit + 1)}`);
	const outcomes = rows.map((row) => ({
		changeId: Number(row.id),
		development: toQueued(row),
		...toNamed(row),
		effect: row.effect as Effect,
		state: row.state as CodingState,
		by: row.by as string | null,
		reason: (row.reason as string | null) ?? '',
		at: new Date(row.at as string)
	}));
	return partOf(outcomes, limit, (last) => last.changeId);
}
