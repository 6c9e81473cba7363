import { expect, test } from 'vitest';
import { isPerPeriod } from '../charts/chart.ts';
import { agreementOf } from '../evidence/agreement.ts';
import { tallyOf } from '../evidence/agreement-tally.ts';
import { agreementChart } from './agreement-chart.ts';

const result = (same: number, apart: number) =>
	agreementOf(tallyOf(2, [{ counts: [2, 0], units: same }, { counts: [0, 2], units: same }, { counts: [1, 1], units: apart }])); // prettier-ignore
function valuesOf(spec: ReturnType<typeof agreementChart>, key: string): readonly (number | null)[] {
	const series = spec.panels.flatMap((panel) => panel.series).find((one) => one.key === key);
	return series && isPerPeriod(series) ? series.values : [];
}

test('years with too little are gaps in the line, and said in words; the line begins with the first number', () => {
	const spec = agreementChart(
		[
			{ start: '2019-01-01', result: result(0, 1) },
			{ start: '2020-01-01', result: result(10, 0) },
			{ start: '2021-01-01', result: result(3, 1) },
			{ start: '2023-01-01', result: result(10, 4) }
		],
		'year',
		[]
	);
	expect(spec.periods.map(({ key }) => key)).toEqual(['2020', '2021', '2022', '2023']);
	// 2023: 24 codings of each kind, 4 of 24 units apart: 1 − 47 × 4 ÷ (24 × 24).
	expect(valuesOf(spec, 'alpha')).toEqual([1, null, null, expect.closeTo(1 - (47 * 4) / 576, 12)]);
	expect(valuesOf(spec, 'units')).toEqual([20, 7, 0, 24]);
	expect(valuesOf(spec, 'low')[1]).toBeNull();
	expect(spec.title).toBe('Agreement was lowest in 2023 (0.674) and highest in 2020 (1.000)');
	expect(spec.note).toContain('no number: 2019 (1), 2021 (7).');
});

test('without any period that has enough it says so', () => {
	expect(agreementChart([{ start: '2021-04-01', result: result(2, 1) }], 'quarter', []).title).toBe(
		'No quarter has enough double codings for a number'
	);
	expect(agreementChart([{ start: '2021-04-01', result: result(9, 1) }], 'quarter', []).title).toContain(
		'Only Q2 2021'
	);
	expect(agreementChart([], 'year', []).periods).toEqual([]);
});
