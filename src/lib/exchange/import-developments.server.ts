import { sql } from 'drizzle-orm';
import { editDevelopment } from '../developments/commands.server.ts';
import type { DevelopmentInput } from '../developments/development.ts';
import type { Transaction } from '../server/database.ts';
import type { Actor } from '../users/user.ts';
import type { InputFile } from './encoding.ts';
import { readDevelopment, type DevelopmentRow } from './row.ts';
import { addFoundFaults, openStage } from './stage.server.ts';
import { readTable, type ReadOptions } from './table-file.server.ts';

export type DevelopmentsReport = { added: number; unchanged: number; updated: number; hidden: number };

/** Reads developments.csv into a temporary table. */
export async function stageDevelopments(
	tx: Transaction,
	file: InputFile | undefined,
	options: ReadOptions
): Promise<{ hasPublished: boolean; hasAccessed: boolean }> {
	const stage = await openStage<Record<string, unknown>>(tx, 'import_developments', {
		line: 'int',
		external_id: 'text',
		is_faulty: 'boolean',
		occurred_on: 'date',
		occurred_precision: 'text',
		published_on: 'date',
		accessed_on: 'date',
		kind: 'text',
		title: 'text',
		summary: 'text',
		source: 'text',
		source_kind: 'text',
		source_reliability: 'text',
		source_title: 'text',
		source_url: 'text',
		credibility: 'smallint',
		actors: 'text[]',
		forums: 'text[]'
	});
	let has: ReadonlySet<string> = new Set();
	if (file)
		({ has } = await readTable(file, 'developments', options, (line, cells) => {
			const { value, faults } = readDevelopment(cells);
			if (value) return stage.add(rowOf(line, value));
			for (const fault of faults) options.faults.add({ file: file.name, line, ...fault });
			return stage.add({ line, external_id: cells('id')?.trim(), is_faulty: true });
		}));
	await stage.finish();
	return { hasPublished: has.has('published_on'), hasAccessed: has.has('accessed_on') };
}

const rowOf = (line: number, row: DevelopmentRow) => ({
	line,
	external_id: row.externalId,
	is_faulty: false,
	occurred_on: row.occurredOn,
	occurred_precision: row.occurredPrecision,
	published_on: row.publishedOn,
	accessed_on: row.accessedOn,
	kind: row.kind,
	title: row.title,
	summary: row.summary,
	source: row.source,
	source_kind: row.sourceKind,
	source_reliability: row.sourceReliability,
	source_title: row.sourceTitle,
	source_url: row.sourceUrl,
	credibility: row.credibility,
	actors: row.actors,
	forums: row.forums
});

/** Each row whose development is here already, with the columns in which the two differ. */
const compared = (has: { hasPublished: boolean; hasAccessed: boolean }) => sql`
	select s.line, s.external_id, d.id::int as id, d.version, d.hidden_at is not null as is_hidden, array_remove(array[
		case when d.title <> s.title then 'title' end,
		case when d.occurred_on <> s.occurred_on then 'occurred_on' end,
		case when d.occurred_precision <> s.occurred_precision then 'date_precision' end,
		case when d.kind <> s.kind then 'kind' end,
		case when d.summary <> s.summary then 'summary' end,
		case when lower(src.name) <> lower(s.source) then 'source_publisher' end,
		case when d.source_title <> s.source_title then 'source_title' end,
		case when d.source_url is distinct from s.source_url then 'source_url' end,
		case when coalesce(d.source_kind, src.kind) <> s.source_kind then 'source_type' end,
		case when coalesce(d.source_reliability, src.reliability) <> s.source_reliability then 'reliability' end,
		case when d.credibility <> s.credibility then 'credibility' end,
		case when ${has.hasPublished} and d.published_on is distinct from s.published_on then 'published_on' end,
		case when ${has.hasAccessed} and d.accessed_on is distinct from s.accessed_on then 'accessed_on' end,
		case when array(select lower(a.name) from development_actors t join actors a on a.id = t.actor_id
				where t.development_id = d.id order by t.position)
			<> array(select lower(u.name) from unnest(s.actors) with ordinality u (name, at) order by u.at) then 'actors' end,
		case when array(select lower(f.name) from development_forums t join forums f on f.id = t.forum_id
				where t.development_id = d.id order by t.position)
			<> array(select lower(u.name) from unnest(s.forums) with ordinality u (name, at) order by u.at) then 'forum' end
	], null) as differing
	from import_developments s
	join developments d on d.external_id = s.external_id
	join sources src on src.id = d.source_id
	where not s.is_faulty`;

