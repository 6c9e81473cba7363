import { addDays, addMonths, type CalendarDate } from '../calendar.ts';

export type DefaultPeriod = {
	from: CalendarDate;
	to: CalendarDate;
	/** Whether it ends with what is known, since nothing is known of the last twelve months. */
	isEarlier: boolean;
};

/**
 * The twelve months that a new briefing covers unless somebody says otherwise: up to today; or, where nothing is known of
 * them, up to the last day of which something is.
 */
export function defaultPeriod(today: CalendarDate, lastKnown: CalendarDate | null): DefaultPeriod {
	const last = yearUpTo(today);
	if (lastKnown === null || lastKnown >= last.from) return { ...last, isEarlier: false };
	return { ...yearUpTo(lastKnown), isEarlier: true };
}

const yearUpTo = (to: CalendarDate) => ({ from: addDays(addMonths(to, -12), 1), to });
