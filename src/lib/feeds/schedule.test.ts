import { expect, test } from 'vitest';
import { minutesToWait, retryAfter } from './schedule.ts';

const wait = (
	failures: number,
	rest: { intervalMinutes?: number; retryAfterSeconds?: number } = {},
	chance = 0.5
) => minutesToWait({ intervalMinutes: 60, failures, ...rest }, chance);

test('a feed that answers is polled at its interval, a tenth sooner or later', () => {
	expect([wait(0, {}, 0), wait(0), wait(0, {}, 1)]).toEqual([54, 60, 66]);
});

test('a feed that fails is left alone twice as long each time, up to a day', () => {
	expect([1, 2, 3, 4, 5, 6, 50].map((failures) => wait(failures))).toEqual([
		60, 120, 240, 480, 960, 1440, 1440
	]);
	expect(wait(9, { intervalMinutes: 10_080 })).toBe(10_080);
});

test('a server that asks to be left alone is, for a week at most', () => {
	expect(wait(1, { retryAfterSeconds: 7_200 })).toBe(120);
	expect(wait(1, { retryAfterSeconds: 60 })).toBe(60);
	expect(wait(1, { retryAfterSeconds: 1e9 })).toBe(7 * 24 * 60);
});

test.each([
	['120', 120],
	['Sun, 01 Mar 2026 12:10:00 GMT', 600],
	['Sun, 01 Mar 2026 11:00:00 GMT', 0],
	['soon', undefined],
	['-5', undefined],
	[null, undefined]
])('Retry-After: %s asks for %s seconds', (header, seconds) => {
	expect(retryAfter(header, new Date('2026-03-01T12:00:00Z'))).toBe(seconds);
});
