import { describe, expect, test } from 'vitest';
import { alphaFrom, gwetFrom, percentFrom, sumsOf } from './agreement-coefficients.ts';
import { tallyOfPair } from './agreement-confusion.ts';
import { fourObservers, oneToFive, tallyOfLines } from './agreement-examples.ts';
import { tallyOf, type Tally } from './agreement-tally.ts';

const alpha = (tally: Tally, metric: 'nominal' | 'ordinal') => alphaFrom(sumsOf(tally), metric);
const ac1 = (tally: Tally) => gwetFrom(sumsOf(tally), 'identity');
const ac2 = (tally: Tally) => gwetFrom(sumsOf(tally), 'ordinal');
const percent = (tally: Tally) => percentFrom(sumsOf(tally));

describe('Krippendorff’s alpha gives the published values', () => {
	// Section A of Krippendorff (2011) has the same data.
	test('binary data, two observers: Krippendorff, K. (2004), Content Analysis, 2nd ed., section 11.3.1: 0.095', () => {
		const tally = tallyOfLines(['1 1 0 0 0 0 0 0 0 0', '0 1 1 0 0 1 0 1 0 0'], ['0', '1']);
		expect(alpha(tally, 'nominal')).toBeCloseTo(0.095, 3);
	});

	test('nominal data, two observers: Krippendorff, K. (2011), Computing Krippendorff’s Alpha-Reliability, section B: 0.692', () => {
		const lines = ['a a b b d c c c e d d a', 'b a b b b c c c e d d d'];
		expect(alpha(tallyOfLines(lines, ['a', 'b', 'c', 'd', 'e']), 'nominal')).toBeCloseTo(0.692, 3);
	});

	// The same values in the tests of R's icr and in the docstring of Python's krippendorff.
	test('four observers with missing data: Krippendorff (2011), sections C and D: nominal 0.743, ordinal 0.815', () => {
		const tally = tallyOfLines(fourObservers, oneToFive);
		expect(alpha(tally, 'nominal')).toBeCloseTo(0.743, 3);
		expect(alpha(tally, 'ordinal')).toBeCloseTo(0.815, 3);
	});

	test('three coders, fifteen units: Wikipedia, “Krippendorff’s alpha”, A computational example: nominal 0.691', () => {
		const lines = [
			'. . . . . 3 4 1 2 1 1 3 3 . 3',
			'1 . 2 1 3 3 4 3 . . . . . . .',
			'. . 2 1 3 4 4 . 2 1 1 3 3 . 4'
		];
		expect(alpha(tallyOfLines(lines, ['1', '2', '3', '4']), 'nominal')).toBeCloseTo(0.691, 3);
	});

	// Hayes, A. F. & Krippendorff, K. (2007), Answering the Call for a Standard Reliability Measure for Coding Data,
	// Communication Methods and Measures 1(1), 77–89, table 1 and the output of KALPHA below it.
	test('five observers, forty articles: Hayes & Krippendorff (2007), table 1: ordinal 0.7598, nominal 0.4765', () => {
		const lines = [
			'1 1 2 . 0 0 1 1 2 2 . 0 1 3 1 1 2 1 1 0 0 0 2 0 1 0 0 1 1 1 1 2 2 3 2 2 2 2 2 1',
			'1 1 3 0 0 0 0 . 2 1 1 0 2 3 1 1 1 2 1 0 0 0 3 0 2 1 0 2 1 1 1 1 2 2 2 2 2 2 2 1',
			'2 0 3 0 0 0 2 2 2 1 0 0 2 2 1 1 2 3 0 0 1 . 3 0 . 1 0 1 2 2 0 2 . 2 2 3 2 . 2 1',
			'. 1 3 . . . . 0 . 1 0 0 2 2 . . . 3 1 . 1 0 3 0 2 1 1 2 2 . . 1 2 2 . . . 1 2 .',
			'2 . . 0 0 0 1 . 2 . . . . 3 1 1 2 . . 0 . 0 . . 2 . 0 . . 2 0 . 2 . 2 2 2 2 . 1'
		];
		const tally = tallyOfLines(lines, ['0', '1', '2', '3']);
		expect(tally.patterns.reduce((sum, { codings, units }) => sum + codings * units, 0)).toBe(159);
		expect(alpha(tally, 'ordinal')).toBeCloseTo(0.7598, 4);
		expect(alpha(tally, 'nominal')).toBeCloseTo(0.4765, 4);
	});
});

