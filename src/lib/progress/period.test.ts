import { expect, test } from 'vitest';
import {
	daysBetween,
	durationInWords,
	monthsBefore,
	periodOf,
	periodsBetween,
	periodStart
} from './period.ts';

test('a date falls in its month, quarter and year', () => {
	expect(periodOf('2022-02-24', 'month')).toEqual({
		key: '2022-02',
		label: 'February 2022',
		from: '2022-02-01',
		to: '2022-02-28'
	});
	expect(periodOf('2022-02-24', 'quarter')).toEqual({
		key: '2022-Q1',
		label: 'Q1 2022',
		from: '2022-01-01',
		to: '2022-03-31'
	});
	expect(periodOf('2022-12-31', 'year')).toEqual({
		key: '2022',
		label: '2022',
		from: '2022-01-01',
		to: '2022-12-31'
	});
	expect(periodStart('2022-12-31', 'quarter')).toBe('2022-10-01');
});

test('February ends on the 29th in leap years alone, centuries included', () => {
	expect(
		['2024-02-10', '2023-02-10', '2000-02-10', '1900-02-10'].map((date) => periodOf(date, 'month').to)
	).toEqual(['2024-02-29', '2023-02-28', '2000-02-29', '1900-02-28']);
});

test('periods follow one another without holes, the first and last included', () => {
	expect(periodsBetween('2021-11-15', '2022-04-01', 'quarter').map((period) => period.key)).toEqual([
		'2021-Q4',
		'2022-Q1',
		'2022-Q2'
	]);
	expect(periodsBetween('2021-12-31', '2022-01-01', 'month').map((period) => period.key)).toEqual([
		'2021-12',
		'2022-01'
	]);
	expect(periodsBetween('2022-05-05', '2022-05-05', 'year').map((period) => period.key)).toEqual(['2022']);
	expect(periodsBetween('2023-01-01', '2022-12-31', 'year')).toEqual([]);
});

test('a series begins in 1900 at the earliest', () => {
	expect(periodsBetween('1066-10-14', '1901-06-01', 'year').map((period) => period.key)).toEqual([
		'1900',
		'1901'
	]);
});

test('months back from the end of a month stay at the end of a shorter one', () => {
	expect(monthsBefore('2026-03-31', 9)).toBe('2025-06-30');
	expect(monthsBefore('2024-05-31', 3)).toBe('2024-02-29');
	expect(monthsBefore('2026-01-15', 1)).toBe('2025-12-15');
	expect(monthsBefore('2026-01-15', 25)).toBe('2023-12-15');
});

test('days between two dates are whole, across a change of clocks', () => {
	expect(daysBetween('2022-03-26', '2022-03-28')).toBe(2);
	expect(daysBetween('2022-12-01', '2023-11-30')).toBe(364);
});

test('durations are said as people say them', () => {
	expect([1, 45, 364, 653, 1648].map(durationInWords)).toEqual([
		'1 day',
		'45 days',
		'12 months',
		'21 months',
		'4 years and 6 months'
	]);
});
