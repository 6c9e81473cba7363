import { expect, test } from 'vitest';
import { meanEffect } from './counts.ts';
import { moversOf, portfolioOf } from './portfolio.ts';
import { neverAssessed, type Standing } from './standing.ts';

const at = (level: 0 | 1 | 2 | 3 | null, isStale = false): Standing => ({
	...neverAssessed,
	level,
	low: level,
	high: level,
	isStale
});
const member = (level: 0 | 1 | 2 | 3 | null, weight = 1, isStale = false) => ({
	weight,
	standing: at(level, isStale)
});

test('the index is the sum of levels over three times the assessed, in hundredths', () => {
	// (3 + 1 + 0) ÷ (3 × 3) × 100
	expect(portfolioOf([member(3), member(1), member(0), member(null)]).index).toBeCloseTo(44.444, 3);
});

test('what was never assessed counts in no level, no index, and against coverage', () => {
	expect(portfolioOf([member(2), member(null)])).toEqual({
		recommendations: 2,
		assessed: 1,
		current: 1,
		distribution: { notAssessed: 1, levels: [0, 0, 1, 0] },
		index: (2 / 3) * 100,
		weightedIndex: (2 / 3) * 100,
		coverage: 0.5
	});
});

test('a level out of date counts in the index and not in coverage', () => {
	expect(portfolioOf([member(3, 1, true), member(0)])).toMatchObject({
		index: 50,
		current: 1,
		coverage: 0.5
	});
});

test('the weighted index gives each level its weight', () => {
	// (3×3 + 1×0) ÷ (3 × 4) × 100
	expect(portfolioOf([member(3, 3), member(0, 1)])).toMatchObject({ index: 50, weightedIndex: 75 });
});

test('without any assessment there is no index, and without recommendations no coverage', () => {
	expect(portfolioOf([member(null)])).toMatchObject({ index: null, weightedIndex: null, coverage: 0 });
	expect(portfolioOf([])).toMatchObject({ index: null, coverage: null });
	expect(portfolioOf([member(2, 0)])).toMatchObject({ index: (2 / 3) * 100, weightedIndex: null });
});

test('movers rose or fell, largest first; a first assessment is no move', () => {
	const { rose, fell } = moversOf([
		{ member: 'a', before: at(0), after: at(1) },
		{ member: 'b', before: at(0), after: at(3) },
		{ member: 'c', before: at(2), after: at(1) },
		{ member: 'd', before: at(1), after: at(1) },
		{ member: 'e', before: at(null), after: at(2) }
	]);
	expect(rose).toEqual([
		{ member: 'b', from: 0, to: 3 },
		{ member: 'a', from: 0, to: 1 }
	]);
	expect(fell).toEqual([{ member: 'c', from: 2, to: 1 }]);
});

test('the mean effect is named by the nearest step', () => {
	expect(meanEffect({ developments: 9, net: -1 })).toBe(0);
	expect(meanEffect({ developments: 3, net: -5 })).toBe(-2);
	expect(meanEffect({ developments: 4, net: 5 })).toBe(1);
	expect(meanEffect({ developments: 0, net: 0 })).toBeNull();
});
