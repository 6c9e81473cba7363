import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { NotAllowed } from '#lib/errors.ts';
import { restoreBackup, writeBackup } from '#lib/exchange/backup.server.ts';
import { readCatalogue, writeCatalogue } from '#lib/exchange/catalogue.ts';
import {
	exportCatalogue,
	hideSample,
	importCatalogue,
	restoreSample
} from '#lib/exchange/commands.server.ts';
import { loadSample } from '#lib/exchange/sample.server.ts';
import { progressMarkers } from '#lib/recommendations/table.server.ts';
import { inTransaction, type Database } from '#lib/server/database.ts';
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
import { makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

// Whole files and whole databases: on a busy machine that takes its time.
vi.setConfig({ testTimeout: 30_000 });

const sampleOf = (name: string) =>
	readFileSync(new URL(`../../src/lib/exchange/sample/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'stocktake-exchange-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the sample', async () => {
	const { db, url } = await roomDatabase();
	const { db: other, url: otherUrl } = await roomDatabase();
	await loadSample(db);
	const admin = await makeActor(db, 'admin', 'ada');
	const analyst = await makeActor(db, 'analyst', 'ana');
	const evidenceMonths = async () => [
		...(await db.execute(sql`select * from evidence_months
			where strongly_sets_back + sets_back + context + advances + strongly_advances > 0 order by 1, 2`))
	];

	test('holds what its files hold: 141 developments, 368 adopted codings, 117 beside them, 90 assessments', async () => {
		expect(await countsOf(db)).toMatchObject({
			developments: 141,
			codings: 485,
			evidence: 368,
			assessments: 90
		});
		const [row] =
			await db.execute(sql`select count(*)::int as n from codings c join users u on u.id = c.coder_id
			where c.state = 'submitted' and u.name = 'analyst-2' and u.is_sample and u.email is null`);
		expect(row!.n).toBe(117);
	});

	test('goes out as the very files that it came from', async () => {
		const out = await exported(db, admin);
		for (const name of [
			'romano-2021.json',
			'developments.csv',
			'evidence.csv',
			'second-coder.csv',
			'assessments.csv'
		])
			expect(out[name], name).toBe(sampleOf(name).toString('utf8'));
	});

	test('read a second time changes nothing, whoever brings it', async () => {
		const before = await countsOf(db);
		const files = {
			developments: file('developments.csv', sampleOf('developments.csv')),
			evidence: file('evidence.csv', sampleOf('evidence.csv')),
			assessments: file('assessments.csv', sampleOf('assessments.csv'))
		};
		const report = await bring(db, admin, files);
		expect(report.developments).toEqual({ added: 0, unchanged: 141, updated: 0, hidden: 0 });
		expect(report.codings).toMatchObject({ added: 0, unchanged: 368 });
		expect(report.assessments).toMatchObject({ added: 0, unchanged: 90 });
		expect(await countsOf(db)).toEqual(before);
	});

	test('its catalogue read a second time changes nothing', async () => {
		const { catalogue } = readCatalogue(sampleOf('romano-2021.json').toString(), 'romano-2021.json');
		const report = await inTransaction(db, (tx) => importCatalogue(tx, admin, catalogue));
		expect(report.isUnchanged).toBe(true);
	});

	test('is hidden and restored in one step, with all of its evidence', async () => {
		const before = await evidenceMonths();
		await bring(db, admin, { developments: file('own.csv', developmentsHeader + row('OWN-1')) });
		await inTransaction(db, (tx) => hideSample(tx, admin));
		const [hidden] =
			await db.execute(sql`select (select count(*)::int from developments where hidden_at is null) as developments,
			(select count(*)::int from publications where hidden_at is null) as publications,
			(select count(*)::int from evidence where retired_at is null) as evidence`);
		expect(hidden).toEqual({ developments: 1, publications: 0, evidence: 0 });
		expect(await evidenceMonths()).toEqual([]);
		await inTransaction(db, (tx) => restoreSample(tx, admin));
		expect(await evidenceMonths()).toEqual(before);
		expect(await countsOf(db)).toMatchObject({ evidence: 368 });
	});

	test('what an analyst had hidden of it stays hidden when it is restored', async () => {
		await db.execute(
			sql`update developments set hidden_at = now() - interval '1 hour' where external_id = 'D001'`
		);
		await inTransaction(db, (tx) => hideSample(tx, admin));
		await inTransaction(db, (tx) => restoreSample(tx, admin));
		const rows = await db.execute(sql`select external_id from developments where hidden_at is not null`);
		expect([...rows]).toEqual([{ external_id: 'D001' }]);
		await db.execute(sql`update developments set hidden_at = null where external_id = 'D001'`);
	});

	test('only an administrator takes it away, and only an editor brings files', async () => {
		await expect(inTransaction(db, (tx) => hideSample(tx, analyst))).rejects.toThrow(NotAllowed);
		await expect(bring(db, analyst, {})).rejects.toThrow(NotAllowed);
	});

	test('a backup put into an empty database gives the same rows and the same counts', async () => {
		const path = join(folder, 'backup.gz');
		const { rows } = await writeBackup(url, path);
		expect(await restoreBackup(otherUrl, path)).toMatchObject({ rows });
		expect(await countsOf(other)).toEqual(await countsOf(db));
		const rollups = ['evidence_months', 'forum_days', 'forum_months', 'actor_months', 'actor_years'];
		for (const table of [...rollups, 'changes', 'codings', 'users']) {
			const rowsIn = async (where: Database) =>
				(
					await where.execute<{ row: string }>(
						sql`select t::text as row from ${sql.identifier(table)} t order by 1`
					)
				)
					.map(({ row }) => row)
					.filter((row) => !/(,0)+\)$/.test(row));
			expect(await rowsIn(other), table).toEqual(await rowsIn(db));
		}
		const report = await bring(other, admin, {
			developments: file('own.csv', developmentsHeader + row('OWN-2'))
		});
		expect(report.developments.added).toBe(1);
		await expect(restoreBackup(otherUrl, path)).rejects.toThrow('not empty');
	});

	test('a backup that is cut off changes nothing', async () => {
		const path = join(folder, 'whole.gz');
		await writeBackup(url, path);
		const whole = readFileSync(path);
		writeFileSync(join(folder, 'cut.gz'), whole.subarray(0, whole.length >> 1));
		const before = await countsOf(db);
		await expect(restoreBackup(url, join(folder, 'cut.gz'), { replace: true })).rejects.toThrow('cut off');
		expect(await countsOf(db)).toEqual(before);
	});
});

describe('another paper', async () => {
	const { db } = await roomDatabase();
	const admin = await makeActor(db, 'admin', 'ada');
	const paper = {
		document: {
			slug: 'rivers-2019',
			title: 'Rivers without borders',
			authors: ['Ann Bell'],
			publisher: 'Bell'
		},
		recommendations: [
			{ code: 'R.1', title: 'Meet yearly', fora: ['River council'], addressees: ['Upstream', 'Downstream'] },
			{ code: 'R.2', title: 'Share gauges', markers: { advance: ['Data flow'], setback: [] }, weight: 2.5 }
		]
	};
	const importPaper = (changed: unknown) => {
		const { catalogue } = readCatalogue(JSON.stringify(changed), 'rivers.json');
		return inTransaction(db, (tx) => importCatalogue(tx, admin, catalogue));
	};

	test('a short catalogue is enough, and what it holds beyond is named', async () => {
		const { notes } = readCatalogue(JSON.stringify(paper), 'rivers.json');
		expect(notes).toEqual(['document.publisher is not read.']);
		const report = await importPaper(paper);
		expect([...report.recommendations.saved]).toEqual([
			['R.1', 'added'],
			['R.2', 'added']
		]);
	});

	test('goes out as a file that says nothing new', async () => {
		const text = writeCatalogue(await exportCatalogue(db, 'rivers-2019'));
		expect(JSON.parse(text).recommendations[1]).toMatchObject({
			theme: 'all',
			statement: 'Share gauges',
			weight: 2.5
		});
		expect((await importPaper(JSON.parse(text))).isUnchanged).toBe(true);
	});

	test('new wording makes a new version and keeps the old one; what the file leaves out stays', async () => {
		const [, gauges] = paper.recommendations;
		const report = await importPaper({
			...paper,
			recommendations: [{ ...gauges, title: 'Share all gauges' }]
		});
		expect([...report.recommendations.saved]).toEqual([['R.2', 'new wording']]);
		expect(report.recommendations.missing).toEqual(['R.1']);
		const versions = await db.execute(sql`select v.version, v.title from recommendation_versions v
			join recommendations r on r.id = v.recommendation_id where r.code = 'R.2' order by v.version`);
		expect([...versions]).toEqual([
			{ version: 1, title: 'Share gauges' },
			{ version: 2, title: 'Share all gauges' }
		]);
	});

	test('every fault of a catalogue is named with its path', async () => {
		const broken = {
			document: { slug: 'Rivers 2019', title: '' },
			themes: [{ code: 'A', title: 'A' }],
			recommendations: [
				{ code: 'R.1', theme: 'A', title: 'Meet', kind: 'wish' },
				{ code: 'bad code', theme: 'A', title: 'x\ud800' }
			]
		};
		const faults = await faultsOf(Promise.try(() => readCatalogue(JSON.stringify(broken), 'rivers.json')));
		expect(faults.map((fault) => fault.split(':')[0])).toEqual([
			'rivers.json, document.slug',
			'rivers.json, document.title',
			'rivers.json, recommendations[0].kind',
			'rivers.json, recommendations[1].code',
			'rivers.json, recommendations[1].title'
		]);
		const stray = {
			...paper,
			themes: [
				{ code: 'A', title: 'A' },
				{ code: 'B', title: 'B' }
			]
		};
		expect(await faultsOf(Promise.try(() => readCatalogue(JSON.stringify(stray), 'r.json')))).toContain(
			'r.json, recommendations[0].theme: Name its theme by code.'
		);
		expect(await faultsOf(Promise.try(() => readCatalogue('{"document": ', 'r.json')))).toHaveLength(1);
	});

	test('its own forums and codes are taken in, and codes may name the publication', async () => {
		const report = await bring(db, admin, {
			developments: file('d.csv', developmentsHeader + row('W1').replace('OSCE', 'River council;Sea board')),
			evidence: file('e.csv', `${evidenceHeader}W1,R.1,1,held\nW1,rivers-2019/R.2,−2,cut off\n`),
			assessments: file(
				'a.csv',
				`${assessmentsHeader}R.1,2022-12-31,3,advancing,high,Eva,All meet,\nR.2,2022-12-31,1,steady,low,Eva,Little,W1\n`
			)
		});
		expect(report).toMatchObject({
			developments: { added: 1 },
			codings: { added: 2, adopted: 2 },
			assessments: { added: 2, overridden: 0 },
			people: ['Eva']
		});
		const forums = await db.execute(sql`select name from forums order by position`);
		expect(forums.map((forum) => forum.name)).toEqual(['River council', 'Sea board']);
	});

	test('author, language and copy of a source come in and go out; a file without their columns leaves them', async () => {
		const header = developmentsHeader.replace('\n', ',archived_url,source_author,source_language\n');
		const more = (id: string, cells: string) => row(id).replace('\n', `,${cells}\n`);
		const copy = 'https://web.archive.org/web/2022/https://iz.ru/1';
		const known = more('W3', `${copy},"Лавров, Сергей; {Ministry of Foreign Affairs, Moscow}",ru`);
		const bringRows = (text: string, update = false) =>
			bring(db, admin, { developments: file('d.csv', text) }, { update });
		expect((await bringRows(header + known + more('W4', ',,'))).developments).toMatchObject({ added: 2 });
		const out = (await exported(db, admin))['developments.csv']!;
		expect(out).toContain(`${copy},"Лавров, Сергей; {Ministry of Foreign Affairs, Moscow}",ru\n`);
		for (const text of [header + known, developmentsHeader + row('W3'), out])
			expect((await bringRows(text, true)).developments).toMatchObject({ added: 0, updated: 0 });
		const other = header + more('W3', ',OSCE,ru');
		expect(await faultsOf(bringRows(other))).toEqual([
			'd.csv, line 2, archived_url: W3 is here already with another archived_url and source_author; use --update to change it.'
		]);
		expect((await bringRows(other, true)).developments).toMatchObject({ updated: 1 });
		const [kept] = await db.execute(sql`select archived_url, source_author, source_language from developments
			where external_id = 'W3'`);
		expect(kept).toEqual({ archived_url: null, source_author: 'OSCE', source_language: 'ru' });
		expect(await faultsOf(bringRows(header + more('W5', 'ftp://x,,russian language')))).toEqual([
			'd.csv, line 2, archived_url: Give an address that begins with http:// or https://.',
			'd.csv, line 2, source_language: Give the code of a language, such as en, ru or pt-BR.'
		]);
	});

	test('the marker and the quote of a coding go out and come in; a file without their columns leaves them', async () => {
		const paper = await makePublication(db, 'lakes-2020', ['L1']);
		const [kept, dropped] = await db
			.insert(progressMarkers)
			.values(
				['Data flow', 'A gauge is read'].map((text, at) => ({
					recommendationId: paper.ids.L1!,
					version: 1,
					direction: 'advance' as const,
					text,
					position: at + 1
				}))
			)
			.returning({ id: progressMarkers.id });
		const header = evidenceHeader.replace('\n', ',coder,progress_marker,quote\n');
		const bringRows = (text: string, update = false) =>
			bring(db, admin, { evidence: file('e.csv', text) }, { update });
		await bring(db, admin, { developments: file('d.csv', developmentsHeader + row('L-1') + row('L-2')) });
		const rows = 'L-1,L1,1,held,Eva,data FLOW,"Said ""so"", twice"\nL-2,L1,0,,Eva,A gauge is read,\n';
		expect((await bringRows(header + rows)).codings).toMatchObject({ added: 2, adopted: 2 });
		const codings = () =>
			db.execute(sql`select effect, marker_id::int as marker, quote from codings
				where recommendation_id = ${paper.ids.L1!} and retired_at is null order by development_id`);
		expect(await codings()).toMatchObject([
			{ effect: 1, marker: kept!.id, quote: 'Said "so", twice' },
			{ effect: 0, marker: dropped!.id, quote: '' }
		]);
		const out = async () => (await exported(db, admin, 'lakes-2020'))['evidence.csv']!;
		expect(await out()).toBe(
			`${evidenceHeader.replace('\n', ',progress_marker,quote\n')}L-1,L1,1,held,Data flow,"Said ""so"", twice"\nL-2,L1,0,,A gauge is read,\n`
		);
		const before = await countsOf(db);
		const bare = `${evidenceHeader}L-1,L1,1,held\nL-2,L1,0,\n`;
		for (const text of [
			header + rows,
			bare.replaceAll('\n', ',Eva\n').replace('rationale,Eva', 'rationale,coder')
		])
			expect((await bringRows(text)).codings).toMatchObject({ added: 0, unchanged: 2, updated: 0 });
		const again = { evidence: file('e.csv', await out()) };
		expect((await bring(db, admin, again, { coder: 'Eva' })).codings).toMatchObject({
			added: 0,
			unchanged: 2
		});
		expect(await countsOf(db)).toEqual(before);

		expect(await faultsOf(bringRows(`${header}L-1,L1,1,held,Eva,No such sign,\n`))).toEqual([
			'e.csv, line 2, progress_marker: L1 has no progress marker “No such sign” as it is worded now.',
			'e.csv, line 2, quote: L-1 is coded for L1 already with another quote; use --update to code it again.'
		]);
		const effectAlone = evidenceHeader.replace('\n', ',coder\n') + 'L-1,L1,2,held,Eva\n';
		expect((await bringRows(effectAlone, true)).codings).toMatchObject({ updated: 1 });
		expect((await bringRows(`${header}L-2,L1,0,,Eva,,Now a quote\n`, true)).codings).toMatchObject({
			updated: 1
		});
		expect(await codings()).toMatchObject([
			{ effect: 2, marker: kept!.id, quote: 'Said "so", twice' },
			{ effect: 0, marker: null, quote: 'Now a quote' }
		]);
	});

	test('a marker that a new wording dropped stays with its coding and out of the files, which still change nothing', async () => {
		await db.execute(sql`insert into recommendation_versions (recommendation_id, version, title, statement)
			select id, 2, 'Title', 'Do.' from recommendations where code = 'L1'`);
		await db.execute(sql`update recommendations set version = 2 where code = 'L1'`);
		const out = (await exported(db, admin, 'lakes-2020'))['evidence.csv']!;
		expect(out).not.toContain('Data flow');
		const again = {
			evidence: file(
				'e.csv',
				out.replace('quote\n', 'quote,progress_marker\n').replaceAll(/(twice"|a quote)\n/g, '$1,\n')
			)
		};
		expect((await bring(db, admin, again, { coder: 'Eva' })).codings).toMatchObject({
			added: 0,
			unchanged: 2
		});
		expect(
			await db.execute(sql`select 1 from codings where marker_id is not null and retired_at is null`)
		).toHaveLength(1);
	});

	test('a level that its evidence does not carry is kept with a reason', async () => {
		const statement = row('W2').replace('decision', 'statement');
		const report = await bring(db, admin, {
			developments: file('d.csv', developmentsHeader + statement),
			assessments: file('a.csv', `${assessmentsHeader}R.1,2022-06-30,2,steady,low,Eva,Said so,W2\n`)
		});
		expect(report.assessments).toMatchObject({ added: 1, overridden: 1 });
		const [kept] = await db.execute(sql`select override_reason from assessments where level = 2`);
		expect(kept!.override_reason).toBe('Imported; judged outside Stocktake.');
	});

	test('judgements that differ in anything are each kept; the reason that somebody gave goes out and comes in', async () => {
		const judged = (confidence: string, cited: string, reason: string) =>
			`R.1,2022-09-30,3,steady,${confidence},Eva,The same words,${cited},${reason}\n`;
		const header = assessmentsHeader.replace('\n', ',override_reason\n');
		const rows = judged('low', '', 'Seen myself') + judged('high', '', '') + judged('high', 'W2', '');
		const files = { assessments: file('a.csv', header + rows) };
		expect((await bring(db, admin, files)).assessments).toMatchObject({ added: 3, overridden: 1 });
		expect((await bring(db, admin, files)).assessments).toMatchObject({ added: 0, unchanged: 3 });
		const out = (await exported(db, admin))['assessments.csv']!;
		expect(out).toContain('The same words,,Seen myself\n');
		const again = await bring(db, admin, { assessments: file('a.csv', out) });
		expect(again.assessments).toMatchObject({ added: 0 });
	});
});
