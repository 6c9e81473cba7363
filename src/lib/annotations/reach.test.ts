import { expect, test } from 'vitest';
import { announced, type Reach, type Step, stepped, whole } from './reach.ts';

const text =
	'Ministers met in Vienna. “Russia did not block it,” said Mr Grau.\n\nNobody objected to co-operation.';

/** What is chosen after each step, in the words of the text; `+` before a step extends. */
function walk(source: string, ...path: string[]): (string | undefined)[] {
	let reach: Reach | undefined;
	return path.map((step) => {
		const next = stepped(source, reach, step.replace('+', '') as Step, step.startsWith('+'));
		reach = next ?? reach;
		return next && source.slice(whole(next).start, whole(next).end);
	});
}

test('words are stepped through one by one, without the marks between them, and back', () => {
	expect(walk(text, 'nextWord', 'nextWord', 'nextWord', 'nextWord', 'nextWord', 'previousWord')).toEqual([
		'Ministers',
		'met',
		'in',
		'Vienna',
		'Russia',
		'Vienna'
	]);
});

test('extending keeps where it was begun, and shrinks again on the way back', () => {
	expect(walk(text, 'nextWord', 'nextWord', '+nextWord', '+nextWord', '+previousWord')).toEqual([
		'Ministers',
		'met',
		'met in',
		'met in Vienna',
		'met in'
	]);
	expect(walk(text, 'nextWord', 'nextWord', '+previousWord')).toEqual(['Ministers', 'met', 'Ministers met']);
});

test('sentences are stepped through with their marks, across paragraphs', () => {
	expect(
		walk(text, 'nextSentence', 'nextSentence', 'nextSentence', 'nextSentence', 'previousSentence')
	).toEqual([
		'Ministers met in Vienna.',
		'“Russia did not block it,” said Mr Grau.',
		'Nobody objected to co-operation.',
		undefined,
		'“Russia did not block it,” said Mr Grau.'
	]);
});

test('from a word, a sentence further is to the end of its own', () => {
	expect(walk(text, 'nextWord', 'nextWord', '+nextSentence', '+nextSentence')).toEqual([
		'Ministers',
		'met',
		'met in Vienna.',
		'met in Vienna. “Russia did not block it,” said Mr Grau.'
	]);
});

test('there is nothing further behind the last word and ahead of the first', () => {
	expect(walk('One two', 'nextWord', 'previousWord', 'nextWord', 'nextWord')).toEqual([
		'One',
		undefined,
		'two',
		undefined
	]);
	expect(walk(' \n ', 'nextWord', 'nextSentence')).toEqual([undefined, undefined]);
});

test('words without spaces between them, and words from right to left, are words', () => {
	expect(walk('外交部长在维也纳会面。', 'nextWord', 'nextWord')).toEqual(['外交部', '长']);
	expect(walk('اجتمع المجلس الدائم', 'nextWord', 'nextWord')).toEqual(['اجتمع', 'المجلس']);
});

test('a long stretch without words is passed over', () => {
	expect(walk(`One ${'-'.repeat(5000)} two`, 'nextWord', 'nextWord', 'previousWord')).toEqual([
		'One',
		'two',
		'One'
	]);
});

test('a step is announced by its word, and a selection by how many words it has and which', () => {
	const at = (words: string) => ({ start: text.indexOf(words), end: text.indexOf(words) + words.length });
	expect(announced(text, { anchor: at('met'), focus: at('met') })).toBe('met');
	expect(announced(text, { anchor: at('met'), focus: at('Vienna') })).toBe(
		'Vienna. 3 words selected: met in Vienna'
	);
	const long = 'word '.repeat(100);
	const spoken = announced(long, { anchor: { start: 0, end: 4 }, focus: { start: 495, end: 499 } });
	expect(spoken).toBe(`word. 100 words selected: ${long.slice(0, 60)} … ${long.slice(0, 499).slice(-60)}`);
});
