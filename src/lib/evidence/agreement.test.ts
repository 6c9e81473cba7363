import { describe, expect, test } from 'vitest';
import { agreementOf, type Agreement, type Tally } from './agreement.ts';
import { confusionOf, tallyOfPair, turned } from './agreement-confusion.ts';
import { fourObservers, oneToFive, tallyOfLines } from './agreement-examples.ts';
import { tallyOf } from './agreement-tally.ts';

function measured(tally: Tally, options?: Parameters<typeof agreementOf>[1]): Agreement {
	const result = agreementOf(tally, options);
	if (result.kind === 'too-few') throw new Error('Too few units for a number.');
	return result;
}

describe('what has no value says so', () => {
	test('alpha is undefined where nobody chose a second category; the others are 1', () => {
		const result = measured(tallyOf(3, [{ counts: [0, 2, 0], units: 12 }]));
		expect(result.alphaOrdinal).toEqual({ value: null, reason: 'no-variation' });
		expect(result.alphaNominal).toEqual({ value: null, reason: 'no-variation' });
		expect(result.ac2).toEqual({ value: 1, interval: { low: 1, high: 1, resamples: 1000 } });
		expect(result.percentAgreement.value).toBe(1);
	});

	test('with one category to choose from only the percentage is left', () => {
		const result = measured(tallyOf(1, [{ counts: [2], units: 12 }]));
		expect(result.ac2).toEqual({ value: null, reason: 'one-category' });
		expect(result.alphaNominal).toEqual({ value: null, reason: 'one-category' });
		expect(result.percentAgreement.value).toBe(1);
	});

	test('fewer than ten doubly coded units: no number', () => {
		const nine = tallyOfLines(['a b a b a b a b a b b', 'a b a b a b a b a . .'], ['a', 'b']);
		expect(agreementOf(nine)).toEqual({ kind: 'too-few', units: 9 });
		const ten = tallyOfLines(['a b a b a b a b a b b', 'a b a b a b a b a b .'], ['a', 'b']);
		expect(agreementOf(ten)).toMatchObject({ kind: 'agreement', units: 10, codings: 20 });
		expect(agreementOf(tallyOf(5, []))).toEqual({ kind: 'too-few', units: 0 });
	});
});

describe('agreement', () => {
	const four = tallyOfLines(fourObservers, oneToFive);

	test('is told whole: coefficients, units and codings', () => {
		const result = measured(four);
		// Unit 12 has one coding: 40 of the 41 belong to doubly coded units.
		expect(result).toMatchObject({ units: 11, codings: 40 });
		expect(result.alphaOrdinal.value).toBeCloseTo(0.815, 3);
		expect(result.alphaNominal.value).toBeCloseTo(0.743, 3);
		expect(result.ac1.value).toBeCloseTo(0.77544, 5);
	});

	test('does not change with the order of units, or of coders', () => {
		const backwards = [...fourObservers].reverse().map((line) => line.split(' ').reverse().join(' '));
		expect(agreementOf(tallyOfLines(backwards, oneToFive))).toEqual(agreementOf(four));
	});

	test('does not change when the scale is turned round', () => {
		const turnedRound = measured(tallyOfLines(fourObservers, [...oneToFive].reverse()), { resamples: 0 });
		const straight = measured(four, { resamples: 0 });
		expect(turnedRound.alphaOrdinal.value).toBeCloseTo(straight.alphaOrdinal.value!, 12);
		expect(turnedRound.ac2.value).toBeCloseTo(straight.ac2.value!, 12);
	});
});

describe('the confusion matrix', () => {
	// Ana a, Bo a: 1; Ana a, Bo b: 2; Ana b, Bo a: 1; Ana b, Bo b: 3.
	const table = [
		[1, 2],
		[1, 3]
	];

	test('of two coders has the first in its rows', () => {
		expect(confusionOf(2, [table])).toEqual({ reading: 'first-by-second', counts: table, pairs: 7 });
		expect(turned(table)).toEqual([
			[1, 1],
			[2, 3]
		]);
	});

	test('of more pairs counts each pair of codings both ways round', () => {
		const more = [
			[0, 1],
			[0, 0]
		];
		expect(confusionOf(2, [table, more])).toEqual({
			reading: 'symmetric',
			counts: [
				[2, 4],
				[4, 6]
			],
			pairs: 8
		});
	});

	test('holds the tally of its pair: who of the two said what does not matter to a coefficient', () => {
		expect(tallyOfPair(table)).toEqual(
			tallyOf(2, [
				{ counts: [2, 0], units: 1 },
				{ counts: [1, 1], units: 3 },
				{ counts: [0, 2], units: 3 }
			])
		);
		expect(tallyOfPair(turned(table))).toEqual(tallyOfPair(table));
	});
});
