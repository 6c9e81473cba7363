import type { Sql } from 'postgres';
import postgres from 'postgres';
import { encodeCursor } from '#lib/developments/cursor.ts';
import { connectTo, type Client } from './client.ts';
import { readsOf, type Read } from './raw.ts';
import { atMost, printFindings, printTable, quantile, step, type Finding } from './report.ts';
import { startServer, type Server } from './server.ts';

/** Times in milliseconds. */
type Times = { median: number; p95: number };
/** `http` is an answer made anew, `again` the same one asked for again while nothing was written. */
export type Timed = { read: Read; raw: Times; http: Times; again: Times; kilobytes: number };

/** Requests after which a server has seen everything and compiled what it uses. */
const beforehand = 500;
/** So often in a row on one database, of which the first few only bring it back to mind. */
const turn = { long: 25, forgotten: 5 };
const turns = 8;
/** A slow read is not measured for longer than this. */
const patience = 9_000;

/** A database with a server on it. */
type Bench = { size: number; sql: Sql; server: Server; client: Client; reads: Read[] };

/**
 * Measures every read on every database: the bare statements, over HTTP, and over HTTP again. All of them turn by turn,
 * so that whatever else the machine does falls on all alike. `only`: words that the name of a read has.
 */
export async function measureReads(
	urls: ReadonlyMap<number, string>,
	only = ''
): Promise<Map<number, Timed[]>> {
	const benches: Bench[] = [];
	try {
		for (const [size, url] of urls) benches.push(await setUp(size, url, only));
		const results = new Map(benches.map(({ size }) => [size, [] as Timed[]]));
		for (const [at, { what }] of benches[0]!.reads.entries()) {
			const times = await step(what, () => timeAll(benches, at));
			for (const [size, timed] of times) results.get(size)!.push(timed);
		}
		return results;
	} finally {
		for (const { client, server, sql } of benches) {
			client.close();
			await server.stop();
			await sql.end({ timeout: 5 });
		}
	}
}

async function setUp(size: number, url: string, only: string): Promise<Bench> {
	const sql = postgres(url, { max: 2, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
	const reads = readsOf(await farDown(sql)).filter(({ what }) => what.includes(only));
	if (reads.length === 0) throw new Error(`No read is called “${only}”.`);
	const server = await startServer(url);
	const client = connectTo(server.port);
	const overApi = reads.filter(({ path }) => path.startsWith('/api/'));
	const paths = (overApi.length > 0 ? overApi : reads).map(({ path }) => path);
	for (let at = 0; at < beforehand; at++) await client.get(paths[at % paths.length]!);
	return { size, sql, server, client, reads };
}

async function farDown(sql: Sql): Promise<{ cursor: string; on: string; id: string }> {
	const [row] = await sql<{ on: string; id: string }[]>`
		select occurred_on::text as on, id from developments where hidden_at is null and occurred_on < '2018-06-15'
		order by occurred_on desc nulls last, id desc nulls last limit 1`;
	return { ...row!, cursor: encodeCursor({ on: row!.on, id: Number(row!.id) }) };
}

async function timeAll(benches: readonly Bench[], at: number): Promise<Map<number, Timed>> {
	const samples = benches.map((): Samples => ({ raw: [], http: [], again: [], bytes: 0 }));
	const begun = performance.now();
	for (let taken = 0; taken < turns && performance.now() - begun < patience; taken++)
		for (const [index, bench] of benches.entries())
			await takeTurn(bench, bench.reads[at]!, samples[index]!, begun);
	return new Map(
		samples.map(({ raw, http, again, bytes }, index) => [
			benches[index]!.size,
			{
				read: benches[index]!.reads[at]!,
				raw: timesOf(raw),
				http: timesOf(http),
				again: timesOf(again),
				kilobytes: bytes / 1000
			}
		])
	);
}

type Samples = { raw: number[]; http: number[]; again: number[]; bytes: number };

async function takeTurn({ sql, client }: Bench, read: Read, samples: Samples, begun: number): Promise<void> {
	for (let round = 0; round < turn.long; round++) {
		const raw = await lasting(() => read.raw(sql));
		// Whatever is committed makes the server forget its answers.
		await sql`select pg_current_xact_id()`;
		const http = await lasting(async () => (samples.bytes = await lengthOf(read.path, client)));
		const again = await lasting(() => lengthOf(read.path, client));
		if (round < turn.forgotten) continue;
		samples.raw.push(raw);
		samples.http.push(http);
		samples.again.push(again);
		if (performance.now() - begun > 2 * patience) return;
	}
}

async function lasting(work: () => Promise<unknown>): Promise<number> {
	const start = performance.now();
	await work();
	return performance.now() - start;
}

async function lengthOf(path: string, client: Client): Promise<number> {
	const { status, bytes } = await client.get(path);
	if (status !== 200) throw new Error(`${path} answered ${status}.`);
	return bytes;
}

const timesOf = (values: number[]): Times => ({ median: quantile(values, 0.5), p95: quantile(values, 0.95) });

/** One table for each size, then what each read costs more where there are most. */
export function reportReads(bySize: ReadonlyMap<number, readonly Timed[]>): Finding[] {
	for (const [size, results] of bySize) {
		printTable(
			`Reading, ${size.toLocaleString('en')} developments (milliseconds, median and 95th percentile)`,
			['', 'raw', 'p95', 'HTTP', 'p95', 'ratio', 'difference', 'again', 'KB'],
			results.map(({ read, raw, http, again, kilobytes }) => [
				read.what,
				...[raw.median, raw.p95, http.median, http.p95].map((value) => value.toFixed(2)),
				`${(http.median / raw.median).toFixed(1)}×`,
				(http.median - raw.median).toFixed(2),
				again.median.toFixed(2),
				kilobytes.toFixed(0)
			])
		);
	}
	const findings = [...costFindings(bySize), ...growthFindings(bySize)];
	printFindings('Reading, against its targets', findings);
	return findings;
}

/** Against the statements alone, at 100,000 or the size nearest to it. */
function costFindings(bySize: ReadonlyMap<number, readonly Timed[]>): Finding[] {
	const [size] = [...bySize.keys()].toSorted((a, b) => Math.abs(a - 100_000) - Math.abs(b - 100_000));
	return (bySize.get(size!) ?? []).flatMap(({ read, raw, http }) => {
		if (!read.target) return [];
		const { ratio, difference } = read.target;
		const findings = [atMost(`${read.what}: HTTP ÷ raw`, http.median / raw.median, ratio, '×')];
		if (difference)
			findings.push(atMost(`${read.what}: HTTP − raw`, http.median - raw.median, difference, ' ms', 2));
		return findings;
	});
}

function growthFindings(bySize: ReadonlyMap<number, readonly Timed[]>): Finding[] {
	const sizes = [...bySize.keys()].toSorted((a, b) => a - b);
	const [smallest, largest] = [sizes[0], sizes.at(-1)];
	if (smallest === undefined || largest === undefined || smallest === largest) return [];
	const after = bySize.get(largest)!;
	return bySize.get(smallest)!.map(({ read, http }, at) => {
		const growth = after[at]!.http.median / http.median;
		const what = `${read.what}: ${largest.toLocaleString('en')} ÷ ${smallest.toLocaleString('en')}`;
		if (read.isSearch) return { what, measured: `${growth.toFixed(2)}×`, target: '', isMet: undefined };
		return atMost(what, growth, 2, '×', 2);
	});
}
