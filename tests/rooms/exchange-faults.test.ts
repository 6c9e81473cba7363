import { sql } from 'drizzle-orm';
import { describe, expect, test, vi } from 'vitest';
import { readCatalogue } from '#lib/exchange/catalogue.ts';
import { importCatalogue } from '#lib/exchange/commands.server.ts';
import type { FilesRefused } from '#lib/exchange/fault.ts';
import { inTransaction } from '#lib/server/database.ts';
import {
	assessmentsHeader,
	bring,
	countsOf,
	developmentsHeader,
	evidenceHeader,
	exported,
	faultsOf,
	file,
	row
} from '../exchange-files.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

vi.setConfig({ testTimeout: 30_000 });

describe('files with faults', async () => {
	const { db } = await roomDatabase();
	const admin = await makeActor(db, 'admin', 'ada');
	const { catalogue } = readCatalogue(
		JSON.stringify({
			document: { slug: 'paper', title: 'Paper' },
			recommendations: [{ code: 'A1', title: 'Act' }]
		}),
		'paper.json'
	);
	await inTransaction(db, (tx) => importCatalogue(tx, admin, catalogue));
	const developments = (text: string | Uint8Array) => ({ developments: file('d.csv', text) });
	const titleOf = async (id: string) => {
		const [found] = await db.execute(sql`select title from developments where external_id = ${id}`);
		return found?.title;
	};

	test('each fault is told with file, line and column, and nothing is taken in', async () => {
		const before = await countsOf(db);
		const faults = await faultsOf(
			bring(db, admin, {
				developments: file(
					'd.csv',
					developmentsHeader +
						row('F1') +
						row('F2', { date: '2022-02-30' }) +
						row('F3', { summary: '"two\nlines"' }) +
						row('F4', { url: 'javascript:alert(1)' }) +
						row('F1') +
						row('F5', { title: 'x'.repeat(10_000) }) +
						row('', {}) +
						row('F6', { date: '2022-03', precision: 'day' }) +
						'F7,2022-03-04\n'
				),
				evidence: file(
					'e.csv',
					`${evidenceHeader}F1,A1,3,too much\nF1,Z9,1,unknown\nF9,A1,1,nowhere\nF2,A1,1,fine\n`
				),
				assessments: file(
					'a.csv',
					`${assessmentsHeader}A1,2022-13-01,1,steady,low,Eva,why,\nA1,2999-01-01,1,steady,low,Eva,why,\nA1,2022-01-01,4,rising,low,Eva,why,F9\n`
				)
			})
		);
		expect(faults).toEqual([
			'a.csv, line 2, as_of: There is no such date. Write it as YYYY-MM-DD.',
			'a.csv, line 3, as_of: An assessment says how things stand; its date cannot lie ahead.',
			'a.csv, line 4, level: Choose a level: 0, 1, 2 or 3.',
			'a.csv, line 4, trajectory: Choose a trajectory: advancing, steady, stalled, reversing.',
			'd.csv, line 3, occurred_on: There is no such date. Write 2022-03-04, March 2022 or 2022.',
			'd.csv, line 6, source_url: Give an address that begins with http:// or https://.',
			'd.csv, line 7, id: F1 is on line 2 already.',
			'd.csv, line 8, title: Too long: at most 500 characters.',
			'd.csv, line 9, id: Every row needs an id, so that the file can be read twice.',
			'd.csv, line 10, occurred_on: This names no day, though it is said to be known to the day.',
			'd.csv, line 11: This row has 2 cells; the header has 14. Is a quote or a comma missing?',
			'e.csv, line 2, effect: Choose an effect: −2, −1, 0, +1 or +2.',
			'e.csv, line 3, recommendation_code: There is no recommendation “Z9”.',
			'e.csv, line 4, development_id: There is no development “F9”, here or in the file of developments.'
		]);
		expect(await countsOf(db)).toEqual(before);
	});

	test('of many faults fifty are told and all are counted', async () => {
		const rows = Array.from({ length: 300 }, (_, at) => row(`M${at}`, { date: 'soon' })).join('');
		const error = await bring(db, admin, developments(developmentsHeader + rows)).catch(
			(thrown: unknown) => thrown
		);
		expect(error).toMatchObject({ count: 300, message: '300 faults; nothing was taken in.' });
		expect((error as FilesRefused).faults).toHaveLength(50);
	});

	test('a row that is here with other words is a fault, or an edit when that is asked for', async () => {
		await bring(db, admin, developments(developmentsHeader + row('K1')));
		const changed = developmentsHeader + row('K1', { title: 'Another title', date: '2022-05-06' });
		expect(await faultsOf(bring(db, admin, developments(changed)))).toEqual([
			'd.csv, line 2, title: K1 is here already with another title and occurred_on; use --update to change it.'
		]);
		const report = await bring(db, admin, developments(changed), { update: true });
		expect(report.developments).toMatchObject({ added: 0, updated: 1 });
		const [found] = await db.execute(
			sql`select title, occurred_on::text as day, version from developments where external_id = 'K1'`
		);
		expect(found).toEqual({ title: 'Another title', day: '2022-05-06', version: 2 });
	});

	test('a coding that is here with another effect is a fault, or a coding anew when that is asked for', async () => {
		await bring(db, admin, { evidence: file('e.csv', `${evidenceHeader}K1,A1,1,good\n`) });
		const changed = { evidence: file('e.csv', `${evidenceHeader}K1,A1,-1,bad\n`) };
		expect(await faultsOf(bring(db, admin, changed))).toEqual([
			'e.csv, line 2, effect: K1 is coded for A1 already with another effect; use --update to code it again.'
		]);
		expect((await bring(db, admin, changed, { update: true })).codings).toMatchObject({
			updated: 1,
			added: 0
		});
		const inForce = await db.execute(sql`select effect from evidence where retired_at is null`);
		expect([...inForce]).toEqual([{ effect: -1 }]);
	});

	test('missing and doubled columns are named; unknown ones are noted', async () => {
		expect(await faultsOf(bring(db, admin, developments('id,title,title\nX,y,z\n')))).toEqual([
			expect.stringContaining('The header lacks the columns occurred_on, date_precision, kind'),
			'd.csv, line 1: The header names title twice.'
		]);
		const extra = developmentsHeader.replace('\n', ',mood\n') + row('X1').replace('\n', ',glad\n');
		expect((await bring(db, admin, developments(extra))).notes).toEqual([
			'd.csv: the column “mood” is not read.'
		]);
	});

	test('Windows-1252, UTF-16 and a byte-order mark are understood, with semicolons, tabs and any line end', async () => {
		const semicolons = (id: string, title: string) =>
			`${developmentsHeader}${row(id, { title })}`.replace('EU;Russia', 'EU').replaceAll(',', ';');
		const windows = Buffer.from(semicolons('E1', 'Café “déjà” à Zürich'), 'latin1').map((byte) =>
			byte === 0x1c ? 0x93 : byte === 0x1d ? 0x94 : byte
		);
		const { notes } = await bring(db, admin, developments(windows));
		expect(notes).toEqual(['d.csv was read as Windows-1252, since it is not UTF-8.']);
		expect(await titleOf('E1')).toBe('Café “déjà” à Zürich');
		await bring(
			db,
			admin,
			developments(`\uFEFF${semicolons('E2', 'Встреча в Вене').replaceAll('\n', '\r\n')}`)
		);
		expect(await titleOf('E2')).toBe('Встреча в Вене');
		const tabs = `${developmentsHeader.toUpperCase()}${row('E3', { title: 'اجتماع' })}`.replaceAll(',', '\t');
		await bring(db, admin, developments(Buffer.from(`\uFEFF${tabs.replaceAll('\n', '\r')}`, 'utf16le')));
		expect(await titleOf('E3')).toBe('اجتماع');
	});

	test('text that is nearly UTF-8 is a fault and not read as something else', async () => {
		const text = Buffer.from(
			developmentsHeader + row('U1', { title: 'Genève Zürich' }) + row('U2', { title: 'X' })
		);
		text[text.length - 40] = 0xff;
		expect(await faultsOf(bring(db, admin, developments(text)))).toEqual([
			'd.csv, line 3: This is not UTF-8 text. Save the file as UTF-8.'
		]);
	});

	test('control characters are left out; a quote without an end is a fault on the line where it opens', async () => {
		await bring(
			db,
			admin,
			developments(developmentsHeader + row('C1', { title: 'Bell\u0007 and null\u0000' }))
		);
		expect(await titleOf('C1')).toBe('Bell and null');
		const open = developmentsHeader + row('C2') + row('C3', { summary: '"never\nclosed' }) + row('C4');
		expect(await faultsOf(bring(db, admin, developments(open)))).toEqual([
			'd.csv, line 3: A quote that opens in this row is never closed.',
			expect.stringMatching(/^d\.csv, line 4: This row has \d+ cells; the header has \d+\./)
		]);
	});

	test('a month stands on its first day and a year on 1 July, however they are written', async () => {
		const rows =
			row('P1', { date: '2022-03-17', precision: 'month' }) + row('P2', { date: '2022', precision: '' });
		await bring(
			db,
			admin,
			developments(developmentsHeader + rows + row('P3', { date: '2022-03', precision: '' }))
		);
		const found = await db.execute(sql`select occurred_on::text as day, occurred_precision as precision
			from developments where external_id like 'P_' order by external_id`);
		expect([...found]).toEqual([
			{ day: '2022-03-01', precision: 'month' },
			{ day: '2022-07-01', precision: 'year' },
			{ day: '2022-03-01', precision: 'month' }
		]);
	});

	test('names that differ only by case, the Greek sigma and the dotted İ too, change nothing when read twice', async () => {
		const text = developmentsHeader + row('N1').replace('EU;Russia', 'ΟΔΟΣ;οδοσ;İstanbul;ISTANBUL');
		await bring(db, admin, developments(text));
		const report = await bring(db, admin, developments(text));
		expect(report.developments).toMatchObject({ added: 0, unchanged: 1 });
	});

	test('what looks like a formula goes out with an apostrophe and comes in without', async () => {
		const title = '=HYPERLINK(""http://x"")';
		await bring(
			db,
			admin,
			developments(developmentsHeader + row('S1', { title: `"${title}"`, summary: '@cmd' }))
		);
		const { 'developments.csv': out } = await exported(db, admin);
		expect(out).toContain(`"'${title}",'@cmd`);
		const before = await countsOf(db);
		const report = await bring(db, admin, developments(out!));
		expect(report.developments).toMatchObject({ added: 0, updated: 0 });
		expect(await countsOf(db)).toEqual(before);
	});

	test('a development without an id of its own is given one that lasts', async () => {
		const [{ id }] = (await db.execute<{ id: number }>(sql`
			insert into developments (occurred_on, recorded_by, kind, title, source_id)
			select '2022-01-01', ${admin.id}, 'decision', 'Typed in', min(id) from sources returning id::int`)) as unknown as [
			{ id: number }
		];
		const first = await exported(db, admin);
		expect(first['developments.csv']).toContain(`\nS${id},2022-01-01`);
		expect(await exported(db, admin)).toEqual(first);
	});
});
