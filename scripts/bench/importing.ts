import { execFile } from 'node:child_process';
import { createReadStream, createWriteStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Sql } from 'postgres';
import { connected, type BenchCluster } from './cluster.ts';
import { codingsBefore, invent, type Stock } from './invent.ts';
import { atMost, printFindings, step, type Finding } from './report.ts';
import { takeStock } from './stock.ts';

const count = 100_000;
const few = 100;
const mostTimesCopy = 2.5;
const mostMemory = 150;
/** What was asked: at least a fifth of the speed of COPY. */
const mostTimesCopyOfJob = 5;
const once = fileURLToPath(new URL('./import-once.ts', import.meta.url));
const job = fileURLToPath(new URL('./import-job.ts', import.meta.url));

/** What an import writes, in an order in which references are met, and the column by which its new rows are known. */
const written = [
	['sources', 'id'],
	['actors', 'id'],
	['developments', 'id'],
	['development_actors', 'development_id'],
	['development_forums', 'development_id'],
	['codings', 'id'],
	['evidence', 'id'],
	['changes', 'id']
] as const;

/** An import beside COPY of the very rows that it wrote, into the same indexed tables, with triggers and foreign keys. */
export async function measureImport(cluster: BenchCluster): Promise<Finding[]> {
	const folder = mkdtempSync(join(tmpdir(), 'stocktake-import-'));
	try {
		const imported = await cluster.copySample('bench_import');
		const stock = await connected(imported, takeStock);
		writeFiles(folder, few, stock);
		const small = await importOnce(imported, folder);
		const fresh = await cluster.copySample('bench_import');
		const before = await connected(fresh, lastRows);
		writeFiles(folder, count, stock);
		const large = await step(`importing ${count.toLocaleString('en')} developments`, () =>
			importOnce(fresh, folder)
		);
		await connected(fresh, (sql) => save(sql, before, folder));
		const copied = await cluster.copySample('bench_copy');
		const copy = await step('copying the same rows', () => connected(copied, (sql) => load(sql, folder)));
		const anew = await cluster.copySample('bench_import');
		const paged = await step('the same files by the page', () => importByJob(anew, folder));
		const findings = [
			{
				what: 'rows: developments + codings',
				measured: `${count} + ${codingsBefore(count)}`,
				target: '',
				isMet: undefined
			},
			{
				what: 'import, COPY',
				measured: `${large.seconds.toFixed(1)} s, ${copy.toFixed(1)} s`,
				target: '',
				isMet: undefined
			},
			atMost('import ÷ COPY', large.seconds / copy, mostTimesCopy, '×', 2),
			{
				what: 'by the page: kept, checked, written',
				measured: `${paged.keeping.toFixed(1)} s, ${paged.checking.toFixed(1)} s, ${paged.writing.toFixed(1)} s`,
				target: '',
				isMet: undefined
			},
			atMost('written by the page ÷ COPY', paged.writing / copy, mostTimesCopyOfJob, '×', 2),
			atMost(
				'kept, checked and written by the page ÷ COPY',
				(paged.keeping + paged.checking + paged.writing) / copy,
				mostTimesCopyOfJob,
				'×',
				2
			),
			atMost(`peak memory above an import of ${few}`, large.megabytes - small.megabytes, mostMemory, ' MB', 0)
		];
		printFindings('Import', findings);
		return findings;
	} finally {
		rmSync(folder, { recursive: true, force: true });
		await cluster.drop('bench_import');
		await cluster.drop('bench_copy');
	}
}

async function importOnce(url: string, folder: string): Promise<{ seconds: number; megabytes: number }> {
	const { stdout } = await promisify(execFile)(process.execPath, [once, url, folder]);
	return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

type ByJob = Record<'keeping' | 'checking' | 'writing', number>;

async function importByJob(url: string, folder: string): Promise<ByJob> {
	const { stdout } = await promisify(execFile)(process.execPath, [job, url, folder]);
	return JSON.parse(stdout.trim().split('\n').at(-1)!);
}

/** Developments and evidence as the import takes them; nothing invented needs quotes. */
function writeFiles(folder: string, size: number, stock: Stock): void {
	const developments = [
		'id,occurred_on,date_precision,kind,title,summary,actors,forum,source_publisher,source_title,source_url,source_type,reliability,credibility'
	];
	const evidence = ['development_id,recommendation_code,effect,rationale'];
	for (let at = 0; at < size; at++) {
		const one = invent(at, size, stock);
		const { externalId, occurredOn, kind, title, summary, source, sourceUrl, credibility } = one;
		const [actors, forums] = [one.actors.join(';'), one.forums.join(';')];
		developments.push(
			[
				externalId,
				occurredOn,
				'day',
				kind,
				title,
				summary,
				actors,
				forums,
				`"${source}"`,
				'',
				sourceUrl,
				'news',
				'B',
				credibility
			].join(',')
		);
		for (const { code, effect, rationale } of one.codings)
			evidence.push([externalId, code, effect, rationale].join(','));
	}
	writeFileSync(join(folder, 'developments.csv'), `${developments.join('\n')}\n`);
	writeFileSync(join(folder, 'evidence.csv'), `${evidence.join('\n')}\n`);
}

/** The highest key of each table. */
async function lastRows(sql: Sql): Promise<Map<string, number>> {
	const last = new Map<string, number>();
	for (const [table, key] of written) {
		const [row] = await sql.unsafe(`select coalesce(max(${key}), 0) as last from ${table}`);
		last.set(table, Number(row!.last));
	}
	return last;
}

async function columnsOf(sql: Sql, table: string): Promise<string> {
	const rows = await sql<{ name: string }[]>`
		select column_name as name from information_schema.columns
		where table_schema = 'public' and table_name = ${table} and is_generated = 'NEVER' order by ordinal_position`;
	return rows.map((row) => `"${row.name}"`).join(', ');
}

const fileOf = (folder: string, table: string) => join(folder, `${table}.copy`);

/** Writes the new rows in the text format of COPY. */
async function save(sql: Sql, before: ReadonlyMap<string, number>, folder: string): Promise<void> {
	for (const [table, key] of written) {
		const columns = (await columnsOf(sql, table)).split(', ').map((column) => `${column}::text`);
		const rows = sql.unsafe(
			`select ${columns.join(', ')} from ${table} where ${key} > ${before.get(table)} order by ${table}.${key}`
		);
		await pipeline(linesOf(rows.values().cursor(5_000)), createWriteStream(fileOf(folder, table)));
	}
}

async function* linesOf(batches: AsyncIterable<readonly (readonly unknown[])[]>): AsyncGenerator<string> {
	for await (const rows of batches) yield rows.map((row) => `${row.map(cellOf).join('\t')}\n`).join('');
}

const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const cellOf = (value: unknown) =>
	value === null ? '\\N' : String(value).replace(/[\\\t\n\r]/g, (sign) => escapes[sign]!);

/** @returns how many seconds it took. */
async function load(sql: Sql, folder: string): Promise<number> {
	const columns = new Map<string, string>();
	for (const [table] of written) columns.set(table, await columnsOf(sql, table));
	const begun = performance.now();
	await sql.begin(async (tx) => {
		for (const [table] of written) {
			const into = await tx.unsafe(`copy ${table} (${columns.get(table)}) from stdin`).writable();
			await pipeline(createReadStream(fileOf(folder, table), { highWaterMark: 1 << 20 }), into);
		}
	});
	return (performance.now() - begun) / 1000;
}
