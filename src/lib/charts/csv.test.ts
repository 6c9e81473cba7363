import { expect, test } from 'vitest';
import type { ChartSpec } from './chart.ts';
import { chartCsv, csvCell } from './csv.ts';

test('a cell that a spreadsheet would run as a formula begins with an apostrophe', () => {
	expect(['=1+1', '+cmd', '-cmd', '@sum', '\tx', '\rx'].map(csvCell)).toEqual([
		"'=1+1",
		"'+cmd",
		"'-cmd",
		"'@sum",
		"'\tx",
		`"'\rx"`
	]);
});

test('numbers stay numbers, also as text and below zero', () => {
	expect([-2, '-2', '+1.5', 0, null].map(csvCell)).toEqual(['-2', '-2', '+1.5', '0', '']);
});

test('commas, quotes and line breaks are quoted', () => {
	expect(csvCell('say "yes", then\nno')).toBe('"say ""yes"", then\nno"');
});

const spec: ChartSpec = {
	id: 'c1',
	title: 'A finding',
	summary: 'A summary.',
	periods: [
		{ key: '2021', label: '2021', from: '2021-01-01', to: '2021-12-31' },
		{ key: '2022', label: '2022', from: '2022-01-01', to: '2022-12-31' }
	],
	sources: [],
	panels: [
		{
			label: 'n',
			series: [{ type: 'bars', key: 'n', label: 'Sets back', colour: '--ink', values: [-2, null] }]
		}
	]
};

test('series by period make a wide table; unknown is empty, not zero', () => {
	expect(chartCsv(spec)).toBe(
		'period,from,to,Sets back\r\n2021,2021-01-01,2021-12-31,-2\r\n2022,2022-01-01,2022-12-31,\r\n'
	);
});

test('dated points make one long list, with the words of the scale', () => {
	const dated: ChartSpec = {
		...spec,
		panels: [
			{
				label: 'Level',
				ticks: [{ value: 1, label: 'Minimal' }],
				series: [
					{
						type: 'steps',
						key: 'level',
						label: 'Level',
						colour: '--ink',
						points: [{ on: '2022-03-01', precision: 'month', value: 1, strength: 2, note: '=cmd' }]
					}
				]
			},
			spec.panels[0]
		]
	};
	expect(chartCsv(dated).split('\r\n').slice(0, 3)).toEqual([
		'date,when,series,value,confidence,note',
		"2022-03-15,March 2022,Level,Minimal,moderate,'=cmd",
		'2021-01-01,2021,Sets back,-2,,'
	]);
});
