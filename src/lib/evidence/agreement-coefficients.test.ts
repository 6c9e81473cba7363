import { describe, expect, test } from 'vitest';
import {
	confusionMatrix,
	gwetCoefficient,
	krippendorffAlpha,
	percentAgreement,
	type Unit
} from './agreement.ts';
import { fourObservers, oneToFive, unitsOf } from './agreement-examples.ts';

/** Units from a table of counts: how many coders chose each category, a line for each unit. */
function unitsFromCounts(lines: string[], categories: string[]): Unit<string>[] {
	return lines.map((line, place) => ({
		id: place,
		codings: line
			.split(' ')
			.flatMap((count, category) => Array<string>(Number(count)).fill(categories[category]!))
			.map((value, coder) => ({ coder, value }))
	}));
}

const alpha = (units: Unit<string>[], categories: string[], metric: 'nominal' | 'ordinal') =>
	krippendorffAlpha(units, categories, metric).value;
const ac1 = (units: Unit<string>[], categories: string[]) =>
	gwetCoefficient(units, categories, 'identity').value;
const ac2 = (units: Unit<string>[], categories: string[]) =>
	gwetCoefficient(units, categories, 'ordinal').value;

describe('Krippendorff’s alpha gives the published values', () => {
	test('binary data, two observers: Krippendorff, K. (2004), Content Analysis, 2nd ed., section 11.3.1: 0.095', () => {
		const units = unitsOf({ Jon: '1 1 0 0 0 0 0 0 0 0', Han: '0 1 1 0 0 1 0 1 0 0' });
		expect(alpha(units, ['0', '1'], 'nominal')).toBeCloseTo(0.095, 3);
	});

	test('nominal data, two observers: Krippendorff, K. (2011), Computing Krippendorff’s Alpha-Reliability, section B: 0.692', () => {
		const units = unitsOf({ Ben: 'a a b b d c c c e d d a', Gerry: 'b a b b b c c c e d d d' });
		expect(alpha(units, ['a', 'b', 'c', 'd', 'e'], 'nominal')).toBeCloseTo(0.692, 3);
	});

	// The same values in the tests of R's icr and in the docstring of Python's krippendorff.
	test('four observers with missing data: Krippendorff (2011), sections C and D: nominal 0.743, ordinal 0.815', () => {
		expect(alpha(fourObservers, oneToFive, 'nominal')).toBeCloseTo(0.743, 3);
		expect(alpha(fourObservers, oneToFive, 'ordinal')).toBeCloseTo(0.815, 3);
	});

	test('three coders, fifteen units: Wikipedia, “Krippendorff’s alpha”, A computational example: nominal 0.691', () => {
		const units = unitsOf({
			A: '. . . . . 3 4 1 2 1 1 3 3 . 3',
			B: '1 . 2 1 3 3 4 3 . . . . . . .',
			C: '. . 2 1 3 4 4 . 2 1 1 3 3 . 4'
		});
		expect(alpha(units, ['1', '2', '3', '4'], 'nominal')).toBeCloseTo(0.691, 3);
	});

	// Hayes, A. F. & Krippendorff, K. (2007), Answering the Call for a Standard Reliability Measure for Coding Data,
	// Communication Methods and Measures 1(1), 77–89, table 1 and the output of KALPHA below it.
	test('five observers, forty articles: Hayes & Krippendorff (2007), table 1: ordinal 0.7598, nominal 0.4765', () => {
		const units = unitsOf({
			obs1: '1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1',
			obs2: '1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1',
			obs3: '2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1',
			obs4: '. 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .',
			obs5: '2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1'
		});
		expect(units.flatMap(({ codings }) => codings)).toHaveLength(159);
		expect(alpha(units, ['0', '1', '2', '3'], 'ordinal')).toBeCloseTo(0.7598, 4);
		expect(alpha(units, ['0', '1', '2', '3'], 'nominal')).toBeCloseTo(0.4765, 4);
	});
});

