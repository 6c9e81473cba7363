import type { DatedPoint, Period, Precision } from './chart.ts';

const DAY = 86_400_000;
const MONTHS = [
	'January',
	'February',
	'March',
	'April',
	'May',
	'June',
	'July',
	'August',
	'September',
	'October',
	'November',
	'December'
];

function days(date: string): number {
	return Date.parse(`${date}T00:00:00Z`) / DAY;
}

/**
 * Where a date stands on an axis whose unit is the period: period i reaches from i − 0.5 to i + 0.5, whatever its number
 * of days. So bars are equally wide and dated marks stand exactly above them. Dates outside are put at the nearest edge.
 */
export function positionOf(date: string, periods: readonly Period[]): number {
	const day = days(date);
	const index = periods.findIndex((period) => date <= period.to);
	if (index === -1) return periods.length - 0.5;
	const period = periods[index]!;
	if (date < period.from) return index - 0.5;
	return index - 0.5 + (day - days(period.from)) / (days(period.to) - days(period.from) + 1);
}

/** The middle of the span that an inexact date may mean; the date itself when it is known to the day. */
export function middleOf(date: string, precision: Precision = 'day'): string {
	const [year, month] = [date.slice(0, 4), date.slice(5, 7)];
	if (precision === 'year') return `${year}-07-01`;
	if (precision === 'month') return `${year}-${month}-15`;
	if (precision === 'quarter') {
		const middle = Math.floor((Number(month) - 1) / 3) * 3 + 2;
		return `${year}-${String(middle).padStart(2, '0')}-15`;
	}
	return date;
}

/** A date as people write it, no more exact than it is known: '24 February 2022', 'March 2022', 'Q1 2022', '2022'. */
export function wordsOf(date: string, precision: Precision = 'day'): string {
	const [year, month, day] = date.split('-').map(Number) as [number, number, number];
	if (precision === 'year') return String(year);
	if (precision === 'quarter') return `Q${Math.floor((month - 1) / 3) + 1} ${year}`;
	const words = `${MONTHS[month - 1]} ${year}`;
	return precision === 'month' ? words : `${day} ${words}`;
}

/** Is the date within the time that the periods cover? Points outside are not drawn. */
export function isWithin(date: string, periods: readonly Period[]): boolean {
	return periods.length > 0 && date >= periods[0]!.from && date <= periods.at(-1)!.to;
}

/**
 * The points of a step line within the periods: the last one before them is carried to their beginning, and the last
 * value holds until `until` (the end of the axis, or an earlier day such as today).
 */
export function stepsWithin(
	points: readonly DatedPoint[],
	periods: readonly Period[],
	until?: string
): DatedPoint[] {
	if (periods.length === 0) return [];
	const from = periods[0]!.from;
	const to = periods.at(-1)!.to;
	const end = until && until < to ? until : to;
	const before = points.findLast((point) => point.on < from);
	const within = points.filter((point) => point.on >= from && point.on <= end);
	return before ? [{ ...before, on: from }, ...within] : within;
}

/** The value of a step line on a date, or undefined before its first point. */
export function pointOn(points: readonly DatedPoint[], date: string): DatedPoint | undefined {
	return points.findLast((point) => point.on <= date);
}

/** Which period contains the date? −1 when none does. */
export function periodIndexOf(date: string, periods: readonly Period[]): number {
	return periods.findIndex((period) => date >= period.from && date <= period.to);
}

/**
 * Labels under the axis that do not collide: years when periods are shorter than a year, at the first period of each
 * (or the first shown), thinned to at most `most`. Few periods are all named.
 */
export function axisLabels(periods: readonly Period[], most: number): Map<number, string> {
	const labels = new Map<number, string>();
	if (periods.length <= most && periods.every((period) => period.label.length <= 7)) {
		periods.forEach((period, index) => labels.set(index, period.label));
		return labels;
	}
	const starts = periods.flatMap((period, index) => {
		const year = period.from.slice(0, 4);
		return index === 0 || year !== periods[index - 1]!.from.slice(0, 4) ? [{ index, year }] : [];
	});
	// A first year that is nearly over would push its label onto the next.
	if (starts.length > 2 && starts[1]!.index - starts[0]!.index < 2 && starts[2]!.index - starts[1]!.index > 2)
		starts.shift();
	const every = Math.max(1, Math.ceil(starts.length / most));
	starts.forEach((start, order) => {
		if (order % every === 0) labels.set(start.index, start.year);
	});
	return labels;
}
