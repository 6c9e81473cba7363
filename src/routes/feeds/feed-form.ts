import { pollMinutes } from '#lib/feeds/feed.ts';
import { everyInWords } from '#lib/feeds/health.ts';

/** Intervals to choose from, with the one in force among them. */
export function intervalOptions(current: number) {
	const usual = [15, 30, pollMinutes.usual, 180, 360, 720, 1_440, pollMinutes.most];
	return [...new Set([...usual, current])]
		.sort((a, b) => a - b)
		.map((minutes) => ({ value: String(minutes), label: everyInWords(minutes) }));
}

/** What a form holds of a feed: as typed, or as stored. */
export type FeedValues = {
	title: string;
	url: string;
	sourceId: string;
	intervalMinutes: string;
	silentAfterDays: string;
};

/** A feed as its form shows it. */
export const valuesOf = (feed: {
	title: string;
	url: string;
	sourceId: number | null;
	intervalMinutes: number;
	silentAfterDays: number | null;
}): FeedValues => ({
	title: feed.title,
	url: feed.url,
	sourceId: String(feed.sourceId ?? ''),
	intervalMinutes: String(feed.intervalMinutes),
	silentAfterDays: String(feed.silentAfterDays ?? '')
});
