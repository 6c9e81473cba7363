import { sql } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import type { Fault, Faults } from './fault.ts';

// Rows of a file wait in a temporary table until all of them are known to be right. Everything that follows is a few
// statements over whole tables, so that memory does not grow with the file and triggers run a few times, not once a row.

const rowsInBatch = 1000;
const charactersInBatch = 2_000_000;

export type Stage<Row> = {
	/** Takes a row; the promise is there when a batch has to be written first. */
	add(row: Row): Promise<void> | undefined;
	/** Writes what is left and lets Postgres see what it has. */
	finish(): Promise<void>;
};

/** How a batch ended. A failure waits here until somebody asks, so that it does not count as unhandled meanwhile. */
type Outcome = { error?: unknown };
const done: Outcome = {};

async function settled(writing: Promise<Outcome>): Promise<void> {
	const outcome = await writing;
	if ('error' in outcome) throw outcome.error;
}

/**
 * Makes the temporary table `name`.
 * @param columns as in `create table`; the rows' keys.
 */
export async function openStage<Row extends object>(
	tx: Transaction,
	name: string,
	columns: Record<keyof Row & string, string>
): Promise<Stage<Row>> {
	const table = sql.identifier(name);
	const definition = sql.raw(
		Object.entries(columns)
			.map(([column, type]) => `${column} ${type}`)
			.join(', ')
	);
	await tx.execute(sql`create temporary table ${table} (${definition}) on commit drop`);
	let batch: string[] = [];
	let characters = 0;
	let writing: Promise<Outcome> = Promise.resolve(done);
	const write = async () => {
		// The batch before this one is written while its rows are read.
		await settled(writing);
		if (batch.length === 0) return;
		const json = `[${batch.join(',')}]`;
		batch = [];
		characters = 0;
		writing = tx
			.execute(
				sql`insert into ${table} select * from json_to_recordset(${json}::text::json) as row (${definition})`
			)
			.then(
				() => done,
				(error: unknown) => ({ error })
			);
	};
	return {
		add: (row) => {
			const json = JSON.stringify(row);
			batch.push(json);
			characters += json.length;
			return batch.length >= rowsInBatch || characters >= charactersInBatch ? write() : undefined;
		},
		finish: async () => {
			await write();
			await settled(writing);
			await tx.execute(sql`analyze ${table}`);
		}
	};
}

/**
 * Adds the faults that a statement finds. It returns `line` and whatever `describe` needs, and is asked for as many as
 * are told, and for the lines of all.
 */
export async function addFoundFaults<T extends { line: number }>(
	tx: Transaction,
	faults: Faults,
	found: ReturnType<typeof sql>,
	describe: (row: T) => Omit<Fault, 'line'>
): Promise<void> {
	const rows: Iterable<unknown> = await tx.execute(sql`
		select *, count(*) over ()::int as total from (${found}) found order by line limit ${faults.most}`);
	const list = [...rows] as (T & { total: number })[];
	for (const row of list) faults.add({ ...describe(row), line: row.line });
	const total = list[0]?.total ?? 0;
	if (total === list.length) return;
	faults.addUntold(total - list.length);
	const lines = await tx.execute<{ line: number }>(sql`select distinct line from (${found}) found`);
	for (const { line } of lines) faults.lines.add(line);
}

/** Lets go of staged rows on these lines. */
export async function dropLines(tx: Transaction, table: string, lines: ReadonlySet<number>): Promise<void> {
	if (lines.size === 0) return;
	await tx.execute(sql`
		delete from ${sql.identifier(table)} where line = any (array(
			select value::int from json_array_elements_text(${JSON.stringify([...lines])}::text::json)))`);
}
