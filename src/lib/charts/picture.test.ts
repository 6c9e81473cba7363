import { expect, test } from 'vitest';
import { rowsOf } from './key-drawings.ts';
import { wrap } from './picture.ts';

test('a long title is parted between words', () => {
	expect(wrap('Contacts in the OSCE fell', 12, (text) => text.length)).toEqual([
		'Contacts in',
		'the OSCE',
		'fell'
	]);
});

test('a word wider than the picture keeps a line of its own', () => {
	expect(wrap('a https://example.org b', 5, (text) => text.length)).toEqual([
		'a',
		'https://example.org',
		'b'
	]);
});

test('keys begin a new row where the next does not fit', () => {
	expect(rowsOf([40, 40, 40], 100)).toEqual([
		{ x: 0, row: 0 },
		{ x: 40, row: 0 },
		{ x: 0, row: 1 }
	]);
});
