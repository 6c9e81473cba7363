import { Refused } from '../errors.ts';
import { stopping } from '../server/shutdown.ts';
import { Threads, TooMuch, type ThreadLimits } from '../server/threads.ts';
import { NoFeed, type ReadFeed } from './entry.ts';
import type { Extracted } from './extract.server.ts';
import { detectLanguage } from './language.server.ts';
import type { Answer } from './parse.ts';
import type { FoundText, Reading, ReadingTask } from './reading-thread.server.ts';

/** Reads in threads, within these limits. */
export function reader(limits: ThreadLimits) {
	const threads = new Threads<ReadingTask, Reading>(() => import('./reading-thread.server.ts'), limits);

	async function inTime(task: ReadingTask, refuse: (why: string) => Error): Promise<Reading> {
		try {
			return await threads.one(task);
		} catch (error) {
			stopping().throwIfAborted();
			if (!(error instanceof TooMuch)) throw error;
			throw refuse(`It is built so that it cannot be read within reason. ${error.message}`);
		}
	}

	return {
		/** Reads a feed as `parse` does. @throws NoFeed, also where reading it takes more than it may */
		async readFeed(answer: Answer): Promise<ReadFeed> {
			const reading = await inTime({ feed: answer }, (why) => new NoFeed(why));
			if ('feed' in reading) return reading.feed;
			if ('noFeed' in reading) throw new NoFeed(reading.noFeed, reading.feeds);
			throw new Error('A feed was read as a page.');
		},

		/** Reads a page as `extractPage` does, and finds out its language where it does not say. @throws Refused */
		async readPage(page: FoundText, url: URL): Promise<Extracted> {
			const reading = await inTime(
				{ page, url: url.href },
				(why) => new Refused(`${why} Fill in the form by hand.`, 'url')
			);
			if (!('page' in reading)) throw new Error('A page was read as a feed.');
			const read = reading.page;
			return { ...read, language: read.language ?? (await detectLanguage(read.text)) };
		}
	};
}

/**
 * What strangers send is read in threads: ten megabytes may be written so that reading them takes a minute and a gigabyte.
 * The largest that anybody means takes two seconds.
 */
export const { readFeed, readPage } = reader({ seconds: 20, megabytes: 384, atOnce: 2 });
