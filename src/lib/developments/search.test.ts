import { describe, expect, test } from 'vitest';
import { Refused } from '../errors.ts';
import { decodeCursor, encodeCursor, readLimit } from './cursor.ts';
import { plainWords, splitBeginning } from './search.server.ts';

describe('the last word of a search', () => {
	test.each([
		['norman', { head: '', beginning: 'norman' }],
		['security counc', { head: 'security', beginning: 'counc' }],
		['"security council" rus', { head: '"security council"', beginning: 'rus' }],
		['встреча минис', { head: 'встреча', beginning: 'минис' }]
	])('%s: may be the beginning of one', (q, expected) => {
		expect(splitBeginning(q)).toEqual(expected);
	});

	test.each(['"security counc', 'osce or un', 'council -rus', 'council "', 'year 2022', 'a', ''])(
		'%s: is taken as it stands',
		(q) => {
			expect(splitBeginning(q)).toEqual({ head: q });
		}
	);
});

test('likeness compares the words alone, without what was to be left out', () => {
	expect(plainWords('"security council" -ukraine  russia -"two words"')).toBe('security council russia');
});

describe('a cursor', () => {
	test.each([{ on: '2022-03-04', id: 12 }, { offset: 50 }, { offset: 50, widened: true }])(
		'%j comes back',
		(cursor) => {
			expect(decodeCursor(encodeCursor(cursor))).toEqual(cursor);
			expect(encodeCursor(cursor)).toMatch(/^[A-Za-z0-9]+$/);
		}
	);

	test.each([
		'',
		'a',
		'ab',
		'%%%%',
		'null',
		'W10',
		btoa('["2022-02-30",1]'),
		btoa('[-1]'),
		btoa('["2022-01-01",1e9]')
	])('%s is refused', (text) => {
		expect(() => decodeCursor(text)).toThrow(Refused);
	});
});

test.each(['0', '101', '-1', '1.5', 'ten', '1e2'])('a limit of %s is refused', (text) => {
	expect(() => readLimit(text)).toThrow(Refused);
	expect(readLimit(null)).toBe(50);
});
