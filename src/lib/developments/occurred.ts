import { isCalendarDate, type CalendarDate } from '../calendar.ts';

/** How exactly a date is known. */
export const precisions = ['day', 'month', 'year'] as const;
export type Precision = (typeof precisions)[number];

/** When something happened, and how exactly that is known. */
export type Occurred = { on: CalendarDate; precision: Precision };

const months = [
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

/** The number of a month named in English, in full or by three letters or more; undefined where it is none. */
function monthNumber(name: string): number | undefined {
	const wanted = name.toLowerCase().replace('.', '');
	if (wanted.length < 3) return undefined;
	const index = months.findIndex(
		(month) => month.toLowerCase().startsWith(wanted) || (wanted === 'sept' && month === 'September')
	);
	return index === -1 ? undefined : index + 1;
}

const pad = (value: string | number, length: number) => String(value).padStart(length, '0');

/**
 * Reads a date as people write it: `2022-03-04`, `4 March 2022`, `March 4, 2022`, `04.03.2022`; `2022-03`, `March 2022`;
 * `2022`. A month stands on its first day, a year on 1 July. Undefined where no such date exists.
 */
export function parseOccurred(text: string, precision?: Precision): Occurred | undefined {
	const read = readDate(text.trim().replace(/\s+/g, ' '));
	if (!read || !isCalendarDate(read.on)) return undefined;
	return precision ? atPrecision(read.on, precision) : read;
}

/** Whether a date that exists names as much as `precision` says is known: a day cannot be read out of a month. */
export function namesAsMuch(text: string, precision: Precision): boolean {
	const read = parseOccurred(text);
	return !read || precisions.indexOf(read.precision) <= precisions.indexOf(precision);
}

function readDate(text: string): Occurred | undefined {
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return { on: text, precision: 'day' };
	let match = /^(\d{4})[-/](\d{1,2})$/.exec(text);
	if (match) return { on: `${match[1]}-${pad(match[2]!, 2)}-01`, precision: 'month' };
	if (/^\d{4}$/.test(text)) return { on: `${text}-07-01`, precision: 'year' };
	match = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text);
	if (match) return { on: `${match[3]}-${pad(match[2]!, 2)}-${pad(match[1]!, 2)}`, precision: 'day' };
	match = /^(\d{1,2}) ([A-Za-z]+\.?),? (\d{4})$/.exec(text);
	if (match) return dayOf(match[3]!, match[2]!, match[1]!);
	match = /^([A-Za-z]+\.?) (\d{1,2}),? (\d{4})$/.exec(text);
	if (match) return dayOf(match[3]!, match[1]!, match[2]!);
	match = /^([A-Za-z]+\.?),? (\d{4})$/.exec(text);
	const month = match && monthNumber(match[1]!);
	return match && month ? { on: `${match[2]}-${pad(month, 2)}-01`, precision: 'month' } : undefined;
}

function dayOf(year: string, name: string, day: string): Occurred | undefined {
	const month = monthNumber(name);
	return month ? { on: `${year}-${pad(month, 2)}-${pad(day, 2)}`, precision: 'day' } : undefined;
}

/** The same date known only to `precision`: a month stands on its first day, a year on 1 July. */
export function atPrecision(on: CalendarDate, precision: Precision): Occurred {
	if (precision === 'month') return { on: `${on.slice(0, 7)}-01`, precision };
	if (precision === 'year') return { on: `${on.slice(0, 4)}-07-01`, precision };
	return { on, precision };
}

/** `4 March 2022`, `March 2022` or `2022`: no more than is known. */
export function formatOccurred({ on, precision }: Occurred): string {
	const [year, month, day] = on.split('-').map(Number) as [number, number, number];
	if (precision === 'year') return String(year);
	const named = `${months[month - 1]} ${year}`;
	return precision === 'month' ? named : `${day} ${named}`;
}

/** How far apart two things happened, given the precision of the vaguer: "same day", "one day apart", "about 12 days apart" where the date is known to the month alone. */
export function apart(days: number, precision: Precision): string {
	if (days === 0) return `same ${precision}`;
	return days === 1 ? 'one day apart' : `${precision === 'day' ? '' : 'about '}${days} days apart`;
}
