import { sql, type SQL } from 'drizzle-orm';
import { editDevelopment } from '../developments/commands.server.ts';
import type { DevelopmentInput } from '../developments/development.ts';
import type { Transaction } from '../server/database.ts';
import type { Actor } from '../users/user.ts';
import type { Has } from './import-developments.server.ts';

export type DevelopmentsReport = { added: number; unchanged: number; updated: number; hidden: number };

/** Writes the rows that are new, and with `update` those that differ. */
export async function writeDevelopments(
	tx: Transaction,
	actor: Actor,
	has: Has,
	{ isSample }: { isSample: boolean }
): Promise<DevelopmentsReport> {
	const [counts] = await tx.execute<{ known: number; hidden: number }>(sql`
		select count(*)::int as known, count(*) filter (where is_hidden)::int as hidden from import_known`);
	const updated = await updateKnown(tx, actor, has);
	await tx.execute(sql`
		delete from import_developments s using import_known k where k.external_id = s.external_id`);
	await makeNames(tx);
	const added = await addNew(tx, actor, isSample);
	return { added, updated, unchanged: counts!.known - updated, hidden: counts!.hidden };
}

async function updateKnown(tx: Transaction, actor: Actor, has: Has): Promise<number> {
	const rows = await tx.execute<{ id: number; version: number; input: DevelopmentInput }>(sql`
		select k.id, k.version, ${inputOf(asKnown(has))} as input
		from import_known k
		join import_developments s on s.external_id = k.external_id
		join developments d on d.id = k.id
		join sources src on src.id = d.source_id
		where k.differing <> '{}' order by s.line`);
	for (const { id, version, input } of rows) await editDevelopment(tx, actor, id, version, input);
	return rows.length;
}

/** The fields of a development's input by where each is found. */
type Found = Record<
	| 'occurredOn'
	| 'occurredPrecision'
	| 'publishedOn'
	| 'accessedOn'
	| 'kind'
	| 'title'
	| 'summary'
	| 'source'
	| 'sourceKind'
	| 'sourceReliability'
	| 'sourceTitle'
	| 'sourceUrl'
	| 'archivedUrl'
	| 'sourceAuthor'
	| 'sourceLanguage'
	| 'credibility'
	| 'actors'
	| 'forums',
	SQL
>;

const asStaged: Found = {
	occurredOn: sql`s.occurred_on`,
	occurredPrecision: sql`s.occurred_precision`,
	publishedOn: sql`s.published_on`,
	accessedOn: sql`s.accessed_on`,
	kind: sql`s.kind`,
	title: sql`s.title`,
	summary: sql`s.summary`,
	source: sql`s.source`,
	sourceKind: sql`s.source_kind`,
	sourceReliability: sql`s.source_reliability`,
	sourceTitle: sql`s.source_title`,
	sourceUrl: sql`s.source_url`,
	archivedUrl: sql`s.archived_url`,
	sourceAuthor: sql`s.source_author`,
	sourceLanguage: sql`s.source_language`,
	credibility: sql`s.credibility`,
	actors: sql`s.actors`,
	forums: sql`s.forums`
};

/** As staged where the file has the column, else as it is here. */
function asKnown(has: Has): Found {
	const either = (column: string, staged: SQL, known: SQL) => (has.has(column) ? staged : known);
	return {
		...asStaged,
		publishedOn: either('published_on', asStaged.publishedOn, sql`d.published_on`),
		accessedOn: either('accessed_on', asStaged.accessedOn, sql`d.accessed_on`),
		summary: either('summary', asStaged.summary, sql`d.summary`),
		sourceKind: sql`coalesce(s.source_kind, d.source_kind)`,
		sourceReliability: sql`coalesce(s.source_reliability, d.source_reliability)`,
		sourceTitle: either('source_title', asStaged.sourceTitle, sql`d.source_title`),
		sourceUrl: either('source_url', asStaged.sourceUrl, sql`d.source_url`),
		archivedUrl: either('archived_url', asStaged.archivedUrl, sql`d.archived_url`),
		sourceAuthor: either('source_author', asStaged.sourceAuthor, sql`d.source_author`),
		sourceLanguage: either('source_language', asStaged.sourceLanguage, sql`d.source_language`),
		credibility: either('credibility', asStaged.credibility, sql`d.credibility`),
		actors: either(
			'actors',
			asStaged.actors,
			sql`array(select a.name from development_actors t join actors a on a.id = t.actor_id
				where t.development_id = d.id order by t.position)`
		),
		forums: either(
			'forum',
			asStaged.forums,
			sql`array(select f.name from development_forums t join forums f on f.id = t.forum_id
				where t.development_id = d.id order by t.position)`
		)
	};
}

