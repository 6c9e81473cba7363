import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { Conflict } from '#lib/errors.ts';
import { cancelImport, runImport, undoImport } from '#lib/exchange/file-import-commands.server.ts';
import { getImport } from '#lib/exchange/file-imports.server.ts';
import { workOffImports, workOffNext } from '#lib/exchange/importer.server.ts';
import { letGoOfFiles } from '#lib/exchange/let-go.server.ts';
import { inTransaction, openDatabase, type Database } from '#lib/server/database.ts';
import { developmentsHeader, row } from '../exchange-files.ts';
import { looked, taken, workOff } from '../file-import.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const never = new AbortController().signal;
const many = (name: string) =>
	developmentsHeader + Array.from({ length: 400 }, (_, at) => row(`${name}-${at}`)).join('');

describe('an import under way', async () => {
	const { db, url } = await roomDatabase();
	const editor = await makeActor(db, 'editor', 'eva');
	const countOf = async (name: string) => {
		const [row] = await db.execute<{ n: number }>(
			sql`select count(*)::int as n from developments where external_id like ${`${name}-%`}`
		);
		return row!.n;
	};
	const ready = async (name: string) => {
		const { id } = await looked(db, editor, `${name}.csv`, many(name));
		await inTransaction(db, (tx) => runImport(tx, editor, id, { mode: 'whole', updates: false }));
		return id;
	};
	/** Holds what an import takes first, so that the work stands still in the middle of its transaction. */
	const held = async (work: () => Promise<void>) => {
		await inTransaction(db, async (tx) => {
			await tx.execute(sql`lock table developments in access exclusive mode`);
			await work();
		});
	};
	const waiting = async (wanted: Database) => {
		for (;;) {
			const rows = await wanted.execute<{ pid: number }>(
				sql`select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`
			);
			if (rows[0]) return rows[0].pid;
		}
	};

	test('whose connection breaks off leaves nothing, and is taken up again to its end', async () => {
		const id = await ready('K');
		const { db: worker, close } = openDatabase(url, { max: 3 });
		let working: Promise<unknown> = Promise.resolve();
		await held(async () => {
			working = workOffNext(worker, never);
			const pid = await waiting(db);
			await db.execute(sql`select pg_terminate_backend(${pid})`);
			await working;
		});
		expect(await getImport(db, id)).toMatchObject({ state: 'writing', attempts: 1 });
		expect(await countOf('K')).toBe(0);
		await workOff(db);
		expect(await getImport(db, id)).toMatchObject({ state: 'done', report: { added: 400 } });
		expect(await countOf('K')).toBe(400);
		await close();
	});

	test('can be cancelled, and nothing of it stays', async () => {
		const id = await ready('L');
		let working: Promise<unknown> = Promise.resolve();
		await held(async () => {
			working = workOffNext(db, never);
			await waiting(db);
			await inTransaction(db, (tx) => cancelImport(tx, editor, id));
			await working;
		});
		expect((await getImport(db, id)).state).toBe('cancelled');
		expect(await countOf('L')).toBe(0);
		await workOff(db);
		expect(await countOf('L')).toBe(0);
	});

	test('is given back when the server ends, without counting as a failure', async () => {
		const id = await ready('M');
		const ending = new AbortController();
		const { db: worker, close } = openDatabase(url, { max: 3 });
		await held(async () => {
			const working = workOffImports(worker, ending.signal, 10);
			await waiting(db);
			ending.abort();
			await working;
		});
		await close();
		expect(await getImport(db, id)).toMatchObject({ state: 'writing', attempts: 0 });
		await workOff(db);
		expect((await getImport(db, id)).state).toBe('done');
	});

	test('is worked off once, however many copies look for work', async () => {
		const id = await ready('N');
		const others = [openDatabase(url, { max: 2 }), openDatabase(url, { max: 2 })];
		await Promise.all([db, ...others.map((other) => other.db)].map((copy) => workOff(copy)));
		expect(await getImport(db, id)).toMatchObject({ state: 'done', report: { added: 400 } });
		expect(await countOf('N')).toBe(400);
		const [written] = await db.execute(
			sql`select count(*)::int as n from changes where import_id = ${id} and entity = 'developments'`
		);
		expect(written).toEqual({ n: 400 });
		await Promise.all(others.map((other) => other.close()));
	});

	test('that breaks off each time is given up after some tries', async () => {
		const id = await ready('O');
		await db.execute(sql`update imports set attempts = 4 where id = ${id}`);
		await workOff(db);
		expect(await getImport(db, id)).toMatchObject({
			state: 'failed',
			failure: expect.stringContaining('several times')
		});
		expect(await countOf('O')).toBe(0);
	});

	test('that is done can only be undone, and its bytes are let go of after some days', async () => {
		const { id } = await taken(db, editor, 'p.csv', developmentsHeader + row('P-1'));
		await expect(inTransaction(db, (tx) => cancelImport(tx, editor, id))).rejects.toThrow(Conflict);
		await db.execute(sql`update imports set changed_at = now() - interval '15 days' where id = ${id}`);
		await inTransaction(db, letGoOfFiles);
		const [pieces] = await db.execute(
			sql`select count(*)::int as n from import_pieces where import_id = ${id}`
		);
		expect(pieces).toEqual({ n: 0 });
		await inTransaction(db, (tx) => undoImport(tx, editor, id));
		await workOff(db);
		expect((await getImport(db, id)).state).toBe('undone');
	});
});

describe('hostile text', async () => {
	const { db } = await roomDatabase();
	const editor = await makeActor(db, 'editor', 'eva');

	test('is kept as text, cleaned of what nobody typed; half characters are bad rows', async () => {
		const entries = [
			{
				id: 'H-1',
				date: '2022-03-04',
				kind: 'statement',
				title: '=1+1<script>alert(1)</script>',
				source: 'Gaz\u0000ette\u0007'
			},
			{ id: 'H-2\u0000', date: '2022-03-04', kind: 'statement', title: 'half \ud800', source: 'Gazette' },
			{
				id: 'H-\udc00',
				date: 'x\u0000',
				kind: 'statement\ud83d',
				title: '\u200b',
				source: 'Gazette',
				__proto__x: '\ud800'
			},
			{
				id: 'H-4',
				date: '2022-03-04',
				kind: 'statement',
				title: "'; drop table developments; --",
				source: 'Gazette'
			}
		];
		const done = await taken(db, editor, 'hostile\u0000.json', JSON.stringify(entries), { mode: 'skip' });
		expect(done).toMatchObject({ state: 'done', report: { added: 2, skipped: 2 } });
		const kept = await db.execute(
			sql`select d.external_id as id, d.title, s.name from developments d join sources s on s.id = d.source_id order by 1`
		);
		expect([...kept]).toEqual([
			{ id: 'H-1', title: '=1+1<script>alert(1)</script>', name: 'Gazette' },
			{ id: 'H-4', title: "'; drop table developments; --", name: 'Gazette' }
		]);
	});

	test('in columns and values of a mapping names nothing', async () => {
		const csv = '"<b>x</b>",__proto__,"=cmd"\n2022-03-04,Title,Gazette\n';
		const said = {
			mapping: {
				occurred_on: { column: '<b>x</b>' },
				title: { column: '__proto__' },
				source_publisher: { column: '=cmd' },
				kind: { value: 'statement' }
			}
		};
		expect((await taken(db, editor, 'x.csv', csv, { kind: 'developments', ...said })).report).toMatchObject({
			added: 1
		});
	});
});
