import { expect, test } from 'vitest';
import type { ChartSpec, Panel } from './chart.ts';
import { domainOf, extentOf, niceStep, withSharedScale } from './domain.ts';

const bars = (...values: number[][]): Panel => ({
	label: 'Developments',
	series: values.map((list, index) => ({
		type: 'bars',
		key: `b${index}`,
		label: `b${index}`,
		colour: '--ink',
		values: list
	}))
});

test('stacked bars reach as far as their sums, up and down apart', () => {
	expect(extentOf(bars([1, 2], [3, 0], [-1, -4], [-2, -1]))).toEqual({ low: -5, high: 4 });
});

test('steps between ticks are 1, 2 or 5 times a power of ten, and whole for counts', () => {
	expect(niceStep(26, 4, true)).toBe(10);
	expect(niceStep(7, 4, true)).toBe(2);
	expect(niceStep(1, 4, true)).toBe(1);
	expect(niceStep(1, 4, false)).toBe(0.5);
});

test('ticks are round numbers within the axis, zero among them and never negative zero', () => {
	const { min, max, ticks } = domainOf(bars([5], [-6]));
	expect(ticks).toEqual([-5, 0, 5]);
	expect(Object.is(ticks[1], 0)).toBe(true);
	expect(min).toBeLessThan(-6);
	expect(max).toBeGreaterThan(5);
});

test('a scale of words has its words as ticks, and a margin', () => {
	const ticks = ['Not initiated', 'Minimal', 'Intermediate', 'Complete'].map((label, value) => ({
		label,
		value
	}));
	const domain = domainOf({ label: 'Level', min: 0, max: 3, ticks, series: [] });
	expect(domain.ticks).toEqual([0, 1, 2, 3]);
	expect(domain.min).toBeLessThan(0);
	expect(domain.max).toBeGreaterThan(3);
});

test('a panel without data still has an axis', () => {
	expect(domainOf(bars([])).max).toBeGreaterThan(0);
});

test('small multiples share the highest scale among them', () => {
	const spec = (id: string, values: number[]): ChartSpec => ({
		id,
		title: id,
		summary: id,
		periods: [],
		sources: [],
		panels: [bars(values)]
	});
	const [first, second] = withSharedScale([spec('a', [1]), spec('b', [10])]);
	expect(first?.panels[0].max).toBe(second?.panels[0].max);
	expect(first?.panels[0].max).toBeGreaterThanOrEqual(10);
});
