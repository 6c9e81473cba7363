import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import postgres, { type Sql } from 'postgres';
import { codingsBefore, invent, type Stock } from './invent.ts';
import { connected } from './cluster.ts';
import { step } from './report.ts';
import { rowsOf, type Cell, type Ids } from './rows.ts';
import { takeStock } from './stock.ts';

/** Developments that one COPY takes. */
const batch = 20_000;
/** One for each core of a small machine. */
const writers = 2;

const filled = ['developments', 'development_actors', 'development_forums', 'codings', 'evidence'] as const;

/** The ids from which the new rows count. */
type First = { development: number; coding: number };
type Range = { from: number; to: number; count: number };

/**
 * Fills a copy of the sample with `count` invented developments. The rows are right by making, so foreign keys are
 * not checked and indexes are built at the end; the triggers that keep the rollups run.
 */
export async function seed(url: string, count: number): Promise<void> {
	const sql = postgres(url, { max: writers, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
	try {
		const stock = await takeStock(sql);
		const ids = await makeNames(sql, stock);
		const first = await firstIds(sql);
		const indexes = await dropIndexes(sql);
		await uncheckedReferences(sql, true);
		await step(`${count.toLocaleString('en')} developments`, () =>
			inParallel(rangesOf(count), (range) => copyRange(sql, range, first, ids, stock))
		);
		await uncheckedReferences(sql, false);
		await step('indexes', () => inParallel(indexes, (definition) => buildIndex(url, definition)));
		await setSequences(sql);
		await step('vacuum and analyze', async () => void (await sql.unsafe('vacuum (analyze)')));
	} finally {
		await sql.end({ timeout: 5 });
	}
}

async function makeNames(
	sql: Sql,
	stock: { actors: readonly string[]; sources: readonly string[] }
): Promise<Ids> {
	await sql`insert into actors (name) select unnest(${stock.actors as string[]}::text[]) on conflict do nothing`;
	await sql`insert into sources (name, kind) select unnest(${stock.sources as string[]}::text[]), 'news' on conflict do nothing`;
	const named = async (table: string, name = 'name') =>
		new Map(
			(await sql.unsafe(`select ${name} as name, id from ${table}`)).map((row) => [row.name, Number(row.id)])
		);
	const [row] = await sql`select min(coder_id) as coder from codings`;
	return {
		actor: await named('actors'),
		source: await named('sources'),
		forum: await named('forums'),
		code: await named('recommendations', 'code'),
		coder: Number(row!.coder)
	};
}

async function firstIds(sql: Sql): Promise<First> {
	const [row] = await sql`
		select (select max(id) from developments) as development, (select max(id) from codings) as coding`;
	return { development: Number(row!.development) + 1, coding: Number(row!.coding) + 1 };
}

/** @returns how to make them again. Those behind a primary key stay. */
async function dropIndexes(sql: Sql): Promise<string[]> {
	const rows = await sql<{ name: string; definition: string }[]>`
		select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition
		from pg_index i where i.indrelid::regclass::text = any(${filled as unknown as string[]}::text[]) and not i.indisprimary
		order by pg_get_indexdef(i.indexrelid) like '%gin%' desc`;
	for (const row of rows) await sql.unsafe(`drop index ${row.name}`);
	return rows.map((row) => row.definition);
}

function buildIndex(url: string, definition: string): Promise<unknown> {
	return connected(url, async (sql) => {
		await sql`set maintenance_work_mem = '512MB'`;
		await sql.unsafe(definition);
	});
}

async function uncheckedReferences(sql: Sql, unchecked: boolean): Promise<void> {
	for (const table of filled)
		await sql.unsafe(
			unchecked
				? `alter table ${table} disable trigger all, enable trigger user`
				: `alter table ${table} enable trigger all`
		);
}

async function setSequences(sql: Sql): Promise<void> {
	for (const table of ['developments', 'codings', 'evidence'])
		await sql.unsafe(
			`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`
		);
}

function rangesOf(count: number): Range[] {
	const starts = Array.from({ length: Math.ceil(count / batch) }, (_, at) => at * batch);
	return starts.map((from) => ({ from, to: Math.min(count, from + batch), count }));
}

async function inParallel<T>(all: readonly T[], work: (one: T) => Promise<unknown>): Promise<void> {
	const left = [...all];
	const writer = async () => {
		for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
	};
	await Promise.all(Array.from({ length: writers }, writer));
}

async function copyRange(
	sql: Sql,
	{ from, to, count }: Range,
	first: First,
	ids: Ids,
	stock: Stock
): Promise<void> {
	const made = Array.from({ length: to - from }, (_, at) => invent(from + at, count, stock));
	const start = { development: first.development + from, coding: first.coding + codingsBefore(from) };
	const reserved = await sql.reserve();
	try {
		for (const { into, rows } of rowsOf(made, start, ids)) await copyRows(reserved, into, rows);
	} finally {
		reserved.release();
	}
	if (to % 200_000 === 0 && to < count)
		console.log(`    ${to.toLocaleString('en')} of ${count.toLocaleString('en')}`);
}

/** COPY in PostgreSQL's text format; the cells hold neither tabs nor line ends nor backslashes. */
async function copyRows(sql: Sql, into: string, rows: Iterable<Cell[]>): Promise<void> {
	await pipeline(Readable.from(chunks(rows)), await sql.unsafe(`copy ${into} from stdin`).writable());
}

function* chunks(rows: Iterable<Cell[]>): Generator<string> {
	let text = '';
	for (const row of rows) {
		text += `${row.join('\t')}\n`;
		if (text.length < 60_000) continue;
		yield text;
		text = '';
	}
	yield text;
}