// Gwet, K. L. (2014), Handbook of Inter-Rater Reliability, 4th ed., Advanced Analytics. Values as its author prints them
// in the overview vignette of his R package irrCAC 1.0, with ordinal weights as in the tests of its Python port.
describe('Gwet’s coefficients give the published values', () => {
	test('four raters with missing ratings (page 120): p_a 0.81818, AC1 0.77544; ordinal weights AC2 0.899', () => {
		expect(percentAgreement(fourObservers, oneToFive).value).toBeCloseTo(0.8181818, 7);
		expect(ac1(fourObservers, oneToFive)).toBeCloseTo(0.77544, 5);
		expect(ac2(fourObservers, oneToFive)).toBeCloseTo(0.899, 3);
	});

	test('five observers with missing ratings (page 125, abridged): AC1 0.497, alpha 0.481', () => {
		const units = unitsOf({
			Observer1: '1 1 2 . 0 0 1 1 2 2 . 0 1 3 1',
			Observer2: '1 1 3 0 0 0 0 . 2 1 1 0 2 3 1',
			Observer3: '2 0 3 0 0 0 2 2 2 1 0 0 2 2 1',
			Observer4: '. 1 3 . . . . 0 . 1 0 0 2 2 .',
			Observer5: '2 . . 0 0 0 1 . 2 . . . . 3 1'
		});
		expect(ac1(units, ['0', '1', '2', '3'])).toBeCloseTo(0.497, 3);
		expect(alpha(units, ['0', '1', '2', '3'], 'nominal')).toBeCloseTo(0.481, 3);
	});

	test('six psychiatrists, fifteen patients (data of Fleiss 1971): AC1 0.4448007, alpha 0.4204384, p_a 0.5511111', () => {
		const diagnoses = ['depression', 'personality', 'schizophrenia', 'neurosis', 'other'];
		const counts = (
			'0 0 0 6 0|0 3 0 0 3|0 1 4 0 1|0 0 0 0 6|0 3 0 3 0|2 0 4 0 0|0 0 4 0 2|2 0 3 1 0|2 0 0 4 0|' +
			'0 0 0 0 6|1 0 0 5 0|1 1 0 4 0|0 3 3 0 0|1 0 0 5 0|0 2 0 3 1'
		).split('|');
		const units = unitsFromCounts(counts, diagnoses);
		expect(ac1(units, diagnoses)).toBeCloseTo(0.4448007, 7);
		expect(alpha(units, diagnoses, 'nominal')).toBeCloseTo(0.4204384, 7);
		expect(percentAgreement(units, diagnoses).value).toBeCloseTo(0.5511111, 7);
	});

	test('two abstractors, a hundred pregnancies: AC1 0.8493305, alpha 0.7972585, agreement 0.89', () => {
		const kinds = ['ectopic', 'AIU', 'NIU'];
		const table = [
			[13, 0, 0],
			[0, 20, 7],
			[0, 4, 56]
		];
		const units = table.flatMap((row, r) =>
			row.flatMap((count, c) =>
				Array.from({ length: count }, (_, i) => ({
					id: `${r} ${c} ${i}`,
					codings: [
						{ coder: 'first', value: kinds[r]! },
						{ coder: 'second', value: kinds[c]! }
					]
				}))
			)
		);
		expect(ac1(units, kinds)).toBeCloseTo(0.8493305, 7);
		expect(alpha(units, kinds, 'nominal')).toBeCloseTo(0.7972585, 7);
		expect(percentAgreement(units, kinds).value).toBeCloseTo(0.89, 10);
		expect(confusionMatrix(units, kinds, ['first']).counts).toEqual(table);
	});
});

describe('small cases reckoned by hand', () => {
	test('two units, one agreed, one a step apart', () => {
		// Coincidences: o_aa = 2, o_ab = o_ba = 1; n_a = 3, n_b = 1, n = 4. Alpha = 1 − 3 × 1 ÷ (3 × 1) = 0, also ordinal:
		// only one distance occurs. AC1: shares a ¾, b ¼, c 0; p_e = (3/16 + 3/16) ÷ 2 = 3/16; (½ − 3/16) ÷ (13/16) = 5/13.
		// AC2: neighbours of three are worth ⅔, so p_a = ⅚, T_w = 3 + 4 × ⅔ = 17/3, p_e = 17/18 × 3/8 = 17/48; (23/48) ÷ (31/48).
		const units = unitsOf({ A: 'a a', B: 'a b' });
		expect(alpha(units, ['a', 'b', 'c'], 'nominal')).toBeCloseTo(0, 12);
		expect(alpha(units, ['a', 'b', 'c'], 'ordinal')).toBeCloseTo(0, 12);
		expect(ac1(units, ['a', 'b', 'c'])).toBeCloseTo(5 / 13, 12);
		expect(ac2(units, ['a', 'b', 'c'])).toBeCloseTo(23 / 31, 12);
		expect(percentAgreement(units, ['a', 'b', 'c']).value).toBe(0.5);
	});

	test('two categories: ordinal is the same as nominal, and AC2 as AC1', () => {
		const units = unitsOf({ A: 'n n y y n y .', B: 'n y y y n n y', C: '. y y . n n n' });
		expect(alpha(units, ['n', 'y'], 'ordinal')).toBeCloseTo(alpha(units, ['n', 'y'], 'nominal')!, 12);
		expect(ac2(units, ['n', 'y'])).toBeCloseTo(ac1(units, ['n', 'y'])!, 12);
	});

	test('percent agreement gives each unit the same weight, however many coded it', () => {
		// Three coders of whom two agree: a third of the pairs. Two who agree: all. (⅓ + 1) ÷ 2.
		const units = unitsOf({ A: 'a b', B: 'a b', C: 'b .' });
		expect(percentAgreement(units, ['a', 'b']).value).toBeCloseTo(2 / 3, 12);
	});

	test('agreement with variation is 1; opposites on every unit are below 0', () => {
		const same = unitsOf({ A: 'a b c', B: 'a b c' });
		const opposite = unitsOf({ A: 'a c a c', B: 'c a c a' });
		expect(alpha(same, ['a', 'b', 'c'], 'ordinal')).toBe(1);
		expect(ac2(same, ['a', 'b', 'c'])).toBe(1);
		expect(alpha(opposite, ['a', 'b', 'c'], 'ordinal')).toBeCloseTo(-0.75, 12);
	});

	test('the ordinal alpha forgives a near miss more than a far one; the nominal one does not tell them apart', () => {
		const near = unitsOf({ A: '1 2 3 4 5 3', B: '1 2 3 4 5 4' });
		const far = unitsOf({ A: '1 2 3 4 5 1', B: '1 2 3 4 5 5' });
		expect(alpha(near, oneToFive, 'ordinal')!).toBeGreaterThan(alpha(far, oneToFive, 'ordinal')! + 0.3);
		expect(alpha(near, oneToFive, 'nominal')).toBeCloseTo(alpha(far, oneToFive, 'nominal')!, 12);
	});
});
