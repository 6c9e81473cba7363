import { invalidate, invalidateAll } from '$app/navigation';
import { navigating } from '$app/state';
import { concerns, type Notice } from '#lib/notice.ts';
import { accountChanged, pageChanged, presenceChanged } from './live.ts';

/** A command may say several names at once: one load answers them. In milliseconds. */
const settle = 20;
/** The rest between two loads. */
const rest = { least: 100, most: 300 };
/** How long until another try where the stream was refused, as while a server starts behind a proxy. */
const retry = 10_000;

/** What a page is at a moment, as its loads said. */
export type Followed = {
	/** The topics that it shows; undefined for a page that did not say: anything may concern it. */
	topics: readonly string[] | undefined;
	/** When it was loaded, by the server's clock. */
	since: number;
	/** Who reads it. */
	userId: number;
};

/**
 * Runs the loads of the page again when something changed that they show. Open only while the page can be seen, since a
 * browser allows few connections to one site; what was missed meanwhile is told when it opens again.
 * @param place the record that the page shows: others see that it is open.
 * @param current what the page is at the moment of a notice.
 * @returns the way to stop
 */
export function followChanges(place: string | undefined, current: () => Followed): () => void {
	let source: EventSource | undefined;
	let again: ReturnType<typeof setTimeout> | undefined;
	/** When the last notice came, by the server's clock. */
	let heardAt = 0;
	const reload = reloading();

	const heard = (event: MessageEvent<string>) => {
		heardAt = Number(event.lastEventId);
		const notice = JSON.parse(event.data) as Notice;
		for (const name of concerned(notice, place, current())) reload.ask(name);
	};
	const open = () => {
		const since = String(Math.max(heardAt, current().since));
		const query = new URLSearchParams({ since, ...(place ? { place } : {}) });
		source = new EventSource(`/live?${query}`);
		source.addEventListener('message', heard);
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
		reload.stop();
		close();
	};
}

const everything = 'everything';

/** The loads to run again for a notice, by the names that they depend on; or everything. */
function concerned(notice: Notice, place: string | undefined, { topics, userId }: Followed): string[] {
	if (concerns([`account:${userId}`], notice)) return [everything];
	if (notice.topic === 'presence') return place?.endsWith(`:${notice.id}`) ? [presenceChanged] : [];
	const isTold = concerns([`notifications:${userId}`], notice);
	if (!topics) return notice.topic === 'notifications' && !isTold ? [] : [everything];
	return [...(isTold ? [accountChanged] : []), ...(concerns(topics, notice) ? [pageChanged] : [])];
}

/** One load at a time, each begun after what it is asked for: what is heard while one runs is answered by the next. */
function reloading() {
	const asked = new Set<string>();
	let isDue = false;
	let timer: ReturnType<typeof setTimeout> | undefined;

	const after = (milliseconds: number) => {
		isDue = true;
		timer = setTimeout(() => void run(), milliseconds);
	};
	async function run() {
		isDue = asked.size > 0;
		if (!isDue) return;
		// Loading again would call off a navigation under way, such as the one that follows one's own save.
		if (navigating.to) return after(rest.least);
		const names = new Set(asked);
		asked.clear();
		const begun = performance.now();
		try {
			await (names.has(everything) ? invalidateAll() : invalidate((url) => names.has(url.href)));
		} finally {
			// A server that has much to do is asked less often.
			after(Math.min(Math.max(rest.least, performance.now() - begun), rest.most));
		}
	}
	return {
		ask: (name: string) => {
			asked.add(name);
			if (!isDue) after(settle);
		},
		stop: () => {
			asked.clear();
			clearTimeout(timer);
		}
	};
}
