import { dayInWords } from '#lib/progress/period.ts';

// Without Intl: its first date takes a phone a tenth of a second.

/** The day of a moment as people write it: "3 March 2026" (UTC, so that server and browser say the same). */
export const dayOf = (moment: Date): string => dayInWords(moment.toISOString().slice(0, 10));

/** A moment as people write it, in UTC: "3 Mar 2026, 14:05 UTC". */
export function minuteOf(moment: Date): string {
	const [day, month = '', year] = dayOf(moment).split(' ');
	const short = month.slice(0, month === 'September' ? 4 : 3);
	return `${day} ${short} ${year}, ${moment.toISOString().slice(11, 16)} UTC`;
}
