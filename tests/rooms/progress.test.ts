import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { assess } from '#lib/assessments/commands.server.ts';
import { loadSample } from '#lib/exchange/sample.server.ts';
import { listForums } from '#lib/forums/queries.server.ts';
import { continuityOf, countContacts } from '#lib/progress/contacts.ts';
import { listBusiestActors, listContactMonths } from '#lib/progress/forum-contacts.server.ts';
import { listLastOccurred, listLatest, listReversals, listReversalsOf } from '#lib/progress/latest.server.ts';
import { heatMap, progressOf, progressOfPublication } from '#lib/progress/queries.server.ts';
import { wholeView } from '#lib/progress/view.ts';
import { listRecommendations } from '#lib/recommendations/queries.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
await loadSample(db);

const read = (name: string): Record<string, string>[] =>
	parse(readFileSync(new URL(`../../src/lib/exchange/sample/${name}.csv`, import.meta.url)), {
		columns: true,
		bom: true
	});
const [developments, evidence, assessments] = [read('developments'), read('evidence'), read('assessments')];
const paper = { publication: 'romano-2021' };
const codes = [...new Set(evidence.map((row) => row['recommendation_code']!))].sort();
const dateOf = new Map(developments.map((row) => [row['id']!, row['occurred_on']!]));

/** Reckoned from the files by other means than the product's: loops over rows, dates as text. */
function levelInFile(code: string, on: string): number | null {
	let [best, level] = ['', null as number | null];
	for (const row of assessments) {
		if (row['recommendation_code'] !== code || row['as_of']! > on || row['as_of']! < best) continue;
		[best, level] = [row['as_of']!, Number(row['level'])];
	}
	return level;
}

function effectsInFile(code: string | null, from: string, to: string): Record<string, number> {
	const counts: Record<string, number> = { '-2': 0, '-1': 0, '0': 0, '1': 0, '2': 0 };
	for (const row of evidence) {
		const on = dateOf.get(row['development_id']!)!;
		if ((code && row['recommendation_code'] !== code) || on < from || on > to) continue;
		counts[row['effect']!] = counts[row['effect']!]! + 1;
	}
	return counts;
}

