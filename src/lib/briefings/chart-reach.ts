import type { CalendarDate } from '../calendar.ts';
import { monthsBefore } from '../progress/period.ts';

/** A chart shows at least so many months, however short the period: what a level is worth is seen by where it came from. */
const least = 24;

/** From when the charts of a briefing show what led to its last day; null for the beginning of everything. */
export function chartsFrom(
	period: { from: CalendarDate | null },
	publication: { year: number | null },
	on: CalendarDate
): CalendarDate | null {
	if (!period.from) return publication.year ? `${publication.year}-01-01` : null;
	const earliest = monthsBefore(on, least);
	return period.from < earliest ? period.from : earliest;
}
