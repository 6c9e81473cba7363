import type { CalendarDate } from '../calendar.ts';
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
	const start = periodStart(date, interval);
	return periodFrom(Number(start.slice(0, 4)), Number(start.slice(5, 7)), interval);
}

/** Every period from the one that holds `from` to the one that holds `to`, without holes; none when `from` is later. */
export function periodsBetween(from: CalendarDate, to: CalendarDate, interval: Interval): Period[] {
	const start = periodStart(from < earliest ? earliest : from, interval);
	let [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7))];
	const periods: Period[] = [];
	for (;;) {
		const period = periodFrom(year, month, interval);
		if (period.from > to) return periods;
		periods.push(period);
		month += monthsIn[interval];
		if (month > 12) [year, month] = [year + 1, 1];
	}
}

const twoDigits = (value: number) => (value < 10 ? `0${value}` : String(value));

// Long series are made on every request, so what follows reckons in whole numbers rather than with Date.

function lastDay(year: number, month: number): number {
	if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
	return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** `date` moved back by whole months; a day that the month lacks becomes its last. */
export function monthsBefore(date: CalendarDate, months: number): CalendarDate {
	const count = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months;
	const [year, month] = [Math.floor(count / 12), (count % 12) + 1];
	return `${year}-${twoDigits(month)}-${twoDigits(Math.min(Number(date.slice(8, 10)), lastDay(year, month)))}`;
}

function periodFrom(year: number, month: number, interval: Interval): Period {
	const last = month + monthsIn[interval] - 1;
	const days = lastDay(year, last);
	const from = `${year}-${twoDigits(month)}-01`;
	const to = `${year}-${twoDigits(last)}-${days}`;
	if (interval === 'year') return { key: String(year), label: String(year), from, to };
	if (interval === 'month')
		return { key: from.slice(0, 7), label: `${monthNames[month - 1]} ${year}`, from, to };
	const quarter = Math.ceil(month / 3);
	return { key: `${year}-Q${quarter}`, label: `Q${quarter} ${year}`, from, to };
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
