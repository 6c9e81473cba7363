import { expect, test } from 'vitest';
import { chartsFrom } from './chart-reach.ts';

const paper = { year: 2021 };

test('charts show the period, and never less than two years', () => {
	expect(chartsFrom({ from: '2026-07-01' }, paper, '2026-09-30')).toBe('2024-09-30');
	expect(chartsFrom({ from: '2022-01-01' }, paper, '2026-09-30')).toBe('2022-01-01');
});

test('without a period they begin with the year of the paper, or with everything', () => {
	expect(chartsFrom({ from: null }, paper, '2026-09-30')).toBe('2021-01-01');
	expect(chartsFrom({ from: null }, { year: null }, '2026-09-30')).toBeNull();
});
