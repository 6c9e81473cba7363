import { expect, test } from 'vitest';
import type { Series } from '../charts/chart.ts';
import { noEvidence } from './counts.ts';
import { heatRows } from './heat-map.ts';
import { periodOf } from './period.ts';
import { recommendationChart } from './recommendation-chart.ts';
import type { Judgement } from './standing.ts';

const judged = (
	id: number,
	assessorId: number,
	assessedOn: string,
	level: 0 | 1 | 2 | 3,
	confidence: 'low' | 'high' = 'high'
): Judgement => ({
	id,
	assessorId,
	assessor: `analyst-${assessorId}`,
	assessedOn,
	level,
	trajectory: 'steady',
	confidence
});

const chart = recommendationChart({
	ref: { publication: 'paper', code: 'C1', title: 'Keep contacts' },
	judgements: [
		judged(1, 1, '2021-12-31', 2),
		judged(2, 1, '2022-12-31', 1),
		judged(3, 2, '2022-12-31', 0, 'low')
	],
	staleAfterMonths: 9,
	until: '2023-10-15',
	periods: [
		{ ...periodOf('2022-01-01', 'quarter'), evidence: { ...noEvidence, [-2]: 1, [-1]: 3, 0: 2, 2: 4 } },
		{ ...periodOf('2022-04-01', 'quarter'), evidence: noEvidence }
	],
	reversals: [{ id: 7, title: 'Mandate lapses', occurredOn: '2022-03-31', occurredPrecision: 'day' }],
	earlier: 2
});
const series = (key: string) =>
	chart.panels
		.flatMap((panel) => panel.series as readonly Series[])
		.find((one) => one.key === key) as never as Record<string, never>;

test('setbacks hang down and advances stand up, counted and never summed', () => {
	expect(series('-2')['values']).toEqual([-1, 0]);
	expect(series('-1')['values']).toEqual([-3, 0]);
	expect(series('2')['values']).toEqual([4, 0]);
	expect(series('0')).toMatchObject({ type: 'neutral', values: [2, 0] });
	expect(chart.note).toContain('2 from before Q1 2022 are listed below');
});

test('the step of a day with several judgements is the one recorded last, and every judgement has its point', () => {
	expect(series('level')['points']).toMatchObject([
		{ on: '2021-12-31', value: 2, strength: 3 },
		{ on: '2022-12-31', value: 0, strength: 1 }
	]);
	expect(series('assessors')['points']).toHaveLength(3);
});

test('the range opens where assessors differ and closes when they are out of date', () => {
	expect(series('range')['points']).toEqual([
		{ on: '2021-12-31', low: 2, high: 2 },
		{ on: '2022-10-01', low: 2, high: 2 },
		{ on: '2022-12-31', low: 0, high: 1 },
		{ on: '2023-10-01', low: 0, high: 0 }
	]);
});

test('what is out of date is hatched up to the next assessment or the last day', () => {
	expect(series('stale')['spans']).toEqual([
		{ from: '2022-09-30', to: '2022-12-31' },
		{ from: '2023-09-30', to: '2023-10-15' }
	]);
});

test('falls of the level and developments that undo are marked as reversals, in order', () => {
	expect(series('reversals')['points']).toMatchObject([
		{ on: '2022-03-31', note: 'Mandate lapses' },
		{ on: '2022-12-31', note: 'Level moved back from intermediate to not initiated' }
	]);
});

test('a cell of the heat map counts, names its net effect, and leads to its developments', () => {
	const [row] = heatRows({
		publication: 'paper',
		recommendations: [{ id: 5, code: 'C1', title: 'Talk', theme: 'C', themeTitle: 'Contacts' }],
		cells: [{ recommendationId: 5, start: '2022-01-01', developments: 3, net: -1 }],
		periods: [periodOf('2022-01-01', 'quarter'), periodOf('2022-04-01', 'quarter')]
	});
	expect(row?.cells).toEqual([
		{
			colour: '--effect-zero',
			text: '3',
			mark: '·',
			title: 'C1, Q1 2022: 3 developments, net effect −1',
			href: '/developments?recommendation=paper/C1&from=2022-01-01&to=2022-03-31'
		},
		null
	]);
});
