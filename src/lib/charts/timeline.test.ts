import { describe, expect, test } from 'vitest';
import type { Period } from './chart.ts';
import {
	axisLabels,
	middleOf,
	periodIndexOf,
	pointOn,
	positionOf,
	stepsWithin,
	wordsOf
} from './timeline.ts';

const quarters: Period[] = [
	{ key: '2021-Q4', label: 'Q4 2021', from: '2021-10-01', to: '2021-12-31' },
	{ key: '2022-Q1', label: 'Q1 2022', from: '2022-01-01', to: '2022-03-31' },
	{ key: '2022-Q2', label: 'Q2 2022', from: '2022-04-01', to: '2022-06-30' }
];

describe('a date on the axis', () => {
	test('stands between the edges of its period, in proportion to its days', () => {
		expect(positionOf('2022-01-01', quarters)).toBe(0.5);
		expect(positionOf('2022-02-15', quarters)).toBeCloseTo(0.5 + 45 / 90);
		expect(positionOf('2022-03-31', quarters)).toBeCloseTo(0.5 + 89 / 90);
	});

	test('outside the periods is put at the nearest edge', () => {
		expect(positionOf('1975-08-01', quarters)).toBe(-0.5);
		expect(positionOf('2030-01-01', quarters)).toBe(2.5);
	});

	test('belongs to the period that contains it, or to none', () => {
		expect(periodIndexOf('2022-03-31', quarters)).toBe(1);
		expect(periodIndexOf('2022-07-01', quarters)).toBe(-1);
	});
});

describe('an inexact date', () => {
	test('is drawn at the middle of what it may mean', () => {
		expect(middleOf('2022-03-01', 'month')).toBe('2022-03-15');
		expect(middleOf('2022-11-30', 'quarter')).toBe('2022-11-15');
		expect(middleOf('2022-01-01', 'year')).toBe('2022-07-01');
		expect(middleOf('2022-02-24')).toBe('2022-02-24');
	});

	test('is written no more exactly than it is known', () => {
		expect(wordsOf('2022-02-24')).toBe('24 February 2022');
		expect(wordsOf('2022-03-01', 'month')).toBe('March 2022');
		expect(wordsOf('2022-05-01', 'quarter')).toBe('Q2 2022');
		expect(wordsOf('2022-01-01', 'year')).toBe('2022');
	});
});

describe('a step line', () => {
	const points = [
		{ on: '2020-06-30', value: 2 },
		{ on: '2022-03-15', value: 1 },
		{ on: '2022-12-31', value: 0 }
	];

	test('begins with the last value before the first period', () => {
		expect(stepsWithin(points, quarters)).toEqual([
			{ on: '2021-10-01', value: 2 },
			{ on: '2022-03-15', value: 1 }
		]);
	});

	test('ends on the last day known', () => {
		expect(stepsWithin(points, quarters, '2022-02-01')).toEqual([{ on: '2021-10-01', value: 2 }]);
	});

	test('has no value before its first point', () => {
		expect(pointOn(points, '2020-01-01')).toBeUndefined();
		expect(pointOn(points, '2022-03-15')?.value).toBe(1);
	});
});

describe('labels under the axis', () => {
	test('name each period when there is room', () => {
		expect([...axisLabels(quarters, 5).values()]).toEqual(['Q4 2021', 'Q1 2022', 'Q2 2022']);
	});

	test('name the years at their first period otherwise', () => {
		expect([...axisLabels(quarters, 2)]).toEqual([
			[0, '2021'],
			[1, '2022']
		]);
	});

	test('are thinned to what fits', () => {
		const years = Array.from({ length: 50 }, (_, index) => {
			const year = String(1975 + index);
			return { key: year, label: year, from: `${year}-01-01`, to: `${year}-12-31` };
		});
		expect([...axisLabels(years, 10).values()]).toEqual([
			'1975',
			'1980',
			'1985',
			'1990',
			'1995',
			'2000',
			'2005',
			'2010',
			'2015',
			'2020'
		]);
	});
});
