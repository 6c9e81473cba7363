import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { readInboxFilter, writeInboxFilter } from './inbox-filter.ts';
import {
	backAt,
	dayOfSnooze,
	decidedInWords,
	mostAtOnce,
	seenSchema,
	snoozeSchema,
	writeSeen
} from './triage.ts';

describe('a snooze', () => {
	test.each([
		// 2026-09-14 is a Monday.
		['tomorrow', '2026-09-14', '2026-09-15'],
		['monday', '2026-09-14', '2026-09-21'],
		['monday', '2026-09-19', '2026-09-21'],
		['monday', '2026-09-20', '2026-09-21'],
		['week', '2026-12-28', '2027-01-04']
	] as const)('%s, said on %s, ends on %s', (snooze, today, day) => {
		expect(dayOfSnooze(snooze, today)).toBe(day);
	});

	test('ends early in the morning, before Europe works', () => {
		expect(backAt('2026-09-15').toISOString()).toBe('2026-09-15T04:00:00.000Z');
	});

	test('takes a word or a day to come within a year', () => {
		const schema = snoozeSchema(() => '2026-09-14');
		const until = (text: string) => v.safeParse(schema, { until: text }).output;
		expect(until('tomorrow')).toEqual({ until: '2026-09-15' });
		expect(until(' 2026-10-01 ')).toEqual({ until: '2026-10-01' });
		for (const wrong of ['', 'never', '2026-09-14', '2026-02-30', '2028-01-01'])
			expect(v.safeParse(schema, { until: wrong }).success, wrong).toBe(false);
	});
});

test('items travel with the version that was seen, each once', () => {
	expect(
		writeSeen([
			{ id: 12, version: 1 },
			{ id: 7, version: 3 }
		])
	).toBe('12:1,7:3');
	expect(v.parse(seenSchema, '12:1,7:3,12:2')).toEqual([
		{ id: 12, version: 2 },
		{ id: 7, version: 3 }
	]);
	const many = Array.from({ length: mostAtOnce + 1 }, (_, at) => `${at + 1}:1`).join(',');
	for (const wrong of ['', '12', '12:0', '0:1', '1:1,', '1:1;2:1', '-1:1', '1e3:1', many])
		expect(v.safeParse(seenSchema, wrong).success, wrong.slice(0, 20)).toBe(false);
});

test('who decided is said in words', () => {
	const ben = { name: 'Ben', isReader: false };
	expect(decidedInWords('dismissed', 'too_minor', ben)).toBe('Ben dismissed it (Too minor)');
	expect(decidedInWords('logged', null, { name: 'Ana', isReader: true })).toBe('You logged it');
	expect(decidedInWords('excluded', null, null)).toBe('A rule kept it out');
});

test('a filter survives its address, and what waits needs no word', () => {
	const filter = readInboxFilter(
		new URLSearchParams('state=dismissed&feed=3&language=DE-at&from=2026-01-01&reason=opinion&q=a+b&other=1')
	);
	expect(filter).toEqual({
		state: 'dismissed',
		feed: 3,
		language: 'de-at',
		from: '2026-01-01',
		reason: 'opinion',
		q: 'a b'
	});
	expect(readInboxFilter(writeInboxFilter(filter))).toEqual(filter);
	expect(String(writeInboxFilter({ state: 'new' }))).toBe('');
});
