import { invalidate, invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';
import { concerns, type Notice } from '#lib/notice.ts';
import { topicOf, type Live } from './live.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { lookWhoIsAmong, lookWhoIsHere, presence } from './presence.svelte.ts';

/** How long until another try where the stream was refused, as while a server starts behind a proxy. */
const retry = 10_000;

/** What the page is at a moment. */
export type Followed = {
	/** Its load said what it shows; else anything may concern it. */
	isPrecise: boolean;
	/** When it was loaded last. */
	loaded: Live;
	/** The kind of record of which it is a list that says who has which open. */
	lists: string | undefined;
	/** Who reads it. */
	userId: number;
};

/**
 * Runs those loads of the page again that show what changed. Open only while the page can be seen, since a browser
 * allows few connections to one site; what was missed meanwhile is told when it opens again.
 * @param place the record that the page shows, such as `development:12`: others see that it is open.
 * @param current what the page is at the moment of a notice.
 * @returns the way to stop
 */
export function followChanges(place: string | undefined, current: () => Followed): () => void {
	let source: EventSource | undefined;
	let again: ReturnType<typeof setTimeout> | undefined;
	/** When the last notice came, by the server's clock. */
	let heardAt = 0;
	let heard: Notice[] = [];

	const loads = oneAtATime(async () => {
		// Loading again would call off a navigation under way, such as the one that follows one's own save.
		if (navigating.to) return loads.ask();
		const news = heard;
		heard = [];
		await load(news, current());
	});
	const looks = oneAtATime(async () => {
		const { lists } = current();
		if (lists) await lookWhoIsAmong(lists);
		else if (place) await lookWhoIsHere(place);
	});
	const hear = (event: MessageEvent<string>) => {
		heardAt = Number(event.lastEventId);
		const notice = JSON.parse(event.data) as Notice;
		if (notice.topic === 'presence') {
			if (current().lists || place?.endsWith(`:${notice.id}`)) looks.ask();
			return;
		}
		heard.push(notice);
		loads.ask();
	};
	const open = () => {
		const { since, by } = current().loaded;
		const query = new URLSearchParams(
			heardAt > since ? { since: String(heardAt) } : { since: String(since), by }
		);
		if (place) query.set('place', place);
		source = new EventSource(`/live?${query}`);
		source.addEventListener('message', hear);
		source.addEventListener('open', looks.ask);
		source.addEventListener('error', () => {
			// A browser tries again by itself, unless the answer was no stream.
			if (source?.readyState === EventSource.CLOSED) again = setTimeout(reopen, retry);
		});
	};
	const close = () => {
		clearTimeout(again);
		source?.close();
		source = undefined;
	};
	const reopen = () => {
		close();
		follow();
	};
	const follow = () => {
		if (document.visibilityState !== 'visible') return close();
		if (!source) open();
	};
	document.addEventListener('visibilitychange', follow);
	follow();
	return () => {
		document.removeEventListener('visibilitychange', follow);
		loads.stop();
		looks.stop();
		close();
		presence.others = [];
	};
}

/** Runs the loads that depend on one of these, or all where that is not known or the reader's own account changed. */
function load(news: readonly Notice[], { isPrecise, userId }: Followed): Promise<void> {
	const isOwn = (notice: Notice) => concerns([`account:${userId}`], notice);
	if (!isPrecise || news.some(isOwn)) return invalidateAll();
	return invalidate((url) => {
		const topic = topicOf(url);
		return topic !== undefined && news.some((notice) => concerns([topic], notice));
	});
}
