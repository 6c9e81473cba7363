import { expect, test } from 'vitest';
import { saidIn } from './said.ts';

test.each([
	[undefined, ''],
	[{ comments: 1, openThreads: 1, resolvedThreads: 0 }, '1 comment'],
	[{ comments: 3, openThreads: 2, resolvedThreads: 1 }, '3 comments, 1 thread resolved'],
	[{ comments: 0, openThreads: 0, resolvedThreads: 1 }, 'Comments, resolved'],
	[{ comments: 0, openThreads: 0, resolvedThreads: 2 }, '2 threads, resolved'],
	[{ comments: 0, openThreads: 1, resolvedThreads: 0 }, '0 comments']
])('what was said about a block is told in words', (said, words) => {
	expect(saidIn(said)).toBe(words);
});
