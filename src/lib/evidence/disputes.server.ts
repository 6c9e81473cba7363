import { sql } from 'drizzle-orm';
import type { Kind, Precision } from '../developments/development.ts';
import type { Reader } from '../server/database.ts';
import { selectCodings, toCoding, type Coding } from './codings.server.ts';
import type { Effect } from './evidence.ts';
import { count } from './scope.server.ts';
import { visibleCoding } from './visibility.server.ts';

/** Everything coded of a pair that all may see, in the order in which it came in; rejected codings last. */
export async function listContested(
	db: Reader,
	{ developmentId, recommendationId }: { developmentId: number; recommendationId: number }
): Promise<Coding[]> {
	const rows = await db.execute(
		selectCodings(
			sql`c.development_id = ${developmentId} and c.recommendation_id = ${recommendationId}
				and c.retired_at is null and c.revealed_at is not null and p.hidden_at is null`,
			sql`c.state = 'rejected', c.recorded_at, c.id`
		)
	);
	return rows.map(toCoding);
}

/** Of these codings those that are no longer in force, as somebody saw them a moment ago. */
export async function listReplaced(
	db: Reader,
	ids: readonly number[],
	viewerId: number | null
): Promise<Coding[]> {
	if (ids.length === 0) return [];
	const where = sql`c.id in ${ids} and c.retired_at is not null and p.hidden_at is null and ${visibleCoding('c', viewerId)}`;
	return (await db.execute(selectCodings(where, sql`c.recorded_at, c.id`))).map(toCoding);
}

/** How a development much like this one was coded for the same recommendation. */
export type Comparable = {
	developmentId: number;
	development: string;
	occurredOn: string;
	occurredPrecision: Precision;
	kind: Kind;
	effect: Effect;
	rationale: string;
	coder: string;
	/** An editor decided it; why. */
	reason: string | null;
};

/** Looked for among so many of the newest, so that it costs the same however much evidence there is. */
const searched = 500;

/** Evidence of the same recommendation whose developments are nearest in words and kind. One statement. */
export async function listComparable(
	db: Reader,
	{ developmentId, recommendationId }: { developmentId: number; recommendationId: number },
	limit = 5
): Promise<Comparable[]> {
	const rows = await db.execute(sql`
		with newest as materialized (
			select development_id, coding_id, effect from evidence
			where recommendation_id = ${recommendationId} and retired_at is null and development_id <> ${developmentId}
			order by occurred_on desc nulls last, development_id desc nulls last limit ${count(searched)}
		)
		select n.development_id, d.title, d.occurred_on, d.occurred_precision, d.kind, n.effect, c.rationale, u.name as coder,
			(select h.after->>'reason' from changes h where h.entity = 'codings' and h.entity_id = c.id
				and h.action in ('adoptCoding', 'adjudicate') and h.after->>'reason' <> '' order by h.id desc limit 1) as reason
		from newest n join developments d on d.id = n.development_id join codings c on c.id = n.coding_id
			join users u on u.id = c.coder_id, developments here
		where here.id = ${developmentId}
		order by similarity(fold(d.title), fold(here.title)) + case when d.kind = here.kind then 0.25 else 0 end desc,
			d.occurred_on desc, d.id desc limit ${count(limit)}`);
	return rows.map((row) => ({
		developmentId: Number(row.development_id),
		development: row.title as string,
		occurredOn: row.occurred_on as string,
		occurredPrecision: row.occurred_precision as Precision,
		kind: row.kind as Kind,
		effect: row.effect as Effect,
		rationale: row.rationale as string,
		coder: row.coder as string,
		reason: row.reason as string | null
	}));
}
