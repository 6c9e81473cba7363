/** What a poll came to, as far as it decides when the next one is. */
export type Pace = {
	intervalMinutes: number;
	/** Failures in a row, this one included; 0 after a success. */
	failures: number;
	/** How long the server asked to be left alone. */
	retryAfterSeconds?: number | undefined;
};

const longestWait = 24 * 60;

/**
 * Minutes until a feed is polled again: its interval while it answers; after failures twice as long each time, up to a day,
 * or longer where the server asks for it. A tenth more or less by chance, so that feeds do not all come due together.
 * @param chance from 0 to 1
 */
export function minutesToWait(
	{ intervalMinutes, failures, retryAfterSeconds = 0 }: Pace,
	chance: number
): number {
	const most = Math.max(intervalMinutes, longestWait);
	const wait =
		failures === 0 ? intervalMinutes : Math.min(intervalMinutes * 2 ** Math.min(failures - 1, 12), most);
	const asked = Math.min(retryAfterSeconds / 60, 7 * longestWait);
	return Math.max(wait * (0.9 + 0.2 * chance), asked);
}

/** Seconds that a Retry-After header asks for, as a number or a date; undefined where it says nothing. */
export function retryAfter(header: string | null, now: Date): number | undefined {
	if (!header) return undefined;
	if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
	const until = /[a-z]{3}/i.test(header) ? Date.parse(header) : Number.NaN;
	return Number.isNaN(until) ? undefined : Math.max(0, Math.round((until - now.getTime()) / 1000));
}
