import { expect, test } from 'vitest';
import { additionInWords } from './additions.ts';

test.each([
	[['OSCE'], 'OSCE added'],
	[['OSCE', 'UN News'], 'OSCE and UN News added'],
	[['OSCE', 'UN News', 'TASS'], 'OSCE, UN News and TASS added'],
	[['OSCE', 'UN News', 'TASS', 'AFP', 'dpa'], 'OSCE, UN News, TASS and 2 more added']
])('%j is said as “%s”', (names, words) => {
	expect(additionInWords({ on: '2024-01-01', names })).toBe(words);
});
