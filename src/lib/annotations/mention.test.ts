import { expect, test } from 'vitest';
import {
	completed,
	completing,
	mentionedIds,
	mentions,
	mentionsIn,
	suggested,
	whoIs,
	withIds,
	withNames
} from './mention.ts';

const people = [
	{ id: 3, name: 'Anna Kovács' },
	{ id: 4, name: 'Anna-Maria Ortiz' },
	{ id: 5, name: 'Søren O’Neill' },
	{ id: 6, name: 'Ли Вэй' },
	{ id: 7, name: 'Boris' },
	{ id: 8, name: 'Boris' }
];

test('a word after @, and a name in brackets, are mentions', () => {
	expect(mentionsIn('@anna and @[Søren O’Neill]: see @Ли, please.')).toEqual(['anna', 'Søren O’Neill', 'Ли']);
});

test('a person mentioned twice is named once', () => {
	expect(mentionsIn('@anna, @anna!')).toEqual(['anna']);
});

test.each([
	['an e-mail address', 'write to anna@example.org'],
	['an account in an address', 'https://social.example/@osce'],
	['code', 'the `@anna` decorator'],
	['a block of code', '```js\n@anna\n```'],
	['a block of code that is never closed', '~~~\n@anna'],
	['an escaped sign', '\\@anna'],
	['a sign by itself', '@ anna @'],
	['empty brackets', '@[]'],
	['brackets over two lines', '@[Anna\nKovács]']
])('%s is no mention', (_, body) => {
	expect(mentionsIn(body)).toEqual([]);
});

test('code ends where it ends: what follows is a mention again', () => {
	expect(mentionsIn('`@a` @b ``@c ` @d`` @e')).toEqual(['b', 'e']);
	expect(mentionsIn('```\n@a\n```\n@b')).toEqual(['b']);
	expect(mentionsIn('~~~\n@a\n~~~ is not the end: @b\n~~~~ \n@c')).toEqual(['c']);
	expect(mentionsIn('a lone ` stays open\n\n@b and another ` here')).toEqual(['b']);
});

test('the mark at the end of a sentence is not part of a name', () => {
	expect(mentionsIn('Ask @anna. Or @anna.kovacs? (@boris)')).toEqual(['anna', 'anna.kovacs', 'boris']);
});

test('a mention in brackets is certainly meant, and each knows where it stands', () => {
	expect(mentions('Hi @[Ann Lee], @bo')).toEqual([
		{ name: 'Ann Lee', isBracketed: true, start: 3, end: 13 },
		{ name: 'bo', isBracketed: false, start: 15, end: 18 }
	]);
});

test.each([
	['Anna Kovács', 3],
	['anna kovacs', 3],
	['anna.kovacs', 3],
	['KOVÁCS', 3],
	['anna-maria ortiz', 4],
	['ortiz', 4],
	["søren o'neill", 5],
	['вэй', 6]
])('“%s” means one person', (name, id) => {
	expect(whoIs(name, people)).toMatchObject({ id });
});

test('a name that two people share, or a word of two names, means several; another means nobody', () => {
	expect(whoIs('Boris', people)).toBe('several');
	expect(whoIs('anna', people)).toBe('several');
	expect(whoIs('osce', people)).toBe('nobody');
	expect(whoIs('', people)).toBe('nobody');
	expect(whoIs('nn', people)).toBe('nobody');
});

test('a whole name goes before a word of somebody else’s', () => {
	expect(whoIs('anna', [...people, { id: 9, name: 'Anna' }])).toMatchObject({ id: 9 });
});

test('a comment is kept with ids and read with names, and comes back the same', () => {
	const ids: Record<string, number> = { 'Anna Kovács': 3, kovács: 3 };
	const body = '@[Anna Kovács]: ask @osce, and `@[Anna Kovács]` is code. — @kovács';
	const stored = withIds(body, (name) => ids[name]);
	expect(stored).toBe('@{3}: ask @osce, and `@[Anna Kovács]` is code. — @{3}');
	expect(mentionedIds(stored)).toEqual([3]);
	const names = new Map([[3, 'Anna [A.] Kovács']]);
	expect(withNames(stored, (id) => names.get(id))).toBe(
		'@[Anna A. Kovács]: ask @osce, and `@[Anna Kovács]` is code. — @[Anna A. Kovács]'
	);
});

test('an id nobody has stays as it is, and what is no id mentions nobody', () => {
	expect(withNames('@{9}', () => undefined)).toBe('@{9}');
	expect(mentionedIds('@{0} @{-1} @{1e3} a@{4} `@{5}` \\@{6} @{99999999999999999999}')).toEqual([]);
});

/** The caret stands at |. */
const typing = (marked: string) => completing(marked.replace('|', ''), marked.indexOf('|'));

test.each([
	['@|', '', 0, 1],
	['see @an|', 'an', 4, 7],
	['see @an|na now', 'an', 4, 9],
	['see @[Anna Ko|', 'Anna Ko', 4, 13],
	['see @[Anna |Kovács] now', 'Anna ', 4, 18],
	['(@Ли|)', 'Ли', 1, 4],
	['first line\n@b|', 'b', 11, 13]
])('in %j the fragment is %j', (marked, fragment, start, end) => {
	expect(typing(marked)).toEqual({ start, end, fragment });
});

test.each([
	'anna@ex|',
	'@anna |',
	'a|@anna',
	'@[Anna] |',
	'@[Anna\nKo|',
	'|',
	'\\@an|',
	`@${'x'.repeat(200)}|`
])('in %j no mention is being typed', (marked) => {
	expect(typing(marked)).toBeUndefined();
});

test('completion does not swallow words behind the caret that are no name', () => {
	expect(typing('@[An| (see note]')).toMatchObject({ start: 0, end: 4 });
});

test('people are suggested by the beginnings of their names’ words, first names first', () => {
	const names = (fragment: string) => suggested(fragment, people).map(({ name }) => name);
	expect(names('an')).toEqual(['Anna Kovács', 'Anna-Maria Ortiz']);
	expect(names('o')).toEqual(['Anna-Maria Ortiz', 'Søren O’Neill']);
	expect(names('kov an')).toEqual(['Anna Kovács']);
	expect(names('nna')).toEqual([]);
	expect(suggested('', people, 2)).toHaveLength(2);
});

test('a completed mention stands in brackets with a space behind it, and the caret behind that', () => {
	const text = 'see @an now';
	expect(completed(text, completing(text, 7)!, 'Anna Kovács')).toEqual({
		text: 'see @[Anna Kovács] now',
		caret: 19
	});
	expect(completed('@a', completing('@a', 2)!, 'Bo')).toEqual({ text: '@[Bo] ', caret: 6 });
});

test.each([
	['signs', '@'.repeat(10_000)],
	['open brackets', '@['.repeat(5000)],
	['back ticks of every length', Array.from({ length: 140 }, (_, i) => `${'`'.repeat(i + 1)} `).join('')],
	['dots', `@a${'.'.repeat(9998)}`],
	['fences', '```\n'.repeat(2500)],
	['half-open lines', '`\n'.repeat(5000)]
])('10,000 %s are read within 50 ms', (_, body) => {
	const took = Array.from({ length: 3 }, () => {
		const begun = performance.now();
		mentionsIn(body);
		return performance.now() - begun;
	});
	expect(Math.min(...took)).toBeLessThan(50);
});
