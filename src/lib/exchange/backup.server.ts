import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { getTableName } from 'drizzle-orm';
import postgres, { type Sql, type TransactionSql } from 'postgres';
import { Refused } from '../errors.ts';
import { actorMonths, actorYears, evidenceMonths, forumDays, forumMonths } from '../progress/table.server.ts';
import { readSections } from './backup-sections.ts';

// A logical backup is one gzip file of text. The first line is JSON: what made it, and the tables with their columns.
// Then, for each table, what COPY writes, ended by a line of \. as in psql. Counts that triggers keep are left out.

const format = 'stocktake backup 1';
const rollups = [evidenceMonths, forumDays, forumMonths, actorMonths, actorYears].map(getTableName);

type Table = { name: string; columns: string[] };
type Head = { format: string; madeAt: string; migrations: Migrations; tables: Table[] };
/** The schema of a database: how many migrations made it, and the hash of the last. */
type Migrations = { count: number; last: string };

export type BackupReport = { tables: number; rows: number };

/** Writes everything in the database at `url` to `path`, as it is at one moment, while others go on working. */
export async function writeBackup(url: string, path: string): Promise<BackupReport> {
	const sql = connect(url);
	const unfinished = `${path}.unfinished`;
	const report = { tables: 0, rows: 0 };
	try {
		await sql.begin('isolation level repeatable read read only', async (tx) => {
			const tables = await listTables(tx);
			const head: Head = {
				format,
				madeAt: new Date().toISOString(),
				migrations: await migrationsOf(tx),
				tables
			};
			const text = async function* () {
				yield `${JSON.stringify(head)}\n`;
				for (const table of tables) {
					const rows = await tx`copy ${target(tx, table)} to stdout`.readable();
					yield* rows;
					// The driver pauses its socket when we are slow, and wakes it only for more data: wake it for the end as well.
					rows._read(0);
					yield '\\.\n';
				}
			};
			await pipeline(
				Readable.from(text()),
				createGzip({ level: 6 }),
				createWriteStream(unfinished, { mode: 0o600 })
			);
			for (const { name } of tables) {
				const [row] = await tx<{ rows: number }[]>`select count(*)::int as rows from ${tx(name)}`;
				report.rows += row!.rows;
			}
			report.tables = tables.length;
		});
		await rename(unfinished, path);
		return report;
	} finally {
		await rm(unfinished, { force: true });
		await sql.end();
	}
}

/**
 * Puts a backup into the database at `url`, which must have the schema of the backup: all of it or nothing.
 * @param options.replace lets go of what is there; without it the database has to be empty.
 * @throws Refused when it is not, when the schemas differ, or when the file is none of ours.
 */
export async function restoreBackup(
	url: string,
	path: string,
	{ replace = false }: { replace?: boolean } = {}
): Promise<BackupReport> {
	const sql = connect(url);
	const report = { tables: 0, rows: 0 };
	try {
		await sql.begin(async (tx) => {
			const sections = readSections(unpack(path));
			const head = readHead(await sections.line());
			await checkSchema(tx, head);
			await empty(tx, replace);
			for (const table of head.tables) {
				await pipeline(sections.untilMark(), await tx`copy ${target(tx, table)} from stdin`.writable());
				const [row] = await tx<{ rows: number }[]>`select count(*)::int as rows from ${tx(table.name)}`;
				report.rows += row!.rows;
			}
			await setSequences(tx, head.tables);
			report.tables = head.tables.length;
		});
		return report;
	} catch (error) {
		throw describeBroken(error);
	} finally {
		await sql.end();
	}
}

const connect = (url: string) =>
	postgres(url, { max: 1, onnotice: () => {}, connection: { TimeZone: 'UTC' } });

const target = (tx: TransactionSql, { name, columns }: Table) => tx`${tx(name)} (${tx(columns)})`;

