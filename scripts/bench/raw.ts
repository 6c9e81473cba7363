// What the same reads cost without the application: SQL written by hand for the purpose, through the same driver.
import type { Sql } from 'postgres';
import { probes } from './invent.ts';

/** Something that people and programs read, and the bare statements that bring up the same rows. */
export type Read = {
	what: string;
	path: string;
	raw: (sql: Sql) => Promise<unknown>;
	/** What the answer may cost beside the statements; none where only its growth matters. */
	target?: { ratio: number; difference?: number };
	/** It finds more where there is more: no list of a fixed length. */
	isSearch?: true;
};

const slug = 'romano-2021';
const code = 'C1';
/** When the invented developments begin. */
const since = '2015-01-01';
/** The newest hits among which a search ranks. */
const ranked = 1_000;
const api: Read['target'] = { ratio: 4, difference: 1.5 };

/** The reads measured. `deep` is a cursor far down the list of all developments, with the row that it stands for. */
export function readsOf(deep: { cursor: string; on: string; id: string }): Read[] {
	const developments = `/api/v1/developments?limit=50`;
	return [
		{
			what: 'newest 50 of a recommendation',
			path: `${developments}&recommendation=${slug}/${code}`,
			raw: (sql) => list(sql, newestOf(sql)),
			target: api
		},
		{
			what: 'its progress, month by month',
			path: `/api/v1/recommendations/${slug}/${code}/progress?interval=month&from=${since}`,
			raw: progress,
			target: api
		},
		{
			what: 'heat map of the publication',
			path: `/api/v1/publications/${slug}/heatmap?from=${since}`,
			raw: heatMap,
			target: api
		},
		{ what: 'newest 50 of all', path: developments, raw: (sql) => list(sql, newest(sql)) },
		{
			what: 'newest 50 of a forum',
			path: `${developments}&forum=OSCE`,
			raw: (sql) => list(sql, inForum(sql))
		},
		{
			what: '50 far down the list',
			path: `${developments}&cursor=${deep.cursor}`,
			raw: (sql) => list(sql, after(sql, deep))
		},
		...Object.entries(probes).map(([kind, { word }]): Read => ({
			what: `search, ${kind} word`,
			path: `${developments}&q=${word}`,
			raw: (sql) => searched(sql, word),
			target: { ratio: 2 },
			isSearch: true
		})),
		{
			what: 'overview page',
			path: `/publications/${slug}`,
			raw: (sql) => Promise.all([portfolio(sql), heatMap(sql)])
		},
		{
			what: 'recommendation page',
			path: `/publications/${slug}/${code}`,
			raw: (sql) => Promise.all([progress(sql), list(sql, newestOf(sql))])
		}
	];
}

type Page = ReturnType<typeof newest>;

const newest = (sql: Sql) => sql`
	select id, occurred_on, 0 as rank from developments where hidden_at is null
	order by occurred_on desc nulls last, id desc nulls last limit 51`;

const after = (sql: Sql, { on, id }: { on: string; id: string }) => sql`
	select id, occurred_on, 0 as rank from developments where hidden_at is null and (occurred_on, id) < (${on}, ${id})
	order by occurred_on desc nulls last, id desc nulls last limit 51`;

const newestOf = (sql: Sql) => sql`
	select development_id as id, occurred_on, 0 as rank from evidence
	where recommendation_id = (${recommendation(sql)}) and retired_at is null
	order by occurred_on desc nulls last, development_id desc nulls last limit 51`;

const inForum = (sql: Sql) => sql`
	select development_id as id, occurred_on, 0 as rank from development_forums
	where forum_id = (select id from forums where name = 'OSCE') and is_visible
	order by occurred_on desc nulls last, development_id desc nulls last limit 51`;

const recommendation = (sql: Sql) => sql`
	select r.id from recommendations r join publications p on p.id = r.publication_id
	where p.slug = ${slug} and r.code = ${code}`;

/** Fifty developments with their source, forums, actors and evidence. */
const list = (sql: Sql, page: Page) => sql`
	with page as materialized (${page})
	select d.id, d.external_id, d.occurred_on, d.occurred_precision, d.published_on, d.accessed_on, d.recorded_at, d.kind,
		d.title, d.summary, d.source_title, d.source_url, d.credibility, d.version, d.is_sample, s.name as source,
		coalesce(d.source_kind, s.kind) as source_kind, coalesce(d.source_reliability, s.reliability) as reliability,
		(select array_agg(f.name order by t.position) from development_forums t join forums f on f.id = t.forum_id
			where t.development_id = d.id) as forums,
		(select array_agg(a.name order by t.position) from development_actors t join actors a on a.id = t.actor_id
			where t.development_id = d.id) as actors,
		(select json_agg(json_build_array(p.slug, r.code, e.effect) order by r.position) from evidence e
			join recommendations r on r.id = e.recommendation_id join publications p on p.id = r.publication_id
			where e.development_id = d.id and e.retired_at is null) as evidence
	from page join developments d on d.id = page.id join sources s on s.id = d.source_id
	order by page.rank desc, d.occurred_on desc, d.id desc`;

const searched = (sql: Sql, word: string) =>
	list(
		sql,
		sql`select id, occurred_on, ts_rank_cd(search, websearch_to_tsquery('english', ${word})) as rank from (
				select id, occurred_on, search from developments
				where search @@ websearch_to_tsquery('english', ${word}) and hidden_at is null
				order by occurred_on desc nulls last, id desc nulls last limit ${sql.unsafe(String(ranked))}
			) as hits order by 3 desc, occurred_on desc, id desc limit 51`
	);

const progress = (sql: Sql) =>
	Promise.all([
		sql`select month, strongly_sets_back, sets_back, context, advances, strongly_advances from evidence_months
			where recommendation_id = (${recommendation(sql)}) and month >= ${since} order by month`,
		sql`select a.id, a.assessor_id, u.name, a.assessed_on, a.level, a.trajectory, a.confidence
			from assessments a join users u on u.id = a.assessor_id
			where a.recommendation_id = (${recommendation(sql)}) order by a.assessed_on, a.id`
	]);

const heatMap = (sql: Sql) => sql`
	select r.code, date_trunc('quarter', m.month::timestamp)::date as quarter, sum(strongly_sets_back)::int as a,
		sum(sets_back)::int as b, sum(context)::int as c, sum(advances)::int as d, sum(strongly_advances)::int as e
	from evidence_months m join recommendations r on r.id = m.recommendation_id
		join publications p on p.id = r.publication_id
	where p.slug = ${slug} and m.month >= ${since} group by r.id, 2 order by r.id, 2`;

const portfolio = (sql: Sql) => sql`
	select r.code, v.title, v.weight, a.assessor_id, a.assessed_on, a.level, a.trajectory, a.confidence
	from recommendations r join publications p on p.id = r.publication_id
		join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
		left join assessments a on a.recommendation_id = r.id
	where p.slug = ${slug} order by r.position, a.assessed_on, a.id`;
