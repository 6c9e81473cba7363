import { type ChartSpec, isPerPeriod, seriesOf } from './chart.ts';
import { datedRows } from './table.ts';

/**
 * A cell that a spreadsheet cannot mistake for a formula: text that begins with = + - @, a tab or a return gets an
 * apostrophe before it, numbers stay numbers; quoted where RFC 4180 asks for it.
 */
export function csvCell(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	const isNumber = /^[-+]?\d+(\.\d+)?$/.test(value);
	const safe = !isNumber && /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
	return rows.map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

/** The data of a chart as CSV: a wide table of periods, or, when it holds dated points too, one long list. */
export function chartCsv(spec: ChartSpec): string {
	const columns = seriesOf(spec).filter(isPerPeriod);
	const dated = datedRows(spec);
	if (dated.length === 0) {
		return csvOf([
			['period', 'from', 'to', ...columns.map((series) => series.label)],
			...spec.periods.map((period, index) => [
				period.key,
				period.from,
				period.to,
				...columns.map((series) => series.values[index] ?? null)
			])
		]);
	}
	return csvOf([
		['date', 'when', 'series', 'value', 'confidence', 'note'],
		...dated.map((row) => [row.on, row.date, row.series, row.value, row.strength, row.note]),
		...columns.flatMap((series) =>
			spec.periods.map((period, index) => [
				period.from,
				period.key,
				series.label,
				series.values[index] ?? null,
				'',
				''
			])
		)
	]);
}