/** The tables to keep, each after those that it refers to, with the columns that are not computed. */
async function listTables(tx: TransactionSql): Promise<Table[]> {
	const tables = await tx<(Table & { refersTo: string[] })[]>`
		select c.relname as name,
			array(select a.attname::text from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
			array(select distinct t.relname::text from pg_constraint f join pg_class t on t.oid = f.confrelid
				where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as "refersTo"
		from pg_class c
		where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and not c.relname = any (${rollups})
		order by c.relname`;
	const ordered: Table[] = [];
	const waiting = [...tables];
	while (waiting.length > 0) {
		const next = waiting.findIndex((table) =>
			table.refersTo.every((name) => ordered.some((done) => done.name === name))
		);
		if (next < 0)
			throw new Error(`These tables refer to one another: ${waiting.map((table) => table.name).join(', ')}`);
		const [{ name, columns }] = waiting.splice(next, 1) as [(typeof waiting)[number]];
		ordered.push({ name, columns });
	}
	return ordered;
}

async function migrationsOf(tx: TransactionSql): Promise<Migrations> {
	const rows = await tx<
		{ hash: string }[]
	>`select hash from drizzle.__drizzle_migrations order by created_at, id`;
	return { count: rows.length, last: rows.at(-1)?.hash ?? '' };
}

function readHead(line: string): Head {
	try {
		const head = JSON.parse(line) as Head;
		if (head.format === format) return head;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
	}
	throw new Refused('This file is not a backup of Stocktake.');
}

async function checkSchema(tx: TransactionSql, { migrations, tables }: Head): Promise<void> {
	const here = await migrationsOf(tx);
	if (here.last !== migrations.last || here.count !== migrations.count)
		throw new Refused(
			`The backup is of schema ${migrations.count} and this is Stocktake with schema ${here.count}. ` +
				'Restore it with the version of Stocktake that made it, then update.'
		);
	const known = new Set((await listTables(tx)).map((table) => JSON.stringify(table)));
	if (!tables.every((table) => known.has(JSON.stringify(table))))
		throw new Refused('The tables in the backup are not those of this database.');
}

async function empty(tx: TransactionSql, replace: boolean): Promise<void> {
	if (!replace && (await holdsData(tx)))
		throw new Refused('The database is not empty. Use --replace to let go of what is in it.');
	const tables = [...(await listTables(tx)).map((table) => table.name), ...rollups];
	await tx`truncate ${tx.unsafe(tables.map((name) => `"${name}"`).join(', '))}`;
}

/** Whether anything is in a migrated database that somebody would miss. */
export async function holdsData(sql: Sql | TransactionSql): Promise<boolean> {
	const [row] = await sql<{ isUsed: boolean }[]>`select exists (select from publications)
		or exists (select from users) or exists (select from developments) as "isUsed"`;
	return row!.isUsed;
}

/** New rows get numbers after those that are there. */
async function setSequences(tx: TransactionSql, tables: readonly Table[]): Promise<void> {
	for (const { name } of tables) {
		const [identity] = await tx<{ column: string; sequence: string }[]>`
			select attname as column, pg_get_serial_sequence(quote_ident(${name}), attname) as sequence
			from pg_attribute where attrelid = quote_ident(${name})::regclass and attidentity <> ''`;
		if (identity)
			await tx`select setval(${identity.sequence}, (select coalesce(max(${tx(identity.column)}), 0) + 1 from ${tx(name)}), false)`;
	}
}

async function* unpack(path: string): AsyncGenerator<Buffer> {
	const packed = createReadStream(path);
	const unpacked = createGunzip();
	packed.once('error', (error) => unpacked.destroy(error));
	try {
		yield* packed.pipe(unpacked);
	} finally {
		packed.destroy();
	}
}

/** A file that is cut off or was changed shows when it is unpacked. */
function describeBroken(error: unknown): unknown {
	const code = (error as { code?: unknown } | null)?.code;
	if (typeof code !== 'string' || !code.startsWith('Z_')) return error;
	return new Refused(
		code === 'Z_BUF_ERROR'
			? 'The backup is cut off.'
			: 'This file is not a backup of Stocktake, or it is damaged.'
	);
}
