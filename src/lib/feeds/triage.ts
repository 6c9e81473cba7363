import * as v from 'valibot';
import { addDays, isCalendarDate, type CalendarDate } from '../calendar.ts';
import { optionalLine } from '../text.ts';
import { dismissReasonLabels, dismissReasons, type DismissReason, type ItemState } from './inbox-item.ts';

/** An item as somebody saw it when they decided. */
export type Seen = { id: number; version: number };

/** What can be decided about an item. */
export const decisions = ['dismiss', 'snooze', 'attach', 'log', 'bringBack', 'undo'] as const;
export type Decision = (typeof decisions)[number];

/** States from which each decision may start. What was logged or attached is undone first, so that nothing counts twice. */
export const startsFrom: Record<Exclude<Decision, 'undo'>, readonly ItemState[]> = {
	dismiss: ['new', 'snoozed', 'dismissed', 'excluded'],
	snooze: ['new', 'snoozed', 'dismissed', 'excluded'],
	attach: ['new', 'snoozed', 'dismissed', 'excluded'],
	log: ['new', 'snoozed', 'dismissed', 'excluded'],
	bringBack: ['snoozed', 'dismissed', 'excluded']
};

/** How many items one decision takes at most. */
export const mostAtOnce = 1000;

/** Snoozed until the morning of one of these days, or of a day that is given. */
export const snoozes = ['tomorrow', 'monday', 'week'] as const;
export type Snooze = (typeof snoozes)[number];

export const snoozeLabels: Record<Snooze, string> = {
	tomorrow: 'Tomorrow',
	monday: 'Next Monday',
	week: 'In a week'
};

/** The day that a snooze names. */
export function dayOfSnooze(snooze: Snooze, today: CalendarDate): CalendarDate {
	if (snooze === 'tomorrow') return addDays(today, 1);
	if (snooze === 'week') return addDays(today, 7);
	const weekday = new Date(`${today}T00:00:00Z`).getUTCDay();
	return addDays(today, (8 - weekday) % 7 || 7);
}

/** Hour in UTC at which a snoozed item is back: before Europe begins to work. */
const hourBack = 4;

/** The moment on `day` at which a snoozed item comes back. */
export const backAt = (day: CalendarDate): Date =>
	new Date(`${day}T${String(hourBack).padStart(2, '0')}:00:00Z`);

/** How far off the day of a snooze may be. */
const longestSnooze = 366;

const daySchema = (today: () => CalendarDate) =>
	v.pipe(
		v.string('Choose until when.'),
		v.trim(),
		v.transform((text) => {
			const named = snoozes.find((one) => one === text);
			return named ? dayOfSnooze(named, today()) : text;
		}),
		v.check(isCalendarDate, 'Choose until when: a date as YYYY-MM-DD.'),
		v.check((day) => day > today(), 'Choose a day that is still to come.'),
		v.check((day) => day <= addDays(today(), longestSnooze), 'Choose a day within a year.')
	);

/** What a snooze is asked with. */
export const snoozeSchema = (today: () => CalendarDate) => v.object({ until: daySchema(today) });

/** What a dismissal is asked with. */
export const dismissSchema = v.object({
	reason: v.picklist(dismissReasons, ({ input }) =>
		input ? `Choose a reason: ${dismissReasons.join(', ')}.` : 'Choose a reason.'
	),
	/** In their own words. */
	note: optionalLine(500)
});
export type Dismissal = v.InferOutput<typeof dismissSchema>;

/** Items in a form's field, `12:1,13:4`: each with the version that was seen. */
export const writeSeen = (items: readonly Seen[]): string =>
	items.map(({ id, version }) => `${id}:${version}`).join(',');

/** Reads what `writeSeen` wrote; each item once. */
export const seenSchema = v.pipe(
	v.string('Choose an item first.'),
	v.regex(/^[1-9]\d{0,14}:[1-9]\d{0,8}(,[1-9]\d{0,14}:[1-9]\d{0,8})*$/, 'Choose an item first.'),
	v.transform((text) => {
		const items = text.split(',').map((one) => one.split(':').map(Number) as [number, number]);
		return [...new Map(items)].map(([id, version]): Seen => ({ id, version }));
	}),
	v.maxLength(mostAtOnce, `At most ${mostAtOnce} items at once.`)
);

/** What somebody decided, to follow a name: “Ben dismissed it (Too minor)”. */
export function decidedInWords(
	state: ItemState,
	reason: DismissReason | null,
	who: { name: string; isReader: boolean } | null
): string {
	const name = who === null ? 'Stocktake' : who.isReader ? 'You' : who.name;
	if (state === 'dismissed')
		return `${name} dismissed it (${reason ? dismissReasonLabels[reason] : 'no reason'})`;
	if (state === 'snoozed') return `${name} snoozed it`;
	if (state === 'logged') return `${name} logged it`;
	if (state === 'attached') return `${name} attached it to a development`;
	if (state === 'excluded') return 'A rule kept it out';
	return 'It was brought back to the inbox';
}
