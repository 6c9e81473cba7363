import * as v from 'valibot';

/** A calendar date as ISO 8601, `2022-03-04`: no time, no zone. */
export type CalendarDate = string;

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Whether `text` is a date that exists, between the years 1000 and 2999. */
export function isCalendarDate(text: string): text is CalendarDate {
	const match = isoDate.exec(text);
	if (!match) return false;
	const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
	if (year < 1000 || year > 2999) return false;
	const date = new Date(Date.UTC(year, month - 1, day));
	return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** Today in UTC. */
export function today(now: Date = new Date()): CalendarDate {
	return now.toISOString().slice(0, 10);
}

/** `date` moved by whole months; a day that the month lacks becomes its last. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
	const [year, month, day] = date.split('-').map(Number) as [number, number, number];
	const first = new Date(Date.UTC(year, month - 1 + months, 1));
	const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
	first.setUTCDate(Math.min(day, lastDay));
	return first.toISOString().slice(0, 10);
}

/** `date` moved by whole days. */
export function addDays(date: CalendarDate, days: number): CalendarDate {
	const moved = new Date(`${date}T00:00:00Z`);
	moved.setUTCDate(moved.getUTCDate() + days);
	return moved.toISOString().slice(0, 10);
}

/** A date that exists, as ISO 8601. */
export const calendarDate = v.pipe(
	v.string('Give a date as YYYY-MM-DD.'),
	v.trim(),
	v.check(isCalendarDate, 'There is no such date. Write it as YYYY-MM-DD.')
);

/** A date that may be absent, null or empty; then null. */
export const optionalCalendarDate = v.optional(
	v.nullable(
		v.pipe(
			v.string(),
			v.trim(),
			v.check(
				(text) => text === '' || isCalendarDate(text),
				'There is no such date. Write it as YYYY-MM-DD.'
			),
			v.transform((text) => (text === '' ? null : text))
		)
	),
	null
);
