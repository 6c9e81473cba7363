import { expect, test } from 'vitest';
import { noEvidence } from './counts.ts';
import { periodsOf, portfolioSeries, progressSeries } from './series.ts';
import type { Judgement } from './standing.ts';
import { readView, wholeView } from './view.ts';

const judged = (assessedOn: string, level: 0 | 1 | 2 | 3): Judgement => ({
	id: 1,
	assessorId: 1,
	assessor: 'analyst-1',
	assessedOn,
	level,
	trajectory: 'steady',
	confidence: 'high'
});
const one = {
	weight: 1,
	staleAfterMonths: 9,
	judgements: [judged('2021-12-31', 2), judged('2022-11-15', 1)]
};
const asOf = (date: string) => ({ ...wholeView, asOf: date });

test('a series begins with the first judgement or evidence and ends with the last day that counts', () => {
	const counted = [{ start: '2021-04-01', counts: { ...noEvidence, 1: 2 } }];
	const series = progressSeries(asOf('2022-11-20'), one, counted);
	expect(series.map(({ key }) => key)).toEqual([
		'2021-Q2',
		'2021-Q3',
		'2021-Q4',
		'2022-Q1',
		'2022-Q2',
		'2022-Q3',
		'2022-Q4'
	]);
	expect(series.map(({ level }) => level)).toEqual([null, null, 2, 2, 2, 2, 1]);
	expect(series[0]?.evidence[1]).toBe(2);
	expect(series.at(-1)).toMatchObject({ on: '2022-11-20', to: '2022-12-31' });
});

test('a level is read on the last day of its period, not at its middle', () => {
	const series = progressSeries({ ...asOf('2022-12-31'), interval: 'year' }, one, []);
	expect(series.map(({ key, level, on }) => [key, level, on])).toEqual([
		['2021', 2, '2021-12-31'],
		['2022', 1, '2022-12-31']
	]);
});

test('evidence dated later than the last day that counts still has its period', () => {
	const counted = [{ start: '2023-04-01', counts: { ...noEvidence, 1: 1 } }];
	const series = progressSeries(asOf('2022-12-31'), one, counted);
	expect(series.at(-1)).toMatchObject({ key: '2023-Q2', on: '2022-12-31', level: 1 });
});

test('without data there are no periods, and an early beginning reaches ten years before the first', () => {
	expect(periodsOf(wholeView, [], [])).toEqual([]);
	const view = { ...asOf('2022-12-31'), from: '1000-01-01', interval: 'year' as const };
	expect(periodsOf(view, [one], [])[0]?.key).toBe('2011');
});

test('recommendations with different ideas of stale are each judged by their own', () => {
	const patient = { ...one, staleAfterMonths: 24 };
	const [last] = portfolioSeries({ ...asOf('2023-12-31'), from: '2023-12-01' }, [one, patient], []);
	expect(last).toMatchObject({ current: 1, assessed: 2, coverage: 0.5 });
});

test('a view keeps what can be read from an address and names what cannot', () => {
	const { view, faults } = readView(
		new URLSearchParams('from=2022-02-30&interval=month&asOf=2022-03-01&basis=guessed')
	);
	expect(view).toEqual({ ...wholeView, interval: 'month', asOf: '2022-03-01' });
	expect(faults).toHaveLength(2);
	expect(faults[0]).toContain('2022-02-30');
});

test('nobody looks back from a day that lies ahead', () => {
	const { view, faults } = readView(new URLSearchParams('asOf=2999-12-31'));
	expect(view).toEqual(wholeView);
	expect(faults[0]).toContain('This day lies ahead');
});
