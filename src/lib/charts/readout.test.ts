import { expect, test } from 'vitest';
import type { ChartSpec } from './chart.ts';
import { readoutOf, readoutSentence } from './readout.ts';
import { hasData, tablesOf } from './table.ts';

const ticks = ['Not initiated', 'Minimal', 'Intermediate', 'Complete'].map((label, value) => ({
	label,
	value
}));
const spec: ChartSpec = {
	id: 'c1',
	title: 'A finding',
	summary: 'A summary.',
	periods: [
		{ key: '2022-Q1', label: 'Q1 2022', from: '2022-01-01', to: '2022-03-31' },
		{ key: '2022-Q2', label: 'Q2 2022', from: '2022-04-01', to: '2022-06-30' }
	],
	sources: [],
	panels: [
		{
			label: 'Level',
			ticks,
			series: [
				{
					type: 'steps',
					key: 'level',
					label: 'Level',
					colour: '--ink',
					valueColours: ['--level-0', '--level-1'],
					points: [
						{ on: '2022-02-01', value: 1, strength: 3 },
						{ on: '2022-06-30', value: null }
					]
				},
				{
					type: 'band',
					key: 'range',
					label: 'Range',
					colour: '--ink',
					points: [{ on: '2022-02-01', low: 0, high: 2 }]
				},
				{
					type: 'stretches',
					key: 'stale',
					label: 'Out of date',
					colour: '--stale',
					spans: [{ from: '2022-05-01', to: '2022-06-29' }]
				}
			]
		},
		{
			label: 'Developments',
			mirrored: true,
			series: [
				{ type: 'bars', key: '-1', label: 'Sets back', colour: '--ink', values: [-3, 0] },
				{ type: 'line', key: 'share', label: 'Share', colour: '--ink', values: [null, 0] }
			]
		}
	]
};

test('a period says the level in words with its confidence, the range, and counts without a sign', () => {
	expect(readoutOf(spec, 0).lines.map((line) => `${line.label}: ${line.value}`)).toEqual([
		'Level: Minimal, high confidence',
		'Range: Not initiated to Intermediate',
		'Sets back: 3',
		'Share: no data'
	]);
	expect(readoutOf(spec, 0).lines[0]?.colour).toBe('--level-1');
});

test('what ended, what is out of date and what is zero are told apart', () => {
	expect(readoutSentence(readoutOf(spec, 1))).toBe(
		'Q2 2022: Level none; Range Not initiated to Intermediate; Out of date; Share 0'
	);
});

test('the table has a row per period, and a row per dated point in the order of time', () => {
	const [periods, dates] = tablesOf(spec);
	expect(periods?.rows.map((row) => row.cells)).toEqual([
		['3', 'no data'],
		['0', '0']
	]);
	expect(dates?.rows.map((row) => `${row.label}: ${row.cells.join(', ')}`)).toEqual([
		'1 February 2022: Level, Minimal, high, ',
		'1 February 2022: Range, Not initiated to Intermediate, , ',
		'1 May 2022 to 29 June 2022: Out of date, , , ',
		'30 June 2022: Level, none, , '
	]);
});

test('a chart whose every value is unknown or zero has nothing to draw', () => {
	expect(hasData(spec)).toBe(true);
	expect(
		hasData({
			...spec,
			panels: [
				{ label: 'n', series: [{ type: 'bars', key: 'n', label: 'n', colour: '--ink', values: [0, null] }] }
			]
		})
	).toBe(false);
});