describe('the sample, reckoned again from its files', () => {
	test.each(codes)('%s has the level and the evidence of each quarter', async (code) => {
		const progress = await progressOf(db, { ...paper, code });
		expect(progress?.periods.length).toBeGreaterThan(3);
		for (const period of progress!.periods) {
			expect([period.key, period.level]).toEqual([period.key, levelInFile(code, period.on)]);
			expect([period.key, period.evidence]).toEqual([
				period.key,
				effectsInFile(code, period.from, period.to)
			]);
		}
	});

	test.each(['month', 'year'] as const)(
		'each %s of the publication has its distribution, index and evidence',
		async (interval) => {
			const { periods } = await progressOfPublication(db, paper, { interval });
			for (const period of periods) {
				const levels = catalogueCodes.map((code) => levelInFile(code, period.on));
				const known = levels.filter((level) => level !== null);
				expect(period.distribution).toEqual({
					notAssessed: levels.length - known.length,
					levels: [0, 1, 2, 3].map((level) => known.filter((one) => one === level).length)
				});
				const sum = known.reduce((a, b) => a + b, 0);
				if (known.length === 0) expect(period.index).toBeNull();
				else expect(period.index).toBeCloseTo((sum / (3 * known.length)) * 100, 10);
				expect(period.evidence).toEqual(effectsInFile(null, period.from, period.to));
			}
		}
	);

	test('coverage counts what was assessed in the nine months before, by the calendar', async () => {
		const { periods } = await progressOfPublication(db, paper, { asOf: '2026-06-30' });
		const fresh = new Set(
			assessments
				.filter((row) => row['as_of']! >= '2025-09-30' && row['as_of']! <= '2026-06-30')
				.map((row) => row['recommendation_code'])
		);
		expect(periods.at(-1)).toMatchObject({ key: '2026-Q2', current: fresh.size, coverage: fresh.size / 26 });
		expect(fresh.size).toBe(21);
	});

	test('the range of C5 on 30 June 2026 lies between its two assessors', async () => {
		const progress = await progressOf(db, { ...paper, code: 'C5' }, { asOf: '2026-06-30' });
		expect(progress?.periods.at(-1)).toMatchObject({
			level: 1,
			low: 1,
			high: 2,
			trajectory: 'advancing',
			confidence: 'moderate'
		});
	});

	test('the heat map has a cell for every recommendation and quarter with evidence, and no other', async () => {
		const rows = await heatMap(db, paper);
		const cells = rows.flatMap((row) => row.cells);
		expect(cells.reduce((sum, { developments }) => sum + developments, 0)).toBe(evidence.length);
		const effects = evidence.reduce((sum, row) => sum + Number(row['effect']), 0);
		expect(cells.reduce((sum, { net }) => sum + net, 0)).toBe(effects);
		const quarterOf = (date: string) =>
			`${date.slice(0, 4)}-${Math.floor((Number(date.slice(5, 7)) - 1) / 3)}`;
		const distinct = new Set(
			evidence.map((row) => `${row['recommendation_code']} ${quarterOf(dateOf.get(row['development_id']!)!)}`)
		);
		expect(cells).toHaveLength(distinct.size);
		expect(rows.map(({ code }) => code)).toEqual(
			(await listRecommendations(db, paper)).map(({ code }) => code)
		);
	});

	test('a slice is its theme, kind or forum alone', async () => {
		const size = async (slice: object) =>
			(await progressOfPublication(db, { ...paper, ...slice })).recommendations.length;
		expect(await size({ theme: 'C' })).toBe(6);
		expect(await size({ kind: 'condition' })).toBe(3);
		expect(await size({ forum: 'osce', theme: 'C' })).toBe(1);
		expect(await size({ kind: 'nonsense' })).toBe(0);
		expect(await size({ publication: 'unknown' })).toBe(0);
		expect(await progressOf(db, { ...paper, code: 'Z9' })).toBeUndefined();
	});

	/** The days on which the file has a development in the forum, one for each. */
	const daysIn = (forum: string, from: string, to: string) =>
		developments
			.filter((row) => row['forum']!.split(';').includes(forum))
			.map((row) => row['occurred_on']!)
			.filter((on) => on >= from && on <= to)
			.sort();
	const continuityIn = async (name: string, from: string | null, to: string) => {
		const forum = (await listForums(db)).find((one) => one.name === name)!;
		const months = await listContactMonths(db, { from, to });
		return continuityOf(
			forum,
			months.filter((month) => month.forumId === forum.id),
			to
		);
	};

	test('the longest gap in the OSCE since 2021 lies between two days of the file', async () => {
		const days = daysIn('OSCE', '2021-01-01', '2026-06-30');
		expect(await continuityIn('OSCE', '2021-01-01', '2026-06-30')).toMatchObject({
			developments: days.length,
			first: days[0],
			last: days.at(-1),
			longestGap: { from: '2022-12-01', to: '2023-11-30', days: 364, isOpen: false }
		});
	});

	test('a gap that lasts to the last day is open', async () => {
		expect(await continuityIn('Normandy', '2021-01-01', '2022-12-31')).toMatchObject({
			longestGap: { from: '2022-05-20', to: '2022-12-31', days: 225, isOpen: true }
		});
	});

	test.each([
		['2022-01-10', '2022-12-14'],
		['2022-02-24', '2022-03-03'],
		['2022-03-02', '2022-03-04'],
		['2022-03-02', '2022-03-31'],
		['2022-03-01', '2022-03-16'],
		[null, '2024-02-29']
	])('contacts from %s to %s are those of these days, though they cut a month', async (from, to) => {
		for (const { name } of await listForums(db)) {
			const days = daysIn(name, from ?? '', to);
			expect([name, await continuityIn(name, from, to)]).toMatchObject([
				name,
				{ developments: days.length, first: days[0] ?? null, last: days.at(-1) ?? null }
			]);
		}
	});

	test('contacts by quarter add up to the file', async () => {
		const contacts = countContacts(await listContactMonths(db, { from: null, to: '2026-12-31' }), 'quarter');
		const forums = developments.flatMap((row) => row['forum']!.split(';').filter(Boolean));
		expect(contacts.reduce((sum, row) => sum + row.developments, 0)).toBe(forums.length);
	});

	test.each([
		[null, '2026-12-31'],
		['2022-01-01', '2024-12-31'],
		['2021-10-01', '2023-06-15'],
		['2022-04-01', '2022-06-30']
	])('the busiest actors of the months from %s to %s are those of the file', async (from, to) => {
		const counts = new Map<string, number>();
		for (const row of developments) {
			if (row['occurred_on']! < (from ?? '') || row['occurred_on']!.slice(0, 7) > to.slice(0, 7)) continue;
			for (const actor of row['actors']!.split(';').filter(Boolean))
				counts.set(actor, (counts.get(actor) ?? 0) + 1);
		}
		const busiest = await listBusiestActors(db, { from, to }, 1000);
		expect(new Map(busiest.map(({ name, developments: count }) => [name, count]))).toEqual(counts);
		expect(busiest.map((row) => row.developments)).toEqual([...counts.values()].sort((a, b) => b - a));
	});

	test('the latest developments come newest first, each with everything that it means', async () => {
		const latest = await listLatest(db, paper, wholeView, 5);
		const newest = developments
			.filter((row) => evidence.some((one) => one['development_id'] === row['id']))
			.map((row) => row['occurred_on']!)
			.sort()
			.reverse();
		expect(latest.map((development) => development.occurredOn)).toEqual(newest.slice(0, 5));
		const inFile = evidence.filter((row) => dateOf.get(row['development_id']!) === newest[0]);
		expect(latest[0]?.meanings.map(({ code }) => code).sort()).toEqual(
			inFile.map((row) => row['recommendation_code']).sort()
		);
		expect((await listLastOccurred(db, paper, wholeView)).size).toBe(codes.length);
	});

	test('reversals undid something and set a recommendation back, within the period asked for', async () => {
		const titles = (year: string, code?: string) =>
			developments
				.filter(
					(row) =>
						row['kind'] === 'reversal' &&
						row['occurred_on']!.startsWith(year) &&
						evidence.some(
							(one) =>
								one['development_id'] === row['id'] &&
								Number(one['effect']) < 0 &&
								(!code || one['recommendation_code'] === code)
						)
				)
				.map((row) => row['title'])
				.sort();
		const in2022 = { ...wholeView, from: '2022-01-01', to: '2022-12-31' };
		expect((await listReversals(db, paper, in2022, 50)).map((one) => one.title).sort()).toEqual(
			titles('2022')
		);
		const { recommendations } = await progressOfPublication(db, paper);
		for (const code of ['C5', 'S1']) {
			const { id } = recommendations.find((one) => one.code === code)!;
			const found = await listReversalsOf(db, id, wholeView);
			expect([code, found.map((one) => one.title).sort()]).toEqual([code, titles('', code)]);
		}
	});
});

