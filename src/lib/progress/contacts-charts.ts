import type { CalendarDate } from '../calendar.ts';
import type { ChartSpec, Period } from '../charts/chart.ts';
import { gapInWords } from './finding.ts';
import { dayInWords } from './period.ts';

export type ForumContacts = {
	id: number;
	name: string;
	developments: number;
	last: CalendarDate | null;
	longestGap: { from: CalendarDate; to: CalendarDate; days: number; isOpen: boolean } | null;
};

/** Developments per period in one forum: a small multiple whose title says how continual they were. */
export function contactsChart(
	forum: ForumContacts,
	counts: readonly { forumId: number; start: CalendarDate; developments: number }[],
	periods: readonly Period[]
): ChartSpec {
	const own = new Map(
		counts.filter((row) => row.forumId === forum.id).map((row) => [row.start, row.developments])
	);
	const name = forum.name.charAt(0).toUpperCase() + forum.name.slice(1);
	const gap = forum.longestGap ? `: ${gapInWords(forum.longestGap)}` : '';
	return {
		id: `forum-${forum.id}`,
		title: forum.developments === 0 ? `${name}: nothing logged` : `${name}${gap}`,
		summary: `${forum.developments} developments in ${forum.name} per period${forum.last ? `, the last on ${dayInWords(forum.last)}` : ''}.`,
		periods,
		panels: [
			{
				label: 'Developments',
				min: 0,
				series: [
					{
						type: 'bars',
						key: 'developments',
						label: 'Developments',
						colour: '--series-1',
						values: periods.map((period) => own.get(period.from) ?? 0)
					}
				]
			}
		],
		sources: [
			{
				label: 'Developments logged in this forum',
				href: `/developments?forum=${encodeURIComponent(forum.name)}`
			}
		]
	};
}
