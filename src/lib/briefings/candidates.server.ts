import { sql, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import type { Kind, Precision, Reliability, SourceKind } from '../developments/development.ts';
import type { Effect } from '../evidence/evidence.ts';
import type { Reader } from '../server/database.ts';
import { readChoices, recommendationChoicesSchema } from './block.ts';
import type { EvidenceInput } from './inputs.ts';

/** Evidence is picked from so many of the newest that pass the choices, and as many of strong effect. */
const searched = 60;
/** What passes is looked for among so many of the newest of each recommendation. */
const recentOnes = 2000;

type Block = { recommendationId: number | null; choices: unknown };
type Reach = { from: CalendarDate | null; to: CalendarDate };

/**
 * What the blocks of recommendations may show: for each the newest evidence that passes its choices, the newest of strong
 * effect, and what is pinned or dropped. One statement, whose cost grows with the blocks and not with what is stored.
 */
export async function gatherCandidates(
	db: Reader,
	blocks: readonly Block[],
	reach: Reach
): Promise<EvidenceInput[]> {
	const asked = blocks.flatMap(({ recommendationId, choices }) => {
		if (recommendationId === null) return [];
		const { direction, kinds, reliability, ...chosen } = readChoices(recommendationChoicesSchema, choices);
		const named = [...chosen.pinned, ...chosen.dropped];
		return [{ recommendation_id: recommendationId, direction, kinds, reliability, named }];
	});
	if (asked.length === 0) return [];
	const rows = await db.execute<Record<string, unknown>>(sql`
		with asked as (
			select * from jsonb_to_recordset(${JSON.stringify(asked)}::text::jsonb)
				as x(recommendation_id bigint, direction text, kinds text[], reliability text, named bigint[])
		), picked as (
			select distinct recommendation_id, development_id, coding_id, effect from (
				select found.* from asked a cross join lateral (
					with recent as materialized (${recent(reach)})
					(${passing(sql`true`)}) union all (${passing(sql`abs(e.effect) = 2`)})
				) found
				union all
				select e.recommendation_id, e.development_id, e.coding_id, e.effect from asked a
					join evidence e on e.recommendation_id = a.recommendation_id and e.development_id = any (a.named)
				where e.retired_at is null
			) all_of_them
		)
		select picked.*, d.occurred_on, d.occurred_precision, d.kind, d.title, d.summary, d.credibility, d.source_title,
			d.source_url, d.published_on, d.accessed_on, d.archived_url, d.source_author, d.source_language, s.name as source, coalesce(d.source_kind, s.kind) as source_kind,
			coalesce(d.source_reliability, s.reliability) as reliability, c.rationale,
			(select json_agg(o.effect order by o.recommendation_id) from evidence o join recommendations r on r.id = o.recommendation_id
				where o.development_id = d.id and o.retired_at is null and o.recommendation_id <> picked.recommendation_id
				and r.publication_id = own.publication_id) as elsewhere
		from picked join developments d on d.id = picked.development_id join sources s on s.id = d.source_id
			join codings c on c.id = picked.coding_id join recommendations own on own.id = picked.recommendation_id
		order by picked.recommendation_id, d.occurred_on desc, d.id desc`);
	return rows.map(toInput);
}

/** The order of the index, in which evidence is read no further than needed. */
const newestFirst = sql`order by e.occurred_on desc nulls last, e.development_id desc nulls last`;

function recent({ from, to }: Reach): SQL {
	return sql`select e.recommendation_id, e.development_id, e.coding_id, e.effect, e.occurred_on from evidence e
		where e.recommendation_id = a.recommendation_id and e.retired_at is null and e.occurred_on <= ${to}
			${from ? sql`and e.occurred_on >= ${from}` : sql``}
		${newestFirst} limit ${sql.raw(String(recentOnes))}`;
}

function passing(also: SQL): SQL {
	return sql`select e.recommendation_id, e.development_id, e.coding_id, e.effect
		from (select * from recent e where ${also}
				and (a.direction = 'all' or a.direction = 'advances' and e.effect > 0 or a.direction = 'sets_back' and e.effect < 0)
				${newestFirst}) e
			join developments d on d.id = e.development_id join sources s on s.id = d.source_id
		where (cardinality(a.kinds) = 0 or d.kind = any (a.kinds))
			and coalesce(d.source_reliability, s.reliability) <= a.reliability
		${newestFirst} limit ${sql.raw(String(searched))}`;
}

function toInput(row: Record<string, unknown>): EvidenceInput {
	return {
		recommendationId: Number(row['recommendation_id']),
		developmentId: Number(row['development_id']),
		effect: row['effect'] as Effect,
		rationale: row['rationale'] as string,
		occurredOn: row['occurred_on'] as string,
		occurredPrecision: row['occurred_precision'] as Precision,
		kind: row['kind'] as Kind,
		title: row['title'] as string,
		summary: row['summary'] as string,
		credibility: row['credibility'] as number,
		reliability: row['reliability'] as Reliability,
		source: row['source'] as string,
		sourceKind: row['source_kind'] as SourceKind,
		sourceTitle: row['source_title'] as string,
		sourceUrl: row['source_url'] as string | null,
		publishedOn: row['published_on'] as string | null,
		accessedOn: row['accessed_on'] as string | null,
		archivedUrl: row['archived_url'] as string | null,
		sourceAuthor: row['source_author'] as string,
		sourceLanguage: row['source_language'] as string | null,
		elsewhere: (row['elsewhere'] as Effect[] | null) ?? []
	};
}
