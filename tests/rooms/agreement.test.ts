import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import { developments } from '#lib/developments/table.server.ts';
import { listPairs } from '#lib/evidence/agreement-pairs.server.ts';
import { listCoders, scopeOf } from '#lib/evidence/agreement-scope.server.ts';
import { readSlice } from '#lib/evidence/agreement-slice.ts';
import { measureAgreement, type Result } from '#lib/evidence/agreement.server.ts';
import type { Measure } from '#lib/evidence/agreement.ts';
import type { Effect } from '#lib/evidence/evidence.ts';
import { codings } from '#lib/evidence/table.server.ts';
import { loadSample } from '#lib/exchange/sample.server.ts';
import { publications } from '#lib/publications/table.server.ts';
import { inTransaction, type Database } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import { bring, developmentsHeader, file, row } from '../exchange-files.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const measure = async (db: Database, query = '', resamples = 0) => {
	const scope = await scopeOf(db, readSlice(new URLSearchParams(query)));
	return measureAgreement(db, scope, { interval: 'year', resamples });
};
const whole = async (db: Database, query = '') => (await measure(db, query)).whole;
const numbersOf = (result: Result) => {
	if (result.kind === 'too-few') return { tooFew: result.units };
	const of = (one: Measure) => (one.value === null ? null : Number(one.value.toFixed(6)));
	const { units, alphaOrdinal, alphaNominal, ac2, ac1, percentAgreement } = result;
	return { units, alpha: of(alphaOrdinal), nominal: of(alphaNominal), ac2: of(ac2), ac1: of(ac1), percent: of(percentAgreement) }; // prettier-ignore
};

/*
 * The values of this block were reckoned from evidence.csv and second-coder.csv by a program in another language that
 * shares nothing with this one: it goes through the pairs of codings one by one, as the definitions say. Of the 117
 * second codings 92 meet a first one; the other 25 are of recommendations that the first coder did not code.
 */
