import { expect, test } from 'vitest';
import { authorNames, authorText, type AuthorName } from './author.ts';

test.each<[string, AuthorName[]]>([
	['', []],
	[' ; ', []],
	['Romano, Angela', [{ family: 'Romano', given: 'Angela' }]],
	[
		'van der Meer, Jan; Лавров, Сергей',
		[
			{ family: 'van der Meer', given: 'Jan' },
			{ family: 'Лавров', given: 'Сергей' }
		]
	],
	['King, Martin Luther, Jr.', [{ family: 'King', given: 'Martin Luther, Jr.' }]],
	['European Commission', [{ literal: 'European Commission' }]],
	['{Ministry of Foreign Affairs, Moscow}', [{ literal: 'Ministry of Foreign Affairs, Moscow' }]],
	['{Law; Order, Inc.}; Doe, Jane', [{ literal: 'Law; Order, Inc.' }, { family: 'Doe', given: 'Jane' }]],
	['Romano,', [{ literal: 'Romano' }]],
	['{}', []],
	['a {broken', [{ literal: 'a {broken' }]]
])('%j names who wrote', (text, names) => expect(authorNames(text)).toEqual(names));

test('names come back from their text, bodies with a comma in braces', () => {
	const names: AuthorName[] = [
		{ family: 'Romano', given: 'Angela' },
		{ literal: 'Ministry of Foreign Affairs, Moscow' },
		{ literal: 'OSCE' }
	];
	expect(authorText(names, 500)).toBe('Romano, Angela; {Ministry of Foreign Affairs, Moscow}; OSCE');
	expect(authorNames(authorText(names, 500))).toEqual(names);
});

test('a text that is full ends with a whole name', () => {
	const names = [{ literal: 'First Body' }, { literal: 'Second Body' }];
	expect(authorText(names, 15)).toBe('First Body');
});