// Gwet, K. L. (2014), Handbook of Inter-Rater Reliability, 4th ed., Advanced Analytics. Values as its author prints them
// in the overview vignette of his R package irrCAC 1.0, with ordinal weights as in the tests of its Python port.
describe('Gwet’s coefficients give the published values', () => {
	test('four raters with missing ratings (page 120): p_a 0.81818, AC1 0.77544; ordinal weights AC2 0.899', () => {
		const tally = tallyOfLines(fourObservers, oneToFive);
		expect(percent(tally)).toBeCloseTo(0.8181818, 7);
		expect(ac1(tally)).toBeCloseTo(0.77544, 5);
		expect(ac2(tally)).toBeCloseTo(0.899, 3);
	});

	test('five observers with missing ratings (page 125, abridged): AC1 0.497, alpha 0.481', () => {
		const lines = [
			'1 1 2 . 0 0 1 1 2 2 . 0 1 3 1',
			'1 1 3 0 0 0 0 . 2 1 1 0 2 3 1',
			'2 0 3 0 0 0 2 2 2 1 0 0 2 2 1',
			'. 1 3 . . . . 0 . 1 0 0 2 2 .',
			'2 . . 0 0 0 1 . 2 . . . . 3 1'
		];
		const tally = tallyOfLines(lines, ['0', '1', '2', '3']);
		expect(ac1(tally)).toBeCloseTo(0.497, 3);
		expect(alpha(tally, 'nominal')).toBeCloseTo(0.481, 3);
	});

	// How many of the six chose depression, personality disorder, schizophrenia, neurosis, other.
	test('six psychiatrists, fifteen patients (data of Fleiss 1971): AC1 0.4448007, alpha 0.4204384, p_a 0.5511111', () => {
		const patients =
			'0 0 0 6 0|0 3 0 0 3|0 1 4 0 1|0 0 0 0 6|0 3 0 3 0|2 0 4 0 0|0 0 4 0 2|2 0 3 1 0|2 0 0 4 0|' +
			'0 0 0 0 6|1 0 0 5 0|1 1 0 4 0|0 3 3 0 0|1 0 0 5 0|0 2 0 3 1';
		const units = patients.split('|').map((line) => ({ counts: line.split(' ').map(Number), units: 1 }));
		const tally = tallyOf(5, units);
		expect(ac1(tally)).toBeCloseTo(0.4448007, 7);
		expect(alpha(tally, 'nominal')).toBeCloseTo(0.4204384, 7);
		expect(percent(tally)).toBeCloseTo(0.5511111, 7);
	});

	test('two abstractors, a hundred pregnancies: AC1 0.8493305, alpha 0.7972585, agreement 0.89', () => {
		const tally = tallyOfPair([
			[13, 0, 0],
			[0, 20, 7],
			[0, 4, 56]
		]);
		expect(ac1(tally)).toBeCloseTo(0.8493305, 7);
		expect(alpha(tally, 'nominal')).toBeCloseTo(0.7972585, 7);
		expect(percent(tally)).toBeCloseTo(0.89, 10);
	});
});

describe('small cases reckoned by hand', () => {
	const abc = ['a', 'b', 'c'];

	test('two units, one agreed, one a step apart', () => {
		// Coincidences: o_aa = 2, o_ab = o_ba = 1; n_a = 3, n_b = 1, n = 4. Alpha = 1 − 3 × 1 ÷ (3 × 1) = 0, also ordinal:
		// only one distance occurs. AC1: shares a ¾, b ¼, c 0; p_e = (3/16 + 3/16) ÷ 2 = 3/16; (½ − 3/16) ÷ (13/16) = 5/13.
		// AC2: neighbours of three are worth ⅔, so p_a = ⅚, T_w = 3 + 4 × ⅔ = 17/3, p_e = 17/18 × 3/8 = 17/48; (23/48) ÷ (31/48).
		const tally = tallyOfLines(['a a', 'a b'], abc);
		expect(alpha(tally, 'nominal')).toBeCloseTo(0, 12);
		expect(alpha(tally, 'ordinal')).toBeCloseTo(0, 12);
		expect(ac1(tally)).toBeCloseTo(5 / 13, 12);
		expect(ac2(tally)).toBeCloseTo(23 / 31, 12);
		expect(percent(tally)).toBe(0.5);
	});

	test('two categories: ordinal is the same as nominal, and AC2 as AC1', () => {
		const tally = tallyOfLines(['n n y y n y .', 'n y y y n n y', '. y y . n n n'], ['n', 'y']);
		expect(alpha(tally, 'ordinal')).toBeCloseTo(alpha(tally, 'nominal')!, 12);
		expect(ac2(tally)).toBeCloseTo(ac1(tally)!, 12);
	});

	test('percent agreement gives each unit the same weight, however many coded it', () => {
		// Three coders of whom two agree: a third of the pairs. Two who agree: all. (⅓ + 1) ÷ 2.
		expect(percent(tallyOfLines(['a b', 'a b', 'b .'], abc))).toBeCloseTo(2 / 3, 12);
	});

	test('agreement with variation is 1; opposites on every unit are below 0', () => {
		const same = tallyOfLines(['a b c', 'a b c'], abc);
		expect(alpha(same, 'ordinal')).toBe(1);
		expect(ac2(same)).toBe(1);
		expect(alpha(tallyOfLines(['a c a c', 'c a c a'], abc), 'ordinal')).toBeCloseTo(-0.75, 12);
	});

	test('the ordinal alpha forgives a near miss more than a far one; the nominal one does not tell them apart', () => {
		const near = tallyOfLines(['1 2 3 4 5 3', '1 2 3 4 5 4'], oneToFive);
		const far = tallyOfLines(['1 2 3 4 5 1', '1 2 3 4 5 5'], oneToFive);
		expect(alpha(near, 'ordinal')!).toBeGreaterThan(alpha(far, 'ordinal')! + 0.3);
		expect(alpha(near, 'nominal')).toBeCloseTo(alpha(far, 'nominal')!, 12);
	});

	test('a category that nobody used leaves alpha alone; Gwet’s coefficients know that it was there to choose', () => {
		const [five, six] = [oneToFive, [...oneToFive, '6']].map((scale) => tallyOfLines(fourObservers, scale));
		expect(alpha(six!, 'ordinal')).toBeCloseTo(alpha(five!, 'ordinal')!, 12);
		expect(ac1(six!)!).toBeGreaterThan(ac1(five!)!);
	});
});