describe('the double codings of the sample', async () => {
	const { db } = await roomDatabase();
	await loadSample(db);

	test('are 92 units of two coders, who agree on 77', async () => {
		const measured = await measure(db, 'publication=romano-2021', 1000);
		expect(numbersOf(measured.whole)).toEqual({
			units: 92,
			alpha: 0.932434,
			nominal: 0.771801,
			ac2: 0.948737,
			ac1: 0.801735,
			percent: 0.836957
		});
		expect(measured.coders.map(({ name }) => name)).toEqual(['analyst-1', 'analyst-2']);
		expect(measured.confusion).toEqual({
			reading: 'first-by-second',
			pairs: 92,
			counts: [
				[10, 0, 0, 0, 0],
				[4, 19, 2, 0, 0],
				[0, 1, 3, 0, 0],
				[0, 1, 0, 36, 4],
				[0, 0, 0, 3, 9]
			]
		});
		// The same resampled 4,000 times elsewhere: 0.884 to 0.965.
		const { alphaOrdinal } = measured.whole as Extract<Result, { kind: 'agreement' }>;
		const { low, high } = (alphaOrdinal as { interval: { low: number; high: number } }).interval;
		expect(low).toBeCloseTo(0.884, 2);
		expect(high).toBeCloseTo(0.965, 2);
	});

	test.each([
		['theme=C', { units: 30, alpha: 0.965204, nominal: 0.706224, ac2: 0.949686, ac1: 0.7598, percent: 0.8 }],
		[
			'theme=S',
			{ units: 14, alpha: 0.778388, nominal: 0.684825, ac2: 0.947729, ac1: 0.743707, percent: 0.785714 }
		],
		[
			'from=2022-01-01&to=2023-12-31',
			{ units: 34, alpha: 0.94581, nominal: 0.811798, ac2: 0.932958, ac1: 0.81789, percent: 0.852941 }
		],
		['recommendation=romano-2021/C2', { tooFew: 7 }],
		['publication=romano-2021&recommendation=N2', { tooFew: 1 }],
		['theme=X', { tooFew: 0 }]
	])('of the slice %s', async (query, expected) => {
		expect(numbersOf(await whole(db, query))).toEqual(expected);
	});

	test('year by year: too few before 2021, in 2023 and in 2024', async () => {
		const { overTime } = await measure(db);
		expect(
			overTime.map(({ start, result }) => {
				const { units, tooFew, alpha } = numbersOf(result);
				return [start.slice(0, 4), units ?? tooFew, alpha];
			})
		).toEqual([
			['1975', 5, undefined],
			['1999', 2, undefined],
			['2010', 2, undefined],
			['2020', 3, undefined],
			['2021', 17, 0.965697],
			['2022', 26, 0.938343],
			['2023', 8, undefined],
			['2024', 7, undefined],
			['2025', 11, 0.921895],
			['2026', 11, 0.986732]
		]);
	});

	test('by recommendation, in the order of the publication; only C5 and N1 have ten', async () => {
		const { byRecommendation } = await measure(db);
		expect(byRecommendation).toHaveLength(20);
		expect(byRecommendation.map(({ result }) => result.units).reduce((sum, n) => sum + n, 0)).toBe(92);
		const enough = byRecommendation.filter(({ result }) => result.kind === 'agreement');
		expect(enough.map(({ code }) => code).sort()).toEqual(['C5', 'N1']);
	});

	test('are listed as pairs, newest first, page by page, each once', async () => {
		const scope = await scopeOf(db, readSlice(new URLSearchParams('publication=romano-2021')));
		const seen: string[] = [];
		let cursor: string | null = null;
		do {
			const page = await listPairs(db, scope, { cursor, limit: 40 });
			seen.push(
				...page.pairs.map(({ occurredOn, externalId, code }) => `${occurredOn} ${externalId} ${code}`)
			);
			cursor = page.nextCursor;
		} while (cursor);
		expect(new Set(seen).size).toBe(92);
		const days = seen.map((one) => one.slice(0, 10));
		expect(days).toEqual([...days].sort().reverse());
	});

	test('that fall into one cell of the matrix can be asked for', async () => {
		const cell = async (query: string, effects: [Effect, Effect]) => {
			const scope = await scopeOf(db, readSlice(new URLSearchParams(query)));
			return (await listPairs(db, scope, { effects, limit: 100 })).pairs;
		};
		const straight = await cell('coder=analyst-1&coder=analyst-2', [1, 2]);
		expect(straight).toHaveLength(4);
		for (const { first, second } of straight)
			expect([first.name, first.effect, second.name, second.effect]).toEqual([
				'analyst-1',
				1,
				'analyst-2',
				2
			]);
		const turned = await cell('coder=analyst-2&coder=analyst-1', [1, 2]);
		expect(turned).toHaveLength(3);
		expect(turned[0]!.first).toMatchObject({ name: 'analyst-2', effect: 1 });
		expect(await cell('', [1, 2])).toHaveLength(7);
	});
});

/** Krippendorff (2011), section C: four observers, twelve units, missing data; his 1 to 5 stands here as −2 to 2. */
const observers: Record<string, string> = {
	Ada: '-2 -1 0 0 -1 -2 1 -2 -1 . . .',
	Ben: '-2 -1 0 0 -1 -1 1 -2 -1 2 . 0',
	Cyd: '. 0 0 0 -1 0 1 -1 -1 2 -2 .',
	Dan: '-2 -1 0 0 -1 1 1 -2 -1 2 -2 .'
};

