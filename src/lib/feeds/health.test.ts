import { expect, test } from 'vitest';
import { everyInWords, fromNow, stateOf, weeklyOf, type Standing } from './health.ts';

const now = new Date('2026-03-15T12:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const feed = (changes: Partial<Standing> = {}): Standing => ({
	isOn: true,
	failures: 0,
	lastPolledAt: ago(0),
	lastItemAt: ago(1),
	startedAt: ago(100),
	silentAfterDays: 14,
	...changes
});

test.each([
	['well', feed()],
	['off', feed({ isOn: false, failures: 3 })],
	['failing', feed({ failures: 1, lastItemAt: ago(30) })],
	['waiting', feed({ lastPolledAt: null, lastItemAt: null })],
	['silent', feed({ lastItemAt: ago(15) })],
	['well', feed({ lastItemAt: ago(13) })],
	['well', feed({ lastItemAt: ago(300), silentAfterDays: null })],
	['silent', feed({ lastItemAt: null })],
	['well', feed({ lastItemAt: null, startedAt: ago(3) })]
])('a feed is %s', (state, standing) => {
	expect(stateOf(standing, now)).toBe(state);
});

test.each([
	[0, 'just now'],
	[30, 'in less than a minute'],
	[-90, '2 minutes ago'],
	[-60, '1 minute ago'],
	[3_600, 'in 60 minutes'],
	[-7_200, '2 hours ago'],
	[-86_400, '24 hours ago'],
	[-300_000, '3 days ago']
])('%i seconds from now is “%s”', (seconds, words) => {
	expect(fromNow(new Date(now.getTime() + seconds * 1000), now)).toBe(words);
});

test.each([
	[5, 'every 5 minutes'],
	[60, 'every hour'],
	[90, 'every 90 minutes'],
	[360, 'every 6 hours'],
	[1_440, 'every day'],
	[10_080, 'every 7 days']
])('%i minutes are “%s”', (minutes, words) => {
	expect(everyInWords(minutes)).toBe(words);
});

test('weeks run from the oldest to this one', () => {
	expect(
		weeklyOf(
			new Map([
				[0, 5],
				[11, 2],
				[12, 9]
			])
		)
	).toEqual([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 5]);
});