/** A staged row as the input of a command, in JSON; also what history keeps of it. */
function inputOf(found: Found): SQL {
	const pairs = Object.entries(found).map(([key, from]) => sql`${sql.raw(`'${key}'`)}, ${from}`);
	return sql`jsonb_build_object('externalId', s.external_id, ${sql.join(pairs, sql`, `)})`;
}

/** Makes the sources, actors and forums that are new. A source is what most of its rows say, or the first. */
async function makeNames(tx: Transaction): Promise<void> {
	await tx.execute(sql`
		insert into sources (name, kind, reliability)
		select name, kind, reliability from (
			select distinct on (lower(source)) source as name, coalesce(source_kind, 'other') as kind,
				coalesce(source_reliability, 'F') as reliability, min(line) as line
			from import_developments group by source, source_kind, source_reliability
			order by lower(source), count(*) desc, min(line)
		) named order by line
		on conflict do nothing`);
	await tx.execute(sql`
		insert into actors (name)
		select (array_agg(u.name order by s.line, u.at))[1]
		from import_developments s, unnest(s.actors) with ordinality u (name, at)
		group by lower(u.name) order by min(s.line), min(u.at)
		on conflict do nothing`);
	await tx.execute(sql`
		insert into forums (name, position)
		select (array_agg(u.name order by s.line, u.at))[1],
			(select coalesce(max(position), 0) from forums) + row_number() over (order by min(s.line), lower(u.name))
		from import_developments s, unnest(s.forums) with ordinality u (name, at)
		where not exists (select from forums f where lower(f.name) = lower(u.name))
		group by lower(u.name) order by min(s.line), lower(u.name)
		on conflict do nothing`);
}

async function addNew(tx: Transaction, actor: Actor, isSample: boolean): Promise<number> {
	const added = await tx.execute(sql`
		insert into developments (external_id, occurred_on, occurred_precision, published_on, accessed_on, recorded_by,
			kind, title, summary, source_id, source_title, source_url, archived_url, source_author, source_language,
			source_kind, source_reliability, credibility, is_sample)
		select s.external_id, s.occurred_on, s.occurred_precision, s.published_on, s.accessed_on, ${actor.id},
			s.kind, s.title, s.summary, src.id, s.source_title, s.source_url, s.archived_url, s.source_author, s.source_language,
			nullif(s.source_kind, src.kind), nullif(s.source_reliability, src.reliability), s.credibility, ${isSample}
		from import_developments s join sources src on lower(src.name) = lower(s.source)
		order by s.line`);
	await tx.execute(sql`
		insert into development_actors (development_id, actor_id, position, occurred_on)
		select d.id, a.id, u.at, d.occurred_on
		from import_developments s
		join developments d on d.external_id = s.external_id
		cross join unnest(s.actors) with ordinality u (name, at)
		join actors a on lower(a.name) = lower(u.name)
		on conflict do nothing`);
	await tx.execute(sql`
		insert into development_forums (development_id, forum_id, position, occurred_on)
		select d.id, f.id, u.at, d.occurred_on
		from import_developments s
		join developments d on d.external_id = s.external_id
		cross join unnest(s.forums) with ordinality u (name, at)
		join forums f on lower(f.name) = lower(u.name)
		on conflict do nothing`);
	await tx.execute(sql`
		insert into changes (entity, entity_id, action, actor_id, after)
		select 'developments', d.id, 'recordDevelopment', ${actor.id}, ${inputOf(asStaged)}
		from import_developments s join developments d on d.external_id = s.external_id
		order by s.line`);
	return added.count;
}
