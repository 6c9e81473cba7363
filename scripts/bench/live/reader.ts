import { concerns, type Notice } from '#lib/notice.ts';
import { Browser } from './browser.ts';
import type { Mark } from './writer.ts';

/** Somebody who has the page open and looks at it as src/routes/follow-changes.ts has it. */
export type Reader = {
	/** How often the page was loaded again. */
	reloads: number;
	/** When a change, or the next of the same writer, stood on the page; undefined while it does not. */
	arrivalOf(mark: Mark): number | undefined;
	close(): void;
};

const settle = 20;
const rest = { least: 100, most: 300 };

/** Opens `page` with its stream of changes. */
export async function openReader(port: number, page: string, cookie: string): Promise<Reader> {
	const browser = new Browser(port, cookie);
	const id = Number(page.split('/').at(-1));
	const topics = ['development', 'evidence', 'annotations', 'threads', 'assignments'].map(
		(topic) => `${topic}:${id}`
	);
	const arrivals = new Map<number, { number: number; at: number }[]>();
	const asked = new Set<string>();
	let isDue = false;
	let isClosed = false;

	const see = (text: string) => {
		const at = performance.now();
		for (const [, writer, number] of text.matchAll(/writer (\d+), save (\d+)/g)) {
			const seen = arrivals.get(Number(writer)) ?? [];
			if ((seen.at(-1)?.number ?? -1) < Number(number)) seen.push({ number: Number(number), at });
			arrivals.set(Number(writer), seen);
		}
	};
	const after = (milliseconds: number) => {
		isDue = true;
		setTimeout(() => void load().catch(fail), milliseconds);
	};
	/** What breaks off at the end is no news. */
	const fail = (error: unknown) => {
		if (!isClosed) throw error;
	};
	const load = async () => {
		isDue = asked.size > 0 && !isClosed;
		if (!isDue) return;
		const wanted = new Set(asked);
		asked.clear();
		const begun = performance.now();
		if (wanted.has('present')) await browser.ask(`/live/present?place=development:${id}`);
		// Of the loads of the root, the record and the page, the last; all of them where something was missed.
		const nodes = wanted.has('everything') ? '111' : '001';
		if (wanted.has('page') || wanted.has('everything')) {
			const { status, text } = await browser.ask(`${page}/__data.json?x-sveltekit-invalidated=${nodes}`);
			if (status !== 200) throw new Error(`${page} answered ${status}.`);
			see(text);
			reader.reloads++;
		}
		after(Math.min(Math.max(rest.least, performance.now() - begun), rest.most));
	};
	const hear = (data: string) => {
		const notice = JSON.parse(data) as Notice;
		if (notice.topic === 'presence') {
			if (notice.id === id) asked.add('present');
		} else if (notice.topic === 'resync') asked.add('everything');
		else if (concerns(topics, notice)) asked.add('page');
		if (!isDue && asked.size > 0) after(settle);
	};

	const since = Date.now();
	const { status, text } = await browser.ask(page);
	if (status !== 200) throw new Error(`${page} answered ${status}.`);
	see(text);
	await browser.follow(`/live?since=${since}&place=development:${id}`, hear);
	const reader: Reader = {
		reloads: 0,
		arrivalOf: ({ writer, number }) => arrivals.get(writer)?.find((one) => one.number >= number)?.at,
		close: () => {
			isClosed = true;
			browser.close();
		}
	};
	return reader;
}
