/** How a feed stands. */
export const feedStates = ['well', 'silent', 'failing', 'waiting', 'off'] as const;
export type FeedState = (typeof feedStates)[number];

export const feedStateLabels: Record<FeedState, string> = {
	well: 'Answers',
	silent: 'Silent',
	failing: 'Failing',
	waiting: 'Not polled yet',
	off: 'Off'
};

export type Standing = {
	isOn: boolean;
	failures: number;
	lastPolledAt: Date | null;
	lastItemAt: Date | null;
	startedAt: Date | null;
	silentAfterDays: number | null;
};

const day = 24 * 60 * 60 * 1000;

/** How a feed stands at a moment: a failure weighs more than silence. */
export function stateOf(feed: Standing, now: Date): FeedState {
	if (!feed.isOn) return 'off';
	if (feed.failures > 0) return 'failing';
	if (!feed.lastPolledAt) return 'waiting';
	return silentSince(feed, now) ? 'silent' : 'well';
}

/** Since when a feed has brought nothing, where that is longer than it may; undefined where it is not. */
export function silentSince(
	{ lastItemAt, startedAt, silentAfterDays }: Standing,
	now: Date
): Date | undefined {
	const since = lastItemAt ?? startedAt;
	if (since === null || silentAfterDays === null) return undefined;
	return now.getTime() - since.getTime() > silentAfterDays * day ? since : undefined;
}

/** "3 minutes ago", "in 2 hours", "just now": how far a moment is from another. */
export function fromNow(moment: Date, now: Date): string {
	const seconds = Math.round((moment.getTime() - now.getTime()) / 1000);
	const size = Math.abs(seconds);
	if (size < 60) return seconds > 0 ? 'in less than a minute' : 'just now';
	const words =
		size < 5_400
			? count(size / 60, 'minute')
			: size < 129_600
				? count(size / 3_600, 'hour')
				: count(size / 86_400, 'day');
	return seconds > 0 ? `in ${words}` : `${words} ago`;
}

/** Minutes as people say them: "every hour", "every 15 minutes", "every 2 days". */
export function everyInWords(minutes: number): string {
	if (minutes % 1_440 === 0)
		return minutes === 1_440 ? 'every day' : `every ${count(minutes / 1_440, 'day')}`;
	if (minutes % 60 === 0) return minutes === 60 ? 'every hour' : `every ${count(minutes / 60, 'hour')}`;
	return `every ${count(minutes, 'minute')}`;
}

function count(number: number, unit: string): string {
	const whole = Math.max(1, Math.round(number));
	return `${whole} ${unit}${whole === 1 ? '' : 's'}`;
}

/** Items of each week up to now, the oldest first; `counts` by how many weeks ago. */
export const weeks = 12;
export function weeklyOf(counts: ReadonlyMap<number, number>): number[] {
	return Array.from({ length: weeks }, (_, at) => counts.get(weeks - 1 - at) ?? 0);
}
