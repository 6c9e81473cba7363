import { type ChartSpec, isPerPeriod, type Panel, seriesOf, type Series, type Strength } from './chart.ts';
import { middleOf, wordsOf } from './timeline.ts';

/** The data of a chart as a table of texts; `key` names the period of a row, so that it can be a link. */
export type Table = {
	caption: string;
	columns: { key: string; label: string; numeric: boolean }[];
	rows: { key: string; label: string; href?: string | undefined; cells: string[] }[];
};

const STRENGTHS: Record<Strength, string> = { 1: 'low', 2: 'moderate', 3: 'high' };

/** Made once for each number of digits, and only where a number needs one: the first takes a phone ten milliseconds. */
const formats = new Map<number, Intl.NumberFormat>();

export function formatNumber(
	value: number,
	{ unit = '', digits = 1 }: Pick<Panel, 'unit' | 'digits'> = {}
): string {
	const isPlain = Math.abs(value) < 1_000 && Number.isInteger(value * 10 ** digits);
	const text = isPlain ? String(value) : rounded(value, digits);
	return `${text.replace('-', '−')}${unit}`;
}

function rounded(value: number, digits: number): string {
	let numbers = formats.get(digits);
	if (!numbers)
		formats.set(digits, (numbers = new Intl.NumberFormat('en-GB', { maximumFractionDigits: digits })));
	return numbers.format(value);
}

function nameOf(value: number | null, panel: Panel) {
	if (value === null) return 'none';
	return panel.ticks?.find((tick) => tick.value === value)?.label ?? formatNumber(value, panel);
}

/** Series with a value per period: one row a period, one column a series. */
function periodTable(spec: ChartSpec): Table[] {
	const columns = spec.panels.flatMap((panel) =>
		panel.series.filter(isPerPeriod).map((series) => ({ series, panel }))
	);
	if (columns.length === 0) return [];
	return [
		{
			caption: 'By period',
			columns: columns.map(({ series }) => ({ key: series.key, label: series.label, numeric: true })),
			rows: spec.periods.map((period, index) => ({
				key: period.key,
				label: period.label,
				cells: columns.map(({ series, panel }) => {
					const value = series.values[index] ?? null;
					return value === null ? 'no data' : formatNumber(panel.mirrored ? Math.abs(value) : value, panel);
				})
			}))
		}
	];
}

/** One entry per dated thing, in the order of time. */
export type DatedRow = {
	on: string;
	date: string;
	series: string;
	value: string;
	strength: string;
	note: string;
	href: string | undefined;
};

export function datedRows(spec: ChartSpec): DatedRow[] {
	const rows = spec.panels.flatMap((panel) =>
		panel.series.flatMap((series) => rowsOf(series, (value) => nameOf(value, panel)))
	);
	return rows.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
}

function rowsOf(series: Series, name: (value: number | null) => string): DatedRow[] {
	const empty = { series: series.label, value: '', strength: '', note: '', href: undefined };
	switch (series.type) {
		case 'steps':
		case 'points':
		case 'marks':
			return series.points.map((point) => ({
				on: middleOf(point.on, point.precision),
				date: wordsOf(point.on, point.precision),
				series: series.label,
				value: series.type === 'marks' && point.value === null ? '' : name(point.value),
				strength: point.strength ? STRENGTHS[point.strength] : '',
				note: point.note ?? '',
				href: point.href
			}));
		case 'band':
			return series.points
				.filter((point) => point.low !== point.high)
				.map((point) => ({
					...empty,
					on: point.on,
					date: wordsOf(point.on),
					value: `${name(point.low)} to ${name(point.high)}`
				}));
		case 'stretches':
			return series.spans.map((span) => ({
				...empty,
				on: span.from,
				date: `${wordsOf(span.from)} to ${wordsOf(span.to)}`,
				note: span.note ?? ''
			}));
		default:
			return [];
	}
}

function datedTable(spec: ChartSpec): Table[] {
	const rows = datedRows(spec);
	if (rows.length === 0) return [];
	const hasStrength = rows.some((row) => row.strength !== '');
	const column = (key: string, label: string) => ({ key, label, numeric: false });
	return [
		{
			caption: 'By date',
			columns: [
				column('series', 'What'),
				column('value', 'Value'),
				...(hasStrength ? [column('strength', 'Confidence')] : []),
				column('note', 'Note')
			],
			rows: rows.map((row, index) => ({
				key: String(index),
				label: row.date,
				href: row.href,
				cells: [row.series, row.value, ...(hasStrength ? [row.strength] : []), row.note]
			}))
		}
	];
}

/** All data of a chart, as one or two tables. */
export function tablesOf(spec: ChartSpec): Table[] {
	return [...periodTable(spec), ...datedTable(spec)];
}

/** How many periods have any value: a chart without data says so instead of drawing an empty frame. */
export function hasData(spec: ChartSpec): boolean {
	return seriesOf(spec).some((series) => {
		if (isPerPeriod(series)) return series.values.some((value) => value !== null && value !== 0);
		return series.type === 'stretches' ? false : series.points.length > 0;
	});
}
