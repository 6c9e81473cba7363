import type { CalendarDate } from '../calendar.ts';

/** Feeds and sources that began on one day. What they bring may make a rise that nothing in the world explains. */
export type Addition = { on: CalendarDate; names: string[] };

const named = 3;

/** "OSCE and UN News added", "OSCE, UN News, TASS and 4 more added". */
export function additionInWords({ names }: Addition): string {
	const shown = names.slice(0, named);
	const rest = names.length - shown.length;
	const parts = rest > 0 ? [...shown, `${rest} more`] : shown;
	const list = parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
	return `${list} added`;
}
