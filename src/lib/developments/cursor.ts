import { isCalendarDate, type CalendarDate } from '../calendar.ts';
import { Refused } from '../errors.ts';

/**
 * Where a page of a list ends: after this development in time order, or after so many in order of rank. `widened`
 * where a search took its last word as the beginning of one.
 */
export type Cursor = ({ on: CalendarDate; id: number } | { offset: number }) & { widened?: boolean };

/** A cursor as it stands in addresses: opaque, safe in a URL. */
export function encodeCursor(cursor: Cursor): string {
	const place = 'offset' in cursor ? [cursor.offset] : [cursor.on, cursor.id];
	return btoa(JSON.stringify([...place, ...(cursor.widened ? [true] : [])])).replace(/=+$/, '');
}

/** Reads what `encodeCursor` wrote. @throws Refused for anything else. */
export function decodeCursor(text: string): Cursor {
	const match = form.exec(decoded(text.slice(0, 200)));
	const [, on, number, widened] = match ?? [];
	const count = Number(number);
	const isSound =
		number !== undefined && Number.isSafeInteger(count) && (on === undefined || isCalendarDate(on));
	if (!isSound)
		throw new Refused('This cursor is not one of ours. Begin again from the first page.', 'cursor');
	const place = on === undefined ? { offset: count } : { on, id: count };
	return widened ? { ...place, widened: true } : place;
}

/** What stands in a cursor is plain ASCII, whose base64 needs none of the characters that URLs would escape. */
const decoded = (text: string) => (/^[A-Za-z0-9]*$/.test(text) && text.length % 4 !== 1 ? atob(text) : '');

const form = /^\[(?:"(\d{4}-\d{2}-\d{2})",)?(\d{1,15})(,true)?\]$/;

/** A page holds 50 rows unless said, 100 at most. @throws Refused for anything but a whole number from 1 to 100. */
export function readLimit(text: string | null | undefined): number {
	if (text === null || text === undefined || text === '') return 50;
	const limit = /^\d{1,3}$/.test(text) ? Number(text) : 0;
	if (limit >= 1 && limit <= 100) return limit;
	throw new Refused('The limit is a whole number from 1 to 100.', 'limit');
}