const catalogueCodes: string[] = JSON.parse(
	readFileSync(new URL('../../src/lib/exchange/sample/romano-2021.json', import.meta.url), 'utf8')
).recommendations.map((row: { code: string }) => row.code);

describe('as of a date', () => {
	test('what had occurred by then ends on that day, in the middle of a month too', async () => {
		for (const asOf of ['2022-02-24', '2022-03-01', '2022-03-31', '2024-12-31']) {
			const progress = await progressOf(db, { ...paper, code: 'C5' }, { asOf, interval: 'month' });
			const last = progress!.periods.at(-1)!;
			expect(last.on).toBe(asOf);
			expect([asOf, last.evidence]).toEqual([asOf, effectsInFile('C5', `${asOf.slice(0, 7)}-01`, asOf)]);
			expect(last.level).toBe(levelInFile('C5', asOf));
		}
	});

	test('what was recorded by a date before anything was entered is nothing', async () => {
		const progress = await progressOf(
			db,
			{ ...paper, code: 'C5' },
			{ asOf: '2022-12-31', basis: 'recorded' }
		);
		expect(progress?.periods).toEqual([]);
	});

	test('what was recorded by today is what counts today', async () => {
		const asOf = new Date().toISOString().slice(0, 10);
		const [now, then] = await Promise.all([
			progressOfPublication(db, paper),
			progressOfPublication(db, paper, { asOf, basis: 'recorded' })
		]);
		expect(then.periods).toEqual(now.periods);
		expect(await heatMap(db, paper, { asOf, basis: 'recorded' })).toEqual(await heatMap(db, paper));
	});

	test('from and to are widened to whole periods', async () => {
		const progress = await progressOf(db, { ...paper, code: 'C5' }, { from: '2022-02-15', to: '2022-04-15' });
		expect(progress?.periods.map((period) => period.key)).toEqual(['2022-Q1', '2022-Q2']);
		expect(progress?.periods[0]?.evidence).toEqual(effectsInFile('C5', '2022-01-01', '2022-03-31'));
	});
});

test('an assessment made now moves the level of today and of no day before', async () => {
	const ana = await makeActor(db, 'analyst', 'rollup-ben');
	await makePublication(db, 'fresh', ['A2']);
	const ref = { publication: 'fresh', code: 'A2' };
	const before = await progressOf(db, ref);
	expect(before?.periods.every((period) => period.level === null)).toBe(true);
	const today = new Date().toISOString().slice(0, 10);
	await inTransaction(db, (tx) =>
		assess(tx, ana, before!.recommendation.id, {
			assessedOn: today,
			level: 1,
			trajectory: 'steady',
			confidence: 'low',
			rationale: 'First steps.',
			overrideReason: '',
			developmentIds: []
		})
	);
	const after = await progressOf(db, ref);
	expect(after?.periods.at(-1)).toMatchObject({
		level: 1,
		low: 1,
		high: 1,
		isStale: false,
		coverage: { current: 1, of: 1 }
	});
	expect(after?.periods.slice(0, -1).every((period) => period.level === null)).toBe(true);
});