describe('codings brought in from files: the example of Krippendorff (2011)', async () => {
	const { db } = await roomDatabase();
	const editor = await makeActor(db, 'editor', 'eve');
	await makePublication(db, 'paper', ['R1', 'R2']);
	const units = Array.from({ length: 12 }, (_, unit) => `U${unit + 1}`);
	const rows = Object.entries(observers).flatMap(([coder, line]) =>
		line
			.split(' ')
			.flatMap((effect, unit) => (effect === '.' ? [] : [`${units[unit]},R1,${effect},,${coder}\n`]))
	);
	await bring(db, editor, {
		developments: file('developments.csv', developmentsHeader + units.map((unit) => row(unit)).join('')),
		evidence: file(
			'evidence.csv',
			`development_id,recommendation_code,effect,rationale,coder\n${rows.join('')}`
		)
	});

	test('alpha is 0.815 ordinal and 0.743 nominal, as published; eleven units of four coders', async () => {
		const { whole, coders, confusion } = await measure(db);
		expect(numbersOf(whole)).toMatchObject({
			units: 11,
			alpha: 0.815388,
			nominal: 0.743421,
			percent: 0.818182
		});
		expect(coders.map(({ name }) => name)).toEqual(['Ada', 'Ben', 'Cyd', 'Dan']);
		// 9 + 8 + 9 + 9 + 10 + 10 pairs, each both ways round.
		expect(confusion).toMatchObject({ reading: 'symmetric', pairs: 55 });
	});

	test('of two coders counts what they both coded, and nothing of the others', async () => {
		expect(numbersOf(await whole(db, 'coder=Ada&coder=Ben'))).toEqual({ tooFew: 9 });
		expect(numbersOf(await whole(db, 'coder=dan&coder=ben'))).toMatchObject({
			units: 10,
			alpha: 0.876781,
			nominal: 0.875817,
			ac2: 0.903692,
			percent: 0.9
		});
	});

	test('of one coder counts the units in which they took part, with everybody who did', async () => {
		const { whole, byPair } = await measure(db, 'coder=Ada');
		expect(whole).toEqual({ kind: 'too-few', units: 9 });
		expect(byPair).toHaveLength(6);
	});

	test('tells pair by pair who agrees with whom, and where it cannot', async () => {
		const { byPair } = await measure(db);
		expect(
			byPair.map(({ first, second, result }) => [first.name, second.name, result.kind, result.units])
		).toEqual([
			['Ada', 'Ben', 'too-few', 9],
			['Ada', 'Cyd', 'too-few', 8],
			['Ada', 'Dan', 'too-few', 9],
			['Ben', 'Cyd', 'too-few', 9],
			['Ben', 'Dan', 'agreement', 10],
			['Cyd', 'Dan', 'agreement', 10]
		]);
	});

	test('refuses three coders, one twice, and somebody who has not coded', async () => {
		await expect(measure(db, 'coder=Ada&coder=Ben&coder=Cyd')).rejects.toThrow('between two coders');
		await expect(measure(db, 'coder=Ada&coder=ada')).rejects.toThrow('two different coders');
		const [{ id } = { id: 0 }] = await listCoders(db);
		await expect(measure(db, `coder=Ada&coder=${id}`)).rejects.toThrow('two different coders');
		await expect(measure(db, 'coder=eve')).rejects.toThrow('Nobody called “eve” has coded');
	});
});

