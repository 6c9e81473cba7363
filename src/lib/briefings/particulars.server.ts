import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import type { Precision } from '../developments/development.ts';
import type { EvidenceCounts } from '../progress/counts.ts';
import type { ReversalMark } from '../progress/recommendation-chart.ts';
import type { Reader } from '../server/database.ts';

type Particulars = { statement: string; page: number | null; rationales: Map<number, string> };

/** Statement, page and the assessors' reasons (by assessment) of each recommendation of a publication. */
export async function gatherParticulars(
	db: Reader,
	publicationId: number
): Promise<Map<number, Particulars>> {
	const rows = await db.execute<{
		id: string;
		statement: string;
		page: number | null;
		rationales: [number, string][] | null;
	}>(sql`
		select r.id, v.statement, r.locator_page as page,
			(select json_agg(json_build_array(a.id, a.rationale)) from assessments a where a.recommendation_id = r.id) as rationales
		from recommendations r join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
		where r.publication_id = ${publicationId}`);
	return new Map(
		rows.map(({ id, statement, page, rationales }) => [
			Number(id),
			{ statement, page, rationales: new Map(rationales ?? []) }
		])
	);
}

/** Reversals are looked for among so many of the newest developments of each recommendation. */
const searched = 200;

/** Developments that undid something and set a recommendation back, in the order of time, by recommendation. */
export async function gatherReversals(
	db: Reader,
	publicationId: number,
	{ from, to }: { from: CalendarDate | null; to: CalendarDate }
): Promise<Map<number, ReversalMark[]>> {
	const rows = await db.execute<{
		recommendation_id: string;
		id: string;
		title: string;
		occurred_on: CalendarDate;
		occurred_precision: Precision;
	}>(sql`
		select r.id as recommendation_id, d.id, d.title, d.occurred_on, d.occurred_precision
		from recommendations r cross join lateral (
			select e.development_id, e.effect from evidence e
			where e.recommendation_id = r.id and e.retired_at is null and e.occurred_on <= ${to}
				${from ? sql`and e.occurred_on >= ${from}` : sql``}
			order by e.occurred_on desc nulls last, e.development_id desc nulls last limit ${sql.raw(String(searched))}
		) newest join developments d on d.id = newest.development_id
		where r.publication_id = ${publicationId} and d.kind = 'reversal' and newest.effect < 0
		order by r.id, d.occurred_on, d.id`);
	const marks = rows.map((row) => ({
		recommendationId: Number(row.recommendation_id),
		mark: {
			id: Number(row.id),
			title: row.title,
			occurredOn: row.occurred_on,
			occurredPrecision: row.occurred_precision
		}
	}));
	const byRecommendation = Map.groupBy(marks, ({ recommendationId }) => recommendationId);
	return new Map([...byRecommendation].map(([id, own]) => [id, own.map(({ mark }) => mark)]));
}

/** How many developments occurred after `since` and by `on`, by effect, for each recommendation that has any. */
export async function countNewEvidence(
	db: Reader,
	publicationId: number,
	since: CalendarDate,
	on: CalendarDate
): Promise<Map<number, EvidenceCounts>> {
	const rows = await db.execute<{ id: string; a: number; b: number; c: number; d: number; e: number }>(sql`
		select e.recommendation_id as id, count(*) filter (where effect = -2)::int as a,
			count(*) filter (where effect = -1)::int as b, count(*) filter (where effect = 0)::int as c,
			count(*) filter (where effect = 1)::int as d, count(*) filter (where effect = 2)::int as e
		from evidence e join recommendations r on r.id = e.recommendation_id
		where r.publication_id = ${publicationId} and e.retired_at is null
			and e.occurred_on > ${since} and e.occurred_on <= ${on}
		group by 1`);
	return new Map(rows.map(({ id, a, b, c, d, e }) => [Number(id), { [-2]: a, [-1]: b, 0: c, 1: d, 2: e }]));
}
