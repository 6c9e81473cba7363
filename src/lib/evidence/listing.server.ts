import { sql, type SQL } from 'drizzle-orm';
import type { Kind, Precision, Reliability, SourceKind } from '../developments/development.ts';
import type { Effect } from './evidence.ts';

/** A development as lists and the API show it. */
export type ListedDevelopment = {
	id: number;
	externalId: string | null;
	occurredOn: string;
	occurredPrecision: Precision;
	publishedOn: string | null;
	accessedOn: string | null;
	recordedAt: Date;
	kind: Kind;
	title: string;
	summary: string;
	source: { name: string; kind: SourceKind; reliability: Reliability };
	sourceTitle: string;
	sourceUrl: string | null;
	credibility: number;
	actors: string[];
	forums: string[];
	/** Adopted effects, in the order of the publication. */
	evidence: { publication: string; code: string; effect: Effect }[];
	version: number;
	isSample: boolean;
};

type Effects = [publication: string, code: string, effect: Effect][];

/**
 * Joins everything that a row shows to the few ids of `page` (columns id, rank), each table once: the names and
 * effects of fifty rows cost four index scans, however many developments there are.
 */
export function withDetails(page: SQL): SQL {
	return sql`with page as materialized (${page}),
	page_forums as (select t.development_id, array_agg(f.name order by t.position) as names
		from development_forums t join forums f on f.id = t.forum_id
		where t.development_id = any (array(select id from page)) group by 1),
	page_actors as (select t.development_id, array_agg(a.name order by t.position) as names
		from development_actors t join actors a on a.id = t.actor_id
		where t.development_id = any (array(select id from page)) group by 1),
	page_evidence as (select e.development_id, json_agg(json_build_array(p.slug, r.code, e.effect) order by p.id, r.position) as effects
		from evidence e join recommendations r on r.id = e.recommendation_id join publications p on p.id = r.publication_id
		where e.retired_at is null and p.hidden_at is null and e.development_id = any (array(select id from page)) group by 1)
	select d.id, d.external_id, d.occurred_on, d.occurred_precision, d.published_on, d.accessed_on, d.recorded_at, d.kind,
		d.title, d.summary, page.found, d.source_title, d.source_url, d.credibility, d.version, d.is_sample, s.name as source_name,
		coalesce(d.source_kind, s.kind) as source_kind, coalesce(d.source_reliability, s.reliability) as reliability,
		page_forums.names as forums, page_actors.names as actors, page_evidence.effects as evidence
	from page join developments d on d.id = page.id join sources s on s.id = d.source_id
		left join page_forums on page_forums.development_id = d.id
		left join page_actors on page_actors.development_id = d.id
		left join page_evidence on page_evidence.development_id = d.id
	order by page.rank desc, d.occurred_on desc, d.id desc`;
}

/** A row of `withDetails` in our words. */
export function toListed(of: Record<string, unknown>): ListedDevelopment {
	return {
		id: Number(of.id),
		externalId: of.external_id as string | null,
		occurredOn: of.occurred_on as string,
		occurredPrecision: of.occurred_precision as Precision,
		publishedOn: of.published_on as string | null,
		accessedOn: of.accessed_on as string | null,
		recordedAt: new Date(of.recorded_at as string),
		kind: of.kind as Kind,
		title: of.title as string,
		summary: of.summary as string,
		source: {
			name: of.source_name as string,
			kind: of.source_kind as SourceKind,
			reliability: of.reliability as Reliability
		},
		sourceTitle: of.source_title as string,
		sourceUrl: of.source_url as string | null,
		credibility: of.credibility as number,
		actors: (of.actors as string[] | null) ?? [],
		forums: (of.forums as string[] | null) ?? [],
		evidence: ((of.evidence as Effects | null) ?? []).map(([publication, code, effect]) => ({
			publication,
			code,
			effect
		})),
		version: of.version as number,
		isSample: of.is_sample as boolean
	};
}