describe('what counts as a judgement', async () => {
	const { db } = await roomDatabase();
	const codes = 'draft waiting replaced withdrawn recoded rejected third hidden'.split(' ');
	const { ids, publicationId } = await makePublication(db, 'paper', codes);
	const ana = await makeActor(db, 'analyst', 'ana');
	const bo = await makeActor(db, 'analyst', 'bo');
	const ed = await makeActor(db, 'editor', 'ed');
	const { id: developmentId } = await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment()));

	type Made = Partial<typeof codings.$inferInsert> & { by: Actor; effect: Effect };
	const blind = { isBlind: true, state: 'disputed' } as const;
	const [before, shown, after] = ['09:00', '10:00', '11:00'].map((time) => new Date(`2024-05-06T${time}Z`));
	/** Seen by the other first, and replaced later. */
	const retired = { revealedAt: shown!, retiredAt: after! };

	/** What is counted of these codings of one unit: both effects, in the order of ana and bo, and whether it was blind. */
	const counted = async (code: string, made: Made[] = []) => {
		for (const { by, ...coding } of made)
			await db.insert(codings).values({
				developmentId,
				recommendationId: ids[code]!,
				recommendationVersion: 1,
				coderId: by.id,
				state: 'submitted',
				...coding
			});
		const scope = await scopeOf(db, readSlice(new URLSearchParams({ recommendation: `paper/${code}` })));
		const { pairs } = await listPairs(db, scope, { limit: 10 });
		const measured = await measureAgreement(db, scope, { interval: 'year' });
		expect(measured.whole).toEqual({ kind: 'too-few', units: pairs.length });
		expect(measured.blind).toBe(pairs.filter(({ isBlind }) => isBlind).length);
		return pairs.map(({ first, second, isBlind }) => [first.effect, second.effect, isBlind]);
	};

	test('not a draft', async () => {
		const draft = { state: 'draft', revealedAt: null } as const;
		expect(await counted('draft', [{ by: ana, effect: 1 }, { by: bo, effect: 1, ...draft }])).toEqual([]); // prettier-ignore
	});

	test('not a blind coding that waits for the second', async () => {
		const waits = { ...blind, state: 'submitted', revealedAt: null } as const;
		expect(await counted('waiting', [{ by: ana, effect: 1, ...waits }, { by: bo, effect: 1 }])).toEqual([]); // prettier-ignore
	});

	test('what was said blind, though its coder changed it after seeing the other’s', async () => {
		const made: Made[] = [
			{ by: ana, effect: -2, ...blind, revealedAt: shown!, retiredAt: before! },
			{ by: ana, effect: 0, ...blind, revealedAt: shown!, retiredAt: shown! },
			{ by: ana, effect: -1, ...blind, ...retired },
			{ by: ana, effect: 2 },
			{ by: bo, effect: 2, ...blind }
		];
		// The −2 and the 0 were replaced before anybody saw them.
		expect(await counted('replaced', made)).toEqual([[-1, 2, true]]);
	});

	test('nothing of who has taken their coding back', async () => {
		const made: Made[] = [
			{ by: ana, effect: -1, ...blind, ...retired },
			{ by: bo, effect: 2, ...blind }
		];
		expect(await counted('withdrawn', made)).toEqual([]);
	});

	test('the latest of who never coded blind', async () => {
		const made: Made[] = [
			{ by: ana, effect: -1, ...retired },
			{ by: ana, effect: 1 },
			{ by: bo, effect: 2 }
		];
		expect(await counted('recoded', made)).toEqual([[1, 2, false]]);
	});

	test('what an editor rejected too: it was judged apart all the same', async () => {
		const made: Made[] = [
			{ by: ana, effect: 0, state: 'adopted' },
			{ by: bo, effect: 2, state: 'rejected' }
		];
		expect(await counted('rejected', made)).toEqual([[0, 2, false]]);
	});

	test('not what an editor wrote to decide between two', async () => {
		const made: Made[] = [
			{ by: ana, effect: 0, state: 'rejected' },
			{ by: bo, effect: 2, state: 'rejected' },
			{ by: ed, effect: 1, state: 'adopted', isAdjudication: true }
		];
		expect(await counted('third', made)).toEqual([[0, 2, false]]);
	});

	test('nothing of a hidden development or of a hidden publication', async () => {
		const both: Made[] = [
			{ by: ana, effect: 0 },
			{ by: bo, effect: 2 }
		];
		expect(await counted('hidden', both)).toHaveLength(1);
		await db.update(developments).set({ hiddenAt: new Date() }).where(eq(developments.id, developmentId));
		expect(await counted('hidden')).toEqual([]);
		await db.update(developments).set({ hiddenAt: null }).where(eq(developments.id, developmentId));
		await db.update(publications).set({ hiddenAt: new Date() }).where(eq(publications.id, publicationId));
		expect(await counted('hidden')).toEqual([]);
		await db.update(publications).set({ hiddenAt: null }).where(eq(publications.id, publicationId));
	});
});