/** Finds what is wrong with the rows among themselves and beside what is here. */
export async function checkDevelopments(
	tx: Transaction,
	{ faults }: ReadOptions,
	has: { hasPublished: boolean; hasAccessed: boolean },
	{ file, update }: { file: string; update: boolean }
): Promise<void> {
	await addFoundFaults<{ line: number; external_id: string; first: number }>(
		tx,
		faults,
		sql`select * from (
				select line, external_id, min(line) over (partition by external_id) as first
				from import_developments where external_id <> ''
			) s where line > first`,
		({ external_id, first }) => ({
			file,
			column: 'id',
			message: `${external_id} is on line ${first} already.`
		})
	);
	await tx.execute(sql`create temporary table import_known on commit drop as ${compared(has)}`);
	if (update) return;
	await addFoundFaults<{ line: number; external_id: string; differing: string[] }>(
		tx,
		faults,
		sql`select line, external_id, differing from import_known where differing <> '{}'`,
		({ external_id, differing }) => ({
			file,
			column: differing[0],
			message: `${external_id} is here already with another ${listed(differing)}; use --update to change it.`
		})
	);
}

function listed(columns: string[]): string {
	const told = columns.slice(0, 3);
	if (columns.length > 3) told.push('more');
	return told.length === 1 ? told[0]! : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}

/** Writes the rows that are new, and with `update` those that differ. */
export async function writeDevelopments(
	tx: Transaction,
	actor: Actor,
	has: { hasPublished: boolean; hasAccessed: boolean },
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

async function updateKnown(
	tx: Transaction,
	actor: Actor,
	has: { hasPublished: boolean; hasAccessed: boolean }
): Promise<number> {
	const rows = await tx.execute<{ id: number; version: number; input: DevelopmentInput }>(sql`
		select k.id, k.version, ${inputOf({
			published: has.hasPublished ? sql`s.published_on` : sql`d.published_on`,
			accessed: has.hasAccessed ? sql`s.accessed_on` : sql`d.accessed_on`,
			kind: sql`coalesce(s.source_kind, d.source_kind)`,
			reliability: sql`coalesce(s.source_reliability, d.source_reliability)`
		})} as input
		from import_known k
		join import_developments s on s.external_id = k.external_id
		join developments d on d.id = k.id
		where k.differing <> '{}' order by s.line`);
	for (const { id, version, input } of rows) await editDevelopment(tx, actor, id, version, input);
	return rows.length;
}

/** A staged row as the input of a command, in JSON; also what history keeps of it. */
const inputOf = (
	from: Record<'published' | 'accessed' | 'kind' | 'reliability', ReturnType<typeof sql>>
) => sql`
	jsonb_build_object('externalId', s.external_id, 'occurredOn', s.occurred_on,
		'occurredPrecision', s.occurred_precision, 'publishedOn', ${from.published}, 'accessedOn', ${from.accessed},
		'kind', s.kind, 'title', s.title, 'summary', s.summary, 'source', s.source, 'sourceKind', ${from.kind},
		'sourceReliability', ${from.reliability}, 'sourceTitle', s.source_title, 'sourceUrl', s.source_url,
		'credibility', s.credibility, 'actors', s.actors, 'forums', s.forums)`;

const asStaged = {
	published: sql`s.published_on`,
	accessed: sql`s.accessed_on`,
	kind: sql`s.source_kind`,
	reliability: sql`s.source_reliability`
};

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
			kind, title, summary, source_id, source_title, source_url, source_kind, source_reliability, credibility, is_sample)
		select s.external_id, s.occurred_on, s.occurred_precision, s.published_on, s.accessed_on, ${actor.id},
			s.kind, s.title, s.summary, src.id, s.source_title, s.source_url,
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
