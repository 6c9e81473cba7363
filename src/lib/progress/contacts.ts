import type { CalendarDate } from '../calendar.ts';
import { daysBetween } from './period.ts';

/** A time without a contact: after `from`, until `to`. */
export type Gap = { from: CalendarDate; to: CalendarDate; days: number; isOpen: boolean };

/**
 * The longest time without a contact, in whole days between two contacts that follow one another; the time from the last
 * contact to `until` counts too and is open. `days` are in order. Undefined without a contact; of equals the earliest.
 */
export function longestGap(days: readonly CalendarDate[], until: CalendarDate): Gap | undefined {
	let longest: Gap | undefined;
	days.forEach((from, index) => {
		const next = days[index + 1];
		const to = next ?? until;
		const length = daysBetween(from, to);
		if (length > (longest?.days ?? 0)) longest = { from, to, days: length, isOpen: next === undefined };
	});
	return longest;
}
