import { describe, expect, test } from 'vitest';
import {
	agreement,
	agreementOverTime,
	confusionMatrix,
	gwetCoefficient,
	krippendorffAlpha,
	percentAgreement,
	type Unit
} from './agreement.ts';
import { fourObservers, oneToFive, unitsOf } from './agreement-examples.ts';

const alpha = (units: Unit<string>[], categories: string[], metric: 'nominal' | 'ordinal') =>
	krippendorffAlpha(units, categories, metric).value;
const ac1 = (units: Unit<string>[], categories: string[]) =>
	gwetCoefficient(units, categories, 'identity').value;

describe('what has no value says so', () => {
	const allTheSame = unitsOf({ A: Array(12).fill('0').join(' '), B: Array(12).fill('0').join(' ') });

	test('alpha is undefined where nobody chose a second category; the others are 1', () => {
		const result = agreement(allTheSame, ['-1', '0', '1']);
		if (result.kind !== 'agreement') throw new Error('There are twelve units.');
		expect(result.alphaOrdinal).toEqual({ value: null, reason: 'no-variation' });
		expect(result.alphaNominal).toEqual({ value: null, reason: 'no-variation' });
		expect(result.ac2).toEqual({ value: 1, interval: { low: 1, high: 1, resamples: 1000 } });
		expect(result.percentAgreement.value).toBe(1);
	});

	test('with one category to choose from only the percentage is left', () => {
		expect(gwetCoefficient(allTheSame, ['0'], 'ordinal')).toEqual({ value: null, reason: 'one-category' });
		expect(krippendorffAlpha(allTheSame, ['0'], 'nominal')).toEqual({ value: null, reason: 'one-category' });
		expect(percentAgreement(allTheSame, ['0'])).toEqual({ value: 1 });
	});

	test('no pairs of codings, no coefficient', () => {
		const single = unitsOf({ A: 'a b', B: '. .' });
		for (const units of [single, []]) {
			expect(krippendorffAlpha(units, ['a', 'b'], 'ordinal')).toEqual({ value: null, reason: 'no-pairs' });
			expect(gwetCoefficient(units, ['a', 'b'], 'ordinal')).toEqual({ value: null, reason: 'no-pairs' });
			expect(percentAgreement(units, ['a', 'b'])).toEqual({ value: null, reason: 'no-pairs' });
		}
	});

	test('fewer than ten doubly coded units: no number', () => {
		const nine = unitsOf({ A: 'a b a b a b a b a b b', B: 'a b a b a b a b a . .' });
		expect(agreement(nine, ['a', 'b'])).toEqual({ kind: 'too-few', units: 9 });
		const ten = unitsOf({ A: 'a b a b a b a b a b b', B: 'a b a b a b a b a b .' });
		expect(agreement(ten, ['a', 'b'])).toMatchObject({
			kind: 'agreement',
			units: 10,
			singlyCoded: 1,
			codings: 20
		});
		expect(agreement([], ['a', 'b'])).toEqual({ kind: 'too-few', units: 0 });
	});

	test('a value outside the categories, a category listed twice, a coder twice in a unit: refused', () => {
		const units = unitsOf({ A: 'a', B: 'x' });
		expect(() => agreement(units, ['a', 'b'])).toThrow('x is not one of the categories.');
		expect(() => agreement(units, ['a', 'x', 'a'])).toThrow('listed twice');
		const coding = { coder: 'A', value: 'a' };
		expect(() => agreement([{ id: 7, codings: [coding, coding] }], ['a'])).toThrow(
			'Unit 7 holds two codings'
		);
	});
});

