import { sql } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { NotAllowed } from '#lib/errors.ts';
import { redoImport, runImport, undoImport } from '#lib/exchange/file-import-commands.server.ts';
import { getImport } from '#lib/exchange/file-imports.server.ts';
import { keepFile } from '#lib/exchange/keep-file.server.ts';
import { listHistoryOfDevelopment } from '#lib/history/queries.server.ts';
import { inTransaction, type Database } from '#lib/server/database.ts';
import { assessmentsHeader, countsOf, developmentsHeader, evidenceHeader, row } from '../exchange-files.ts';
import { bytesOf, kept, looked, taken, workOff } from '../file-import.ts';
import { makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const shownIn = async (db: Database) =>
	[
		...(await db.execute<{ id: string; title: string }>(
			sql`select external_id as id, title from developments where hidden_at is null order by id`
		))
	].map(({ id, title }) => `${id}: ${title}`);

describe('a file of developments', async () => {
	const { db } = await roomDatabase();
	const editor = await makeActor(db, 'editor', 'eva');
	const analyst = await makeActor(db, 'analyst', 'ana');

	test('needs an editor', async () => {
		const asked = inTransaction(db, (tx) =>
			keepFile(tx, analyst, { name: 'a.csv', bytes: bytesOf(developmentsHeader + row('A-1')) })
		);
		await expect(asked).rejects.toThrow(NotAllowed);
	});

	test('is looked at without a trace: what is new, and each problem on its row', async () => {
		const before = await countsOf(db);
		const found = await looked(
			db,
			editor,
			'news.csv',
			developmentsHeader + row('A-1') + row('A-2', { date: '31.02.2022' }) + row('A-1') + row('A-3')
		);
		expect(found.state).toBe('ready');
		expect(found.preview).toMatchObject({ added: 2, same: 0, differing: 0, bad: 2 });
		expect(found.preview?.first.map(({ line }) => line)).toEqual([2, 5]);
		expect(found.faults).toEqual([
			expect.objectContaining({ line: 3, column: 'occurred_on', given: '31.02.2022' }),
			expect.objectContaining({ line: 4, column: 'id', message: 'A-1 is on line 2 already.' })
		]);
		const after = await countsOf(db);
		expect({ ...after, changes: 0 }).toEqual({ ...before, changes: 0 });
	});

	test('is kept out by one bad row, or taken in without it, as chosen', async () => {
		const content = developmentsHeader + row('B-1') + row('B-2', { url: 'javascript:alert(1)' }) + row('B-3');
		const { id } = await looked(db, editor, 'b.csv', content);
		const whole = inTransaction(db, (tx) => runImport(tx, editor, id, { mode: 'whole', updates: false }));
		await expect(whole).rejects.toThrow('One row keeps the file out');
		await inTransaction(db, (tx) => runImport(tx, editor, id, { mode: 'skip', updates: false }));
		await workOff(db);
		const done = await getImport(db, id);
		expect(done).toMatchObject({ state: 'done', report: { added: 2, skipped: 1, same: 0, updated: 0 } });
		expect((await shownIn(db)).filter((name) => name.startsWith('B'))).toEqual([
			'B-1: Title of B-1',
			'B-3: Title of B-3'
		]);
	});

	test('loses no more than the row whose quotes are out of order', async () => {
		const broken = [row('Q-2', { summary: '"say "no" twice"' }), row('Q-4', { summary: '"never closed' })];
		const content = developmentsHeader + row('Q-1') + broken[0] + row('Q-3') + broken[1] + row('Q-5');
		const found = await looked(db, editor, 'q.csv', content);
		expect(found.preview).toMatchObject({ added: 3, bad: 2 });
		expect(found.faults.map(({ line, message }) => `${line}: ${message}`)).toEqual([
			'3: Text follows a closing quote. Write a quote inside a quoted cell twice.',
			'5: A quote that opens in this row is never closed.'
		]);
		const done = await taken(db, editor, 'q again.csv', content, { mode: 'skip' });
		expect(done.report).toMatchObject({ added: 3, skipped: 2 });
		expect((await shownIn(db)).filter((name) => name.startsWith('Q'))).toHaveLength(3);
	});

	test('changes nothing when it comes again, with ids of its own or without', async () => {
		const content = developmentsHeader + row('C-1') + row('C-2');
		await taken(db, editor, 'c.csv', content);
		const bare = 'Date;Headline;Outlet\n4 March 2022;Talks resume;Gazette\n5 March 2022;Talks end;Gazette\n';
		const said = { mapping: { kind: { value: 'statement' } } };
		const first = await taken(db, editor, 'bare.csv', bare, said);
		expect(first.report).toMatchObject({ added: 2, same: 0 });
		const before = await countsOf(db);
		expect((await taken(db, editor, 'c.csv', content)).report).toMatchObject({ added: 0, same: 2 });
		expect((await taken(db, editor, 'bare again.csv', bare, said)).report).toMatchObject({
			added: 0,
			same: 2
		});
		expect({ ...(await countsOf(db)), changes: 0 }).toEqual({ ...before, changes: 0 });
	});

	test('remembers which column was which for files with the same columns', async () => {
		const content = 'What,Day,Who says\nIt began,2022-01-05,Gazette\n';
		const mapping = {
			title: { column: 'What' },
			occurred_on: { column: 'Day' },
			source_publisher: { column: 'Who says' },
			kind: { value: 'decision' }
		};
		expect((await kept(db, editor, 'one.csv', content, { kind: 'developments' })).mapping).not.toHaveProperty(
			'title'
		);
		await looked(db, editor, 'one.csv', content, { kind: 'developments', mapping });
		const again = await kept(db, editor, 'two.csv', 'Who says,Day,What\nGazette,2022-01-06,It ended\n', {
			kind: 'developments'
		});
		expect(again.mapping).toMatchObject(mapping);
	});

	test('changes what is here only when that is chosen, and of what it has columns for', async () => {
		await taken(db, editor, 'd.csv', developmentsHeader + row('D-1', { summary: 'Kept' }) + row('D-2'));
		const other =
			'id,date,title,kind,source\nD-1,2022-03-04,Another title,decision,Gazette\nD-2,2022-03-04,Title of D-2,decision,Gazette\n';
		const found = await looked(db, editor, 'other.csv', other);
		expect(found.preview).toMatchObject({ added: 0, same: 1, differing: 1, bad: 0 });
		expect(found.faults).toEqual([expect.objectContaining({ line: 2, column: 'title', isDifference: true })]);
		const left = await taken(db, editor, 'other.csv', other, { mode: 'skip' });
		expect(left.report).toMatchObject({ added: 0, same: 1, updated: 0, skipped: 1 });
		const done = await taken(db, editor, 'other.csv', other, { updates: true });
		expect(done.report).toMatchObject({ same: 1, updated: 1, skipped: 0 });
		const [kept] = await db.execute(sql`select title, summary,
			(select count(*)::int from development_actors t where t.development_id = d.id) as actors
			from developments d where external_id = 'D-1'`);
		expect(kept).toEqual({ title: 'Another title', summary: 'Kept', actors: 2 });
	});
});

describe('undoing an import', async () => {
	const { db } = await roomDatabase();
	const editor = await makeActor(db, 'editor', 'eva');
	const { ids, publicationId } = await makePublication(db, 'paper', ['C1', 'C2']);
	const turn = async (id: number, how: typeof undoImport) => {
		await inTransaction(db, (tx) => how(tx, editor, id));
		await workOff(db);
		return getImport(db, id);
	};
	const evidence = async () => [
		...(await db.execute(sql`select r.code, d.external_id as id, e.effect from evidence e
			join recommendations r on r.id = e.recommendation_id join developments d on d.id = e.development_id
			where e.retired_at is null order by 1, 2`))
	];
	const first = await taken(db, editor, 'first.csv', developmentsHeader + row('U-1') + row('U-2'));

	test('hides what it made, puts back what it changed, and can be redone', async () => {
		const second = await taken(
			db,
			editor,
			'second.csv',
			developmentsHeader + row('U-1', { title: 'New words' }) + row('U-3') + row('U-2'),
			{ updates: true }
		);
		expect(second.report).toMatchObject({ added: 1, updated: 1, same: 1 });
		const [changed] = await db.execute<{ id: number }>(
			sql`select id::int as id from developments where external_id = 'U-1'`
		);
		const history = await listHistoryOfDevelopment(db, changed!.id, editor.id);
		expect(history.map(({ importId }) => importId)).toEqual([second.id, first.id]);
		const after = ['U-1: New words', 'U-2: Title of U-2', 'U-3: Title of U-3'];
		expect(await shownIn(db)).toEqual(after);
		const undone = await turn(second.id, undoImport);
		expect(undone).toMatchObject({
			state: 'undone',
			report: { undo: { turned: 1, restored: 1, leftCount: 0 } }
		});
		expect(await shownIn(db)).toEqual(['U-1: Title of U-1', 'U-2: Title of U-2']);
		const redone = await turn(second.id, redoImport);
		expect(redone).toMatchObject({
			state: 'done',
			report: { undo: { turned: 1, restored: 1, leftCount: 0 } }
		});
		expect(await shownIn(db)).toEqual(after);
		expect(await turn(second.id, undoImport)).toMatchObject({ state: 'undone' });
		expect(await shownIn(db)).toEqual(['U-1: Title of U-1', 'U-2: Title of U-2']);
	});

	test('takes codings back with their evidence, and those in force again that they replaced', async () => {
		const one = await taken(db, editor, 'e1.csv', `${evidenceHeader}U-1,C1,1,First\nU-2,C1,-1,First\n`);
		expect(one.report).toMatchObject({ added: 2, adopted: 2 });
		const two = await taken(db, editor, 'e2.csv', `${evidenceHeader}U-1,C1,2,Second\nU-2,C2,0,New\n`, {
			updates: true
		});
		expect(two.report).toMatchObject({ added: 1, updated: 1 });
		const before = [
			{ code: 'C1', id: 'U-1', effect: 1 },
			{ code: 'C1', id: 'U-2', effect: -1 }
		];
		const after = [{ code: 'C1', id: 'U-1', effect: 2 }, before[1], { code: 'C2', id: 'U-2', effect: 0 }];
		expect(await evidence()).toEqual(after);
		expect(await turn(two.id, undoImport)).toMatchObject({ report: { undo: { turned: 2, restored: 1 } } });
		expect(await evidence()).toEqual(before);
		await turn(two.id, redoImport);
		expect(await evidence()).toEqual(after);
		await turn(two.id, undoImport);
		expect(await evidence()).toEqual(before);
	});

	test('leaves developments on which somebody worked since, and says so', async () => {
		const undone = await turn(first.id, undoImport);
		expect(undone.report?.undo).toMatchObject({ turned: 0, leftCount: 2 });
		expect(undone.report?.undo?.left[0]).toMatchObject({ name: 'Title of U-1', reason: 'it is coded' });
		expect(await shownIn(db)).toEqual(['U-1: Title of U-1', 'U-2: Title of U-2']);
	});

	test('takes assessments out of force, and back into it', async () => {
		const content = `${assessmentsHeader}C1,2022-05-01,1,steady,low,,Because,\n`;
		const made = await taken(db, editor, 'a.csv', content);
		expect(made.report).toMatchObject({ added: 1 });
		const inForce = async () => {
			const [row] = await db.execute<{ n: number }>(
				sql`select count(*)::int as n from assessments where recommendation_id = ${ids['C1']} and withdrawn_at is null`
			);
			return row!.n;
		};
		expect(await inForce()).toBe(1);
		await turn(made.id, undoImport);
		expect(await inForce()).toBe(0);
		await turn(made.id, redoImport);
		expect(await inForce()).toBe(1);
		expect((await taken(db, editor, 'a again.csv', content)).report).toMatchObject({ added: 0, same: 1 });
	});

	test('gives recommendations their former words; a publication that it made goes out of view', async () => {
		const wording = async () => [
			...(await db.execute(sql`select r.code, v.title from recommendations r join recommendation_versions v
				on v.recommendation_id = r.id and v.version = r.version where r.publication_id = ${publicationId} order by 1`))
		];
		const content = 'Code,Title,Theme,Addressees\nC1,New words,T,EU; Russia\nC9,Another,T,EU\n';
		const changed = await taken(db, editor, 'r.csv', content, {
			kind: 'recommendations',
			publicationId,
			updates: true
		});
		expect(changed.report).toMatchObject({ added: 1, updated: 1 });
		expect(await wording()).toEqual([
			{ code: 'C1', title: 'New words' },
			{ code: 'C2', title: 'Title C2' },
			{ code: 'C9', title: 'Another' }
		]);
		const undone = await turn(changed.id, undoImport);
		expect(undone.report?.undo).toMatchObject({ restored: 1, leftCount: 1, left: [{ name: 'C9' }] });
		expect(await wording()).toContainEqual({ code: 'C1', title: 'Title C1' });
		const made = await taken(db, editor, 'own.csv', 'Code,Title\nA1,Do this\nA2,Do that\n', {
			kind: 'recommendations',
			publication: { slug: 'own-paper', title: 'Own paper', authors: ['A. Author'], year: 2024 }
		});
		expect(made).toMatchObject({ state: 'done', publication: 'own-paper', report: { added: 2 } });
		const isHidden = async () =>
			(
				await db.execute(
					sql`select hidden_at is not null as hidden from publications where slug = 'own-paper'`
				)
			)[0];
		await turn(made.id, undoImport);
		expect(await isHidden()).toEqual({ hidden: true });
		await turn(made.id, redoImport);
		expect(await isHidden()).toEqual({ hidden: false });
	});
});
