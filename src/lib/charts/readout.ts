import { type ChartSpec, type Colour, isPerPeriod, type Panel, type Series } from './chart.ts';
import { formatNumber } from './table.ts';
import { middleOf, periodIndexOf, pointOn, wordsOf } from './timeline.ts';

/** What a chart says about one period: shown beside the pointer, and spoken when the arrow keys move. */
export type Readout = {
	title: string;
	lines: { label: string; value: string; colour: Colour; hatched: boolean }[];
};

const CONFIDENCE = { 1: 'low confidence', 2: 'moderate confidence', 3: 'high confidence' };

export function readoutOf(spec: ChartSpec, index: number): Readout {
	const period = spec.periods[index];
	if (!period) return { title: '', lines: [] };
	const lines = spec.panels.flatMap((panel) =>
		panel.series.flatMap((series) =>
			linesOf(spec, panel, series, index).map((line) => ({ ...swatch(series), ...line }))
		)
	);
	return { title: period.label, lines };
}

/** The same as one sentence. */
export function readoutSentence(readout: Readout): string {
	if (readout.lines.length === 0) return `${readout.title}: nothing`;
	return `${readout.title}: ${readout.lines.map((line) => [line.label, line.value].filter(Boolean).join(' ')).join('; ')}`;
}

function swatch(series: Series) {
	const hatched = series.type === 'stretches' || ('fill' in series && series.fill === 'hatched');
	return { colour: series.colour, hatched };
}

type Line = { label: string; value: string; colour?: Colour };

function linesOf(spec: ChartSpec, panel: Panel, series: Series, index: number): Line[] {
	const { periods } = spec;
	const period = periods[index]!;
	const name = (value: number) =>
		panel.ticks?.find((tick) => tick.value === value)?.label ?? formatNumber(value, panel);

	if (isPerPeriod(series)) {
		const value = series.values[index] ?? null;
		if (value === null) return series.type === 'line' ? [{ label: series.label, value: 'no data' }] : [];
		if (value === 0 && series.type !== 'line') return [];
		return [{ label: series.label, value: name(panel.mirrored ? Math.abs(value) : value) }];
	}
	if (series.type === 'steps') {
		const point = pointOn(series.points, period.to);
		if (!point) return [];
		const since = point.on < period.from ? `since ${wordsOf(point.on, point.precision)}` : '';
		const strength = point.strength ? CONFIDENCE[point.strength] : '';
		const value = point.value === null ? 'none' : name(point.value);
		const colour = point.value === null ? undefined : series.valueColours?.[Math.round(point.value)];
		return [
			{
				label: series.label,
				value: [value, strength, since].filter(Boolean).join(', '),
				...(colour ? { colour } : {})
			}
		];
	}
	if (series.type === 'band') {
		const range = series.points.findLast((point) => point.on <= period.to);
		if (!range || range.low === range.high) return [];
		return [{ label: series.label, value: `${name(range.low)} to ${name(range.high)}` }];
	}
	if (series.type === 'stretches') {
		return series.spans.some((span) => span.from <= period.to && span.to >= period.from)
			? [{ label: series.label, value: '' }]
			: [];
	}
	return series.points
		.filter((point) => periodIndexOf(middleOf(point.on, point.precision), periods) === index)
		.map((point) => ({
			label: series.label,
			value: [
				point.value === null ? '' : name(point.value),
				point.note ?? '',
				point.strength ? CONFIDENCE[point.strength] : '',
				wordsOf(point.on, point.precision)
			]
				.filter(Boolean)
				.join(', ')
		}));
}
