import { fetchOutside, FetchRefused } from '../server/fetch-outside.ts';
import { authorise, type Actor } from '../users/user.ts';
import { NoFeed, type ReadFeed } from './entry.ts';
import { largestFeed, refusalInWords, wantedFormats } from './poll-answer.server.ts';
import { readFeed } from './read-aside.server.ts';

/** What an address turned out to be: a feed, or why it cannot be read just now. */
export type Trial =
	{ url: string; read: ReadFeed; fault?: undefined } | { url: string; read?: undefined; fault: string };

/** Somebody waits for it. */
const patience = 15_000;

/**
 * Looks what is at an address before it is added as a feed. A web page that names its feeds leads to the first of them.
 * Keeps nothing.
 */
export async function tryFeed(actor: Actor | null, url: string): Promise<Trial> {
	authorise(actor, 'manageFeeds');
	const first = await look(url);
	const [found] = first.feeds;
	if (first.read || !found) return withoutFeeds(first);
	const second = await look(found);
	return withoutFeeds(second.read ? second : first);
}

type Look = Trial & { feeds: readonly string[] };

function withoutFeeds({ url, read, fault }: Look): Trial {
	return read ? { url, read } : { url, fault: fault ?? '' };
}

async function look(url: string): Promise<Look> {
	try {
		const {
			status,
			headers,
			body,
			url: found
		} = await fetchOutside(url, {
			accept: `${wantedFormats}, text/html;q=0.5`,
			maxBytes: largestFeed,
			timeoutMs: patience
		});
		if (status < 200 || status > 299)
			return { url, fault: refusalInWords(status, new URL(found).host), feeds: [] };
		const read = await readFeed({ body, url: found, contentType: headers.get('content-type') });
		return { url, read, feeds: [] };
	} catch (error) {
		if (error instanceof NoFeed) return { url, fault: error.message, feeds: error.feeds };
		if (error instanceof FetchRefused) return { url, fault: error.message, feeds: [] };
		throw error;
	}
}
