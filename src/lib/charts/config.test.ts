import { expect, test } from 'vitest';
import type { ChartSpec, Paint } from './chart.ts';
import { configOf } from './config.ts';
import { cornersOf, spreadPoints } from './datasets.ts';

const paint: Paint = {
	colour: (token) => token,
	faded: (token, opacity) => `${token}/${opacity}`,
	mixed: (token, share) => `${token}*${share}`,
	hatch: (token) => `hatch ${token}`,
	font: 'serif'
};
const periods = [
	{ key: '2021', label: '2021', from: '2021-01-01', to: '2021-12-31' },
	{ key: '2022', label: '2022', from: '2022-01-01', to: '2022-12-31' }
];
const spec: ChartSpec = {
	id: 'c1',
	title: 'A finding',
	summary: 'A summary.',
	periods,
	sources: [],
	panels: [
		{
			label: 'Level',
			min: 0,
			max: 3,
			ticks: [{ value: 0, label: 'Not initiated' }],
			series: [
				{
					type: 'points',
					key: 'p',
					label: 'Each assessor',
					colour: '--ink',
					points: [
						{ on: '2021-07-01', value: 1, strength: 1 },
						{ on: '2021-07-01', value: 1, strength: 3 },
						{ on: '1990-01-01', value: 1 }
					]
				}
			]
		},
		{
			label: 'n',
			series: [
				{ type: 'bars', key: 'a', label: 'a', colour: '--level-1', values: [1, null] },
				{ type: 'bars', key: 'b', label: 'b', colour: '--rule', fill: 'hatched', values: [2, 3] }
			]
		}
	]
};
const config = configOf(spec, paint, { width: 800 });

test('each panel has its axis, and both share the axis of time', () => {
	expect(Object.keys(config.options?.scales ?? {})).toEqual(['x', 'y1', 'y0']);
	expect(config.data.datasets.map((dataset) => dataset.yAxisID)).toEqual(['y0', 'y1', 'y1']);
	expect(new Set(config.data.datasets.map((dataset) => dataset.xAxisID))).toEqual(new Set(['x']));
});

test('an unknown value is a gap, never zero', () => {
	expect(config.data.datasets[1]?.data).toEqual([
		{ x: 0, y: 1 },
		{ x: 1, y: null }
	]);
});

test('colours are those of the tokens, and what is empty is hatched', () => {
	expect(config.data.datasets.slice(1).map((dataset) => dataset.backgroundColor)).toEqual([
		'--level-1',
		'hatch --rule'
	]);
});

test('points outside the periods are left out, and low confidence is hollow', () => {
	const points = config.data.datasets[0] as unknown as { data: unknown[]; pointBackgroundColor: string[] };
	expect(points.data).toHaveLength(2);
	expect(points.pointBackgroundColor).toEqual(['--ink*0', '--ink*1']);
});

test('nothing moves', () => {
	expect(config.options?.animation).toBe(false);
});

test('points that would hide one another are set side by side', () => {
	const spread = spreadPoints(
		[
			{ x: 1, y: 2, strength: 1 },
			{ x: 1, y: 2, strength: 2 },
			{ x: 1, y: 3, strength: 2 }
		],
		0.2
	);
	expect(spread.map((point) => point.x)).toEqual([0.9, 1.1, 1]);
});

test('a step line holds its value until the next, and stops on the last day known', () => {
	const corners = cornersOf(
		[
			{ on: '2021-01-01', value: 2 },
			{ on: '2022-01-01', value: 1, strength: 1 }
		],
		{ periods },
		'2022-07-02'
	);
	expect(corners.map(({ x, y }) => [Number(x.toFixed(2)), y])).toEqual([
		[-0.5, 2],
		[0.5, 2],
		[0.5, 1],
		[1, 1]
	]);
	expect(corners.at(-1)?.strength).toBe(1);
});
