import { addDays, addMonths, type CalendarDate } from '../calendar.ts';
import type { Period } from '../charts/chart.ts';

export const intervals = ['month', 'quarter', 'year'] as const;
export type Interval = (typeof intervals)[number];

export const intervalLabels: Record<Interval, string> = { month: 'Month', quarter: 'Quarter', year: 'Year' };

const monthsIn: Record<Interval, number> = { month: 1, quarter: 3, year: 12 };

const monthNames =
	'January February March April May June July August September October November December'.split(' ');

/** Series begin here at the earliest, whatever is asked for. */
export const earliest: CalendarDate = '1900-01-01';

/** The first day of the period that `date` falls in. */
export function periodStart(date: CalendarDate, interval: Interval): CalendarDate {
	const month = Number(date.slice(5, 7)) - 1;
	const first = month - (month % monthsIn[interval]) + 1;
	return `${date.slice(0, 4)}-${String(first).padStart(2, '0')}-01`;
}

/** The period that `date` falls in: `2022-03`, "March 2022"; `2022-Q1`, "Q1 2022"; `2022`, "2022". */
export function periodOf(date: CalendarDate, interval: Interval): Period {
	const from = periodStart(date, interval);
	const to = addDays(addMonths(from, monthsIn[interval]), -1);
	const [year, month] = [from.slice(0, 4), Number(from.slice(5, 7))];
	if (interval === 'year') return { key: year, label: year, from, to };
	if (interval === 'month') return { key: from.slice(0, 7), label: `${monthNames[month - 1]} ${year}`, from, to };
	const quarter = Math.ceil(month / 3);
	return { key: `${year}-Q${quarter}`, label: `Q${quarter} ${year}`, from, to };
}

/** Every period from the one that holds `from` to the one that holds `to`, without holes; none when `from` is later. */
export function periodsBetween(from: CalendarDate, to: CalendarDate, interval: Interval): Period[] {
	const periods: Period[] = [];
	let period = periodOf(from < earliest ? earliest : from, interval);
	while (period.from <= to) {
		periods.push(period);
		period = periodOf(addDays(period.to, 1), interval);
	}
	return periods;
}

/** `24 February 2022`. */
export function dayInWords(date: CalendarDate): string {
	return `${Number(date.slice(8, 10))} ${monthNames[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
}

/** Whole days from `from` to `to`. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
	return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}

/** How long that is, as people say it: "12 days", "7 months", "2 years and 3 months". */
export function durationInWords(days: number): string {
	const counted = (n: number, unit: string) => `${n} ${unit}${n === 1 ? '' : 's'}`;
	if (days < 60) return counted(days, 'day');
	const months = Math.round(days / 30.44);
	if (months < 24) return counted(months, 'month');
	const [years, rest] = [Math.floor(months / 12), months % 12];
	return rest === 0 ? counted(years, 'year') : `${counted(years, 'year')} and ${counted(rest, 'month')}`;
}