describe('agreement', () => {
	test('is told whole: coefficients, units, codings and coders', () => {
		const result = agreement(fourObservers, oneToFive);
		// Unit 12 has one coding: 40 of the 41 belong to doubly coded units.
		expect(result).toMatchObject({
			units: 11,
			singlyCoded: 1,
			codings: 40,
			coders: 4,
			seed: 20211,
			resamples: 1000
		});
		if (result.kind !== 'agreement') throw new Error('There are eleven units.');
		expect(result.alphaOrdinal.value).toBeCloseTo(0.815, 3);
		expect(result.alphaNominal.value).toBeCloseTo(0.743, 3);
		expect(result.ac1.value).toBeCloseTo(0.77544, 5);
		expect(result.confusion).toMatchObject({ reading: 'symmetric', coders: ['A', 'B', 'D', 'C'] });
	});

	test('does not change with the order of units, or of coders, or with their names', () => {
		const before = agreement(fourObservers, oneToFive);
		const names: Record<string, number> = { A: 31, B: 4, C: 15, D: 9 };
		const turned = [...fourObservers].reverse().map(({ id, codings }) => ({
			id,
			codings: [...codings].reverse().map(({ coder, value }) => ({ coder: names[coder]!, value }))
		}));
		const after = agreement(turned, oneToFive);
		if (before.kind !== 'agreement' || after.kind !== 'agreement') throw new Error('There are eleven units.');
		expect(after.confusion.counts).toEqual(before.confusion.counts);
		expect({ ...after, confusion: null }).toEqual({ ...before, confusion: null });
	});

	test('does not change when the scale is turned round', () => {
		const turned = agreement(fourObservers, [...oneToFive].reverse(), { resamples: 0 });
		const straight = agreement(fourObservers, oneToFive, { resamples: 0 });
		if (turned.kind !== 'agreement' || straight.kind !== 'agreement')
			throw new Error('There are eleven units.');
		expect(turned.alphaOrdinal.value).toBeCloseTo(straight.alphaOrdinal.value!, 12);
		expect(turned.ac2.value).toBeCloseTo(straight.ac2.value!, 12);
	});

	test('takes a missing coding as null, as absent, or as a unit that nobody coded', () => {
		const withNulls = [
			...fourObservers.map(({ id, codings }) => ({ id, codings: [...codings, { coder: 'E', value: null }] })),
			{ id: 13, codings: [] }
		];
		expect(agreement(withNulls, oneToFive)).toEqual(agreement(fourObservers, oneToFive));
	});

	test('a category that nobody used leaves alpha alone; Gwet’s coefficients know that it was there to choose', () => {
		const six = [...oneToFive, '6'];
		expect(alpha(fourObservers, six, 'ordinal')).toBeCloseTo(alpha(fourObservers, oneToFive, 'ordinal')!, 12);
		expect(ac1(fourObservers, six)!).toBeGreaterThan(ac1(fourObservers, oneToFive)!);
	});
});

describe('the confusion matrix', () => {
	const units = unitsOf({ Ana: 'a a b b .', Bo: 'a b b a a' });

	test('of two coders has the first in its rows, whoever is asked to come first', () => {
		const straight = confusionMatrix(units, ['a', 'b'], ['Ana', 'Bo']);
		expect(straight).toMatchObject({ reading: 'first-by-second', coders: ['Ana', 'Bo'], pairs: 4 });
		expect(straight.counts).toEqual([
			[1, 1],
			[1, 1]
		]);
		const more = [...units, ...unitsOf({ Ana: 'a', Bo: 'b' })];
		expect(confusionMatrix(more, ['a', 'b'], ['Ana', 'Bo']).counts).toEqual([
			[1, 2],
			[1, 1]
		]);
		expect(confusionMatrix(more, ['a', 'b'], ['Bo', 'Ana']).counts).toEqual([
			[1, 1],
			[2, 1]
		]);
	});

	test('of more coders counts each pair both ways round', () => {
		const three = confusionMatrix(unitsOf({ A: 'a a', B: 'a .', C: 'b b' }), ['a', 'b']);
		expect(three).toMatchObject({ reading: 'symmetric', coders: ['A', 'B', 'C'], pairs: 4 });
		expect(three.counts).toEqual([
			[2, 3],
			[3, 0]
		]);
	});
});

test('agreement over time is told period by period, in order, without the undated', () => {
	const dated = (on: string | null, count: number, differs = 0): Unit<number>[] =>
		Array.from({ length: count }, (_, i) => ({
			id: `${on} ${i}`,
			on,
			codings: [
				{ coder: 'A', value: i % 2 },
				{ coder: 'B', value: i < differs ? 1 - (i % 2) : i % 2 }
			]
		}));
	const units = [
		...dated('2022-05-01', 12, 6),
		...dated('2021-11-30', 10),
		...dated('2023-01-01', 3),
		...dated(null, 20)
	];
	const years = agreementOverTime(units, [0, 1], (on) => on.slice(0, 4));
	expect(years).toMatchObject([
		{ period: '2021', result: { units: 10, percentAgreement: { value: 1 } } },
		{ period: '2022', result: { units: 12, percentAgreement: { value: 0.5 } } },
		{ period: '2023', result: { kind: 'too-few', units: 3 } }
	]);
});
