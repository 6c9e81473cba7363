import type { CalendarDate } from '../calendar.ts';
import { periodStart, type Interval } from './period.ts';

/** What one forum had in one month. `month` is its first day, `days` has a bit for each day with a development. */
export type ContactMonth = { forumId: number; month: CalendarDate; developments: number; days: number };

/** The longest time without a development: from the day of one to that of the next, or to the last day looked at. */
export type Gap = { from: CalendarDate; to: CalendarDate; days: number; isOpen: boolean };

/** How continual contacts in a forum were. */
export type Continuity = {
	id: number;
	name: string;
	developments: number;
	first: CalendarDate | null;
	last: CalendarDate | null;
	longestGap: Gap | null;
};

/** Developments by forum and period, for periods that have any; `months` by forum, then in order of time. */
export function countContacts(months: readonly ContactMonth[], interval: Interval) {
	const counts: { forumId: number; start: CalendarDate; developments: number }[] = [];
	for (const { forumId, month, developments } of months) {
		const start = periodStart(month, interval);
		const last = counts.at(-1);
		if (last?.forumId === forumId && last.start === start) last.developments += developments;
		else counts.push({ forumId, start, developments });
	}
	return counts;
}

/**
 * How continual contacts in a forum were: how many developments, the first and last day, and the longest gap in whole
 * days between two days with a development that follow one another; of equal ones the earliest. The time from the last
 * one to `to` counts as a gap too: it is open when it is the longest. A forum without a development has zero and nulls.
 * @param months in order of time.
 */
export function continuityOf(
	{ id, name }: { id: number; name: string },
	months: readonly ContactMonth[],
	to: CalendarDate
): Continuity {
	const days = months.flatMap(daysOf);
	const [first, last] = [days[0], days.at(-1)];
	const developments = months.reduce((sum, month) => sum + month.developments, 0);
	if (first === undefined || last === undefined)
		return { id, name, developments, first: null, last: null, longestGap: null };
	const until = dayNumber(to);
	let [start, length] = [first, 0];
	for (const [at, day] of days.entries()) {
		const next = days[at + 1] ?? until;
		if (next - day > length) [start, length] = [day, next - day];
	}
	const longestGap = {
		from: dateOf(start),
		to: dateOf(start + length),
		days: length,
		isOpen: start === last
	};
	return {
		id,
		name,
		developments,
		first: dateOf(first),
		last: dateOf(last),
		longestGap: length > 0 ? longestGap : null
	};
}

/** The days of a month that its bits stand for, as days since 1970, in order. */
function daysOf({ month, days }: ContactMonth): number[] {
	const first = dayNumber(month);
	const found: number[] = [];
	for (let day = 0; day < 31; day++) if (days & (1 << day)) found.push(first + day);
	return found;
}

const millisecondsInDay = 86_400_000;

const dayNumber = (date: CalendarDate) => Date.parse(date) / millisecondsInDay;

const dateOf = (day: number): CalendarDate => new Date(day * millisecondsInDay).toISOString().slice(0, 10);
