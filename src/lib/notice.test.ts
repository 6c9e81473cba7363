import { describe, expect, test } from 'vitest';
import { concerns, RecentNotices, resync } from './notice.ts';

describe('a notice', () => {
	const page = ['development:12', 'evidence:12', 'notifications'];

	test('concerns the page that shows the record', () => {
		expect(concerns(page, { topic: 'evidence', id: 12 })).toBe(true);
		expect(concerns(page, { topic: 'evidence', id: 13 })).toBe(false);
		expect(concerns(page, { topic: 'assessment', id: 12 })).toBe(false);
		expect(concerns(['evidence:1'], { topic: 'evidence', id: 12 })).toBe(false);
	});

	test('concerns a page that shows all of a kind', () => {
		expect(concerns(page, { topic: 'notifications', id: 5 })).toBe(true);
	});

	test('about all of a kind concerns whoever shows one', () => {
		expect(concerns(page, { topic: 'development', id: 0 })).toBe(true);
		expect(concerns(page, { topic: 'assessment', id: 0 })).toBe(false);
	});

	test('that some may have been missed concerns everybody', () => {
		expect(concerns([], resync)).toBe(true);
	});
});

describe('recent notices', () => {
	const evidence = (id: number) => ({ topic: 'evidence', id });

	test('are told to who comes a moment later', () => {
		const recent = new RecentNotices(1000);
		recent.add(1100, evidence(1));
		recent.add(1200, evidence(2));
		expect(recent.from(1150)).toEqual([evidence(2)]);
		expect(recent.from(1000)).toEqual([evidence(1), evidence(2)]);
		expect(recent.from(1300)).toEqual([]);
	});

	test('say that some may be missing before the first that is kept', () => {
		const recent = new RecentNotices(1000, 2);
		expect(recent.from(999)).toEqual([resync]);
		for (const at of [1100, 1200, 1300]) recent.add(at, evidence(at));
		expect(recent.from(1100)).toEqual([resync]);
		expect(recent.from(1101)).toEqual([evidence(1200), evidence(1300)]);
	});
});
