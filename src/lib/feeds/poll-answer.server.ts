import { FetchRefused, fetchOutside, type OutsideAnswer } from '../server/fetch-outside.ts';
import { NoFeed, type ReadFeed } from './entry.ts';
import { readFeed } from './read-aside.server.ts';
import { retryAfter } from './schedule.ts';

/** What became of asking for a feed. `isDone`: it answered, and nothing has to be tried again. */
export type PollAnswer = {
	isDone: boolean;
	status: number | null;
	bytes: number;
	/** Absent where nothing changed, and where it failed. */
	read?: ReadFeed;
	/** What went wrong, or what had to be mended; null where nothing. */
	fault: string | null;
	retryAfterSeconds?: number | undefined;
	/** For the next time, to be told that nothing changed. */
	validators?: { etag: string | null; lastModified: string | null };
	/** Where it has moved to for good. */
	movedTo?: string | undefined;
	isGone?: boolean;
};

export const wantedFormats =
	'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1';

/** A feed that is larger is none that anybody reads. */
export const largestFeed = 10 * 1024 * 1024;
/** Time for everything: redirects, and the body to its end. */
export const longestFetch = 30_000;

export type Asked = { url: string; etag: string | null; lastModified: string | null };

/** Asks for a feed and reads it. Whatever the other side does is an answer; only our own mistakes are thrown. */
export async function ask({ url, etag, lastModified }: Asked, signal: AbortSignal): Promise<PollAnswer> {
	const headers = {
		...(etag ? { 'if-none-match': etag } : {}),
		...(lastModified ? { 'if-modified-since': lastModified } : {})
	};
	try {
		const answer = await fetchOutside(url, {
			accept: wantedFormats,
			headers,
			maxBytes: largestFeed,
			timeoutMs: longestFetch,
			signal
		});
		return await understand(answer);
	} catch (error) {
		if (error instanceof FetchRefused && !signal.aborted)
			return { isDone: false, status: null, bytes: 0, fault: error.message };
		throw error;
	}
}

async function understand(answer: OutsideAnswer): Promise<PollAnswer> {
	const { status, headers, body, url, movedTo } = answer;
	const bytes = body.length;
	if (status === 304) return { isDone: true, status, bytes, fault: null };
	if (status < 200 || status > 299)
		return {
			isDone: false,
			status,
			bytes,
			fault: refusalInWords(status, new URL(url).host),
			retryAfterSeconds: retryAfter(headers.get('retry-after'), new Date()),
			isGone: status === 410
		};
	try {
		const read = await readFeed({ body, url, contentType: headers.get('content-type') });
		const fault = read.faults.length === 0 ? null : read.faults.join(' ');
		const validators = {
			etag: short(headers.get('etag')),
			lastModified: short(headers.get('last-modified'))
		};
		return { isDone: true, status, bytes, read, fault, validators, movedTo };
	} catch (error) {
		if (error instanceof NoFeed) return { isDone: false, status, bytes, fault: error.message };
		throw error;
	}
}

const short = (value: string | null) => (value !== null && value.length <= 1_000 ? value : null);

export function refusalInWords(status: number, host: string): string {
	if (status === 401 || status === 403) return `${host} does not let us read this (${status}).`;
	if (status === 404) return `${host} has nothing at this address (404). It may have moved.`;
	if (status === 410) return `${host} says that this feed is gone for good (410).`;
	if (status === 429) return `${host} says that it was asked too often (429).`;
	if (status >= 500) return `${host} has trouble of its own (${status}).`;
	return `${host} answered ${status}, which is no feed.`;
}
