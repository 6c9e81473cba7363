import { describe, expect, test } from 'vitest';
import { atPrecision, formatOccurred, parseOccurred } from './occurred.ts';

describe('a date is read as people write it', () => {
	test.each([
		['2022-03-04', '2022-03-04', 'day'],
		['4 March 2022', '2022-03-04', 'day'],
		['March 4, 2022', '2022-03-04', 'day'],
		['4 Mar. 2022', '2022-03-04', 'day'],
		['04.03.2022', '2022-03-04', 'day'],
		['2022-03', '2022-03-01', 'month'],
		['2022/3', '2022-03-01', 'month'],
		['March 2022', '2022-03-01', 'month'],
		['  sept   2021 ', '2021-09-01', 'month'],
		['2022', '2022-07-01', 'year'],
		['1975', '1975-07-01', 'year']
	])('%s', (text, on, precision) => {
		expect(parseOccurred(text)).toEqual({ on, precision });
	});

	test.each([
		'',
		'2022-02-30',
		'31 April 2022',
		'2022-13',
		'Marchember 2022',
		'Ma 2022',
		'0999',
		'22',
		'yesterday'
	])('%j is no date', (text) => {
		expect(parseOccurred(text)).toBeUndefined();
	});
});

test('a coarser precision moves the date to where such dates stand', () => {
	expect(parseOccurred('2022-03-04', 'month')).toEqual({ on: '2022-03-01', precision: 'month' });
	expect(atPrecision('2022-03-04', 'year')).toEqual({ on: '2022-07-01', precision: 'year' });
});

test('no more is shown than is known', () => {
	expect(formatOccurred({ on: '2022-03-04', precision: 'day' })).toBe('4 March 2022');
	expect(formatOccurred({ on: '2022-03-01', precision: 'month' })).toBe('March 2022');
	expect(formatOccurred({ on: '2022-07-01', precision: 'year' })).toBe('2022');
});
