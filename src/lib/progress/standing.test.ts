import { expect, test } from 'vitest';
import {
	isOutOfDate,
	neverAssessed,
	reversals,
	staleStretches,
	standingOn,
	type Judgement
} from './standing.ts';

let id = 0;
const judged = (assessedOn: string, level: 0 | 1 | 2 | 3, assessorId = 1): Judgement => ({
	id: ++id,
	assessorId,
	assessor: `analyst-${assessorId}`,
	assessedOn,
	level,
	trajectory: 'steady',
	confidence: 'moderate'
});

test('what was never assessed has no level, and is neither 0 nor stale', () => {
	expect(standingOn([], '2022-12-31', 9)).toEqual(neverAssessed);
	expect(standingOn([judged('2023-01-01', 2)], '2022-12-31', 9)).toEqual(neverAssessed);
	expect(neverAssessed.level).toBeNull();
});

test('the level is that of the latest assessment by the day, and holds from the day itself', () => {
	const judgements = [judged('2021-12-31', 2), judged('2022-12-31', 1)];
	expect(standingOn(judgements, '2022-12-30', 9).level).toBe(2);
	expect(standingOn(judgements, '2022-12-31', 9).level).toBe(1);
});

test('of two assessments on one day the one recorded last gives the level', () => {
	const judgements = [judged('2022-12-31', 0, 1), judged('2022-12-31', 1, 2)];
	expect(standingOn(judgements, '2023-01-31', 9).level).toBe(1);
});

test('the range lies between the latest judgements of each assessor', () => {
	const judgements = [judged('2022-01-01', 3, 1), judged('2022-06-30', 0, 1), judged('2022-06-30', 2, 2)];
	expect(standingOn(judgements, '2022-12-31', 9)).toMatchObject({ level: 2, low: 0, high: 2 });
});

test('an assessor whose latest judgement is out of date no longer widens the range', () => {
	const judgements = [judged('2022-01-01', 3, 2), judged('2022-12-31', 1, 1)];
	expect(standingOn(judgements, '2023-01-31', 9)).toMatchObject({ level: 1, low: 1, high: 1 });
	expect(standingOn(judgements, '2023-01-31', 24)).toMatchObject({ level: 1, low: 1, high: 3 });
});

test('a level that is out of date stays, and its range is the level itself', () => {
	const judgements = [judged('2022-01-01', 3, 2), judged('2022-01-01', 1, 1)];
	expect(standingOn(judgements, '2023-01-31', 9)).toMatchObject({ level: 1, low: 1, high: 1, isStale: true });
});

test('nine months to the day are not out of date, a day more are', () => {
	expect(isOutOfDate('2025-09-30', '2026-06-30', 9)).toBe(false);
	expect(isOutOfDate('2025-09-30', '2026-07-01', 9)).toBe(true);
});

test('stale stretches run from nine months after an assessment to the next, or to the last day', () => {
	const judgements = [judged('2021-12-31', 2), judged('2022-06-30', 1), judged('2023-12-31', 1)];
	expect(staleStretches(judgements, '2024-12-31', 9)).toEqual([
		{ from: '2023-03-30', to: '2023-12-31' },
		{ from: '2024-09-30', to: '2024-12-31' }
	]);
});

test('a reversal is a fall from one assessed day to the next, by what was recorded last on each', () => {
	const judgements = [
		judged('2021-12-31', 2),
		judged('2022-12-31', 0, 1),
		judged('2022-12-31', 1, 2),
		judged('2023-12-31', 1),
		judged('2024-12-31', 0)
	];
	expect(reversals(judgements)).toEqual([
		{ on: '2022-12-31', from: 2, to: 1 },
		{ on: '2024-12-31', from: 1, to: 0 }
	]);
});
