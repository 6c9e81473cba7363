import { sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import { cleanLine } from '../text.ts';
import type { InputFile } from './encoding.ts';
import type { Differences } from './fault.ts';
import { storable } from './reading.ts';
import { readDevelopment, type DevelopmentRow } from './row.ts';
import { stableIdOf } from './stable-id.server.ts';
import { addFoundFaults, openStage } from './stage.server.ts';
import { placeOf, readTable, type ReadOptions } from './table-file.server.ts';

/** The columns that the file has, by our names: of the others it says nothing. */
export type Has = ReadonlySet<string>;

/** Reads developments.csv into a temporary table. */
export async function stageDevelopments(
	tx: Transaction,
	file: InputFile | undefined,
	options: ReadOptions
): Promise<Has> {
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
		archived_url: 'text',
		source_author: 'text',
		source_language: 'text',
		credibility: 'smallint',
		actors: 'text[]',
		forums: 'text[]'
	});
	let has: Has = new Set();
	const idOf = file?.plan && stableIdOf;
	if (file)
		({ has } = await readTable(file, 'developments', options, (line, cells) => {
			const { value, faults } = readDevelopment(cells, idOf);
			if (value) return stage.add(rowOf(line, value));
			for (const fault of faults)
				options.faults.add({ ...placeOf(file, line, cells, fault.column), ...fault });
			return stage.add({ line, external_id: storable(cleanLine(cells('id') ?? '')), is_faulty: true });
		}));
	await stage.finish();
	// What a source is called besides, or was before it was merged, stands for the source.
	await tx.execute(sql`
		update import_developments i set source = s.name
		from (
			select lower(name) as name, source_id as id from source_aliases
			union all
			select lower(name), merged_into_id from sources where merged_into_id is not null
		) named join sources s on s.id = named.id
		where lower(i.source) = named.name`);
	return has;
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
	archived_url: row.archivedUrl,
	source_author: row.sourceAuthor,
	source_language: row.sourceLanguage,
	credibility: row.credibility,
	actors: row.actors,
	forums: row.forums
});

/** Each row whose development is here already, with the columns in which the two differ. */
const compared = (has: Has) => {
	const differs = (column: string, test: SQL) =>
		has.has(column) ? sql`case when ${test} then ${column}::text end` : sql`null`;
	const list = [
		differs('title', sql`d.title <> s.title`),
		differs('occurred_on', sql`d.occurred_on <> s.occurred_on`),
		// A file without a column of its own says by the date how exactly it is known.
		has.has('date_precision') || has.has('occurred_on')
			? sql`case when d.occurred_precision <> s.occurred_precision then 'date_precision' end`
			: sql`null`,
		differs('kind', sql`d.kind <> s.kind`),
		differs('summary', sql`d.summary <> s.summary`),
		differs('source_publisher', sql`lower(src.name) <> lower(s.source)`),
		differs('source_title', sql`d.source_title <> s.source_title`),
		differs('source_url', sql`d.source_url is distinct from s.source_url`),
		differs('source_type', sql`coalesce(d.source_kind, src.kind) <> s.source_kind`),
		differs('reliability', sql`coalesce(d.source_reliability, src.reliability) <> s.source_reliability`),
		differs('credibility', sql`d.credibility <> s.credibility`),
		differs('published_on', sql`d.published_on is distinct from s.published_on`),
		differs('accessed_on', sql`d.accessed_on is distinct from s.accessed_on`),
		differs('archived_url', sql`d.archived_url is distinct from s.archived_url`),
		differs('source_author', sql`d.source_author <> s.source_author`),
		differs('source_language', sql`d.source_language is distinct from s.source_language`),
		differs(
			'actors',
			sql`array(select lower(a.name) from development_actors t join actors a on a.id = t.actor_id
					where t.development_id = d.id order by t.position)
				<> array(select lower(u.name) from unnest(s.actors) with ordinality u (name, at) order by u.at)`
		),
		differs(
			'forum',
			sql`array(select lower(f.name) from development_forums t join forums f on f.id = t.forum_id
					where t.development_id = d.id order by t.position)
				<> array(select lower(u.name) from unnest(s.forums) with ordinality u (name, at) order by u.at)`
		)
	];
	return sql`
		select s.line, s.external_id, d.id::int as id, d.version, d.hidden_at is not null as is_hidden,
			array_remove(array[${sql.join(list, sql`, `)}]::text[], null) as differing
		from import_developments s
		join developments d on d.external_id = s.external_id
		join sources src on src.id = d.source_id
		where not s.is_faulty`;
};

/** Finds what is wrong with the rows among themselves and beside what is here. */
export async function checkDevelopments(
	tx: Transaction,
	{ faults }: ReadOptions,
	has: Has,
	{ file, differences }: { file: string; differences: Differences }
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
			message: has.has('id')
				? `${external_id} is on line ${first} already.`
				: `The same development, by day, title, source and address, is on line ${first} already.`
		})
	);
	await tx.execute(sql`create temporary table import_known on commit drop as ${compared(has)}`);
	if (!differences) return;
	await addFoundFaults<{ line: number; external_id: string; differing: string[] }>(
		tx,
		differences.faults,
		sql`select line, external_id, differing from import_known where differing <> '{}'`,
		({ external_id, differing }) => ({
			file,
			column: differing[0],
			isDifference: true,
			message: `${external_id} is here already with another ${listed(differing)}; ${differences.howTo} to change it.`
		})
	);
}

function listed(columns: string[]): string {
	const told = columns.slice(0, 3);
	if (columns.length > 3) told.push('more');
	return told.length === 1 ? told[0]! : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}
