import { serveTasks } from '../server/serve-tasks.ts';
import type { Extracted } from './extract.server.ts';
import type { ReadFeed } from './entry.ts';
import type { Answer } from './parse.ts';

// The program of the threads in which feeds and pages are read.

/** Where this module is, in the sources or in the build. */
export const address = import.meta.url;

export type FoundText = { body: Uint8Array; contentType: string; hostname: string } | string;
export type ReadingTask = { feed: Answer } | { page: FoundText; url: string };
export type Reading = { feed: ReadFeed } | { noFeed: string; feeds: readonly string[] } | { page: Extracted };

serveTasks<ReadingTask, Reading>(async function* (task) {
	yield 'feed' in task ? await readFeed(task.feed) : await readPage(task.page, task.url);
});

async function readFeed(answer: Answer): Promise<Reading> {
	const [{ parse }, { NoFeed }] = await Promise.all([import('./parse.ts'), import('./entry.ts')]);
	try {
		return { feed: parse(answer) };
	} catch (error) {
		if (error instanceof NoFeed) return { noFeed: error.message, feeds: error.feeds };
		throw error;
	}
}

async function readPage(found: FoundText, url: string): Promise<Reading> {
	const [{ extractPage }, { decodePage }] = await Promise.all([
		import('./extract.server.ts'),
		import('./page-decoding.ts')
	]);
	return { page: extractPage(typeof found === 'string' ? found : textOf(found, decodePage), new URL(url)) };
}

function textOf(
	{ body, contentType, hostname }: Exclude<FoundText, string>,
	decode: (body: Uint8Array, contentType: string, host: string) => string
): string {
	const text = decode(body, contentType, hostname);
	const isPlain = /^\s*text\/plain\b/i.test(contentType);
	return isPlain ? `<pre>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</pre>` : text;
}
