import { expect, test } from 'vitest';
import { describe, toCodePoints, toCodeUnits } from './selector.ts';

const plain = 'The Permanent Council met in Vienna on Thursday and adopted the budget of the Organization.';

test('a passage is remembered by its words, 32 characters on either side, and its position', () => {
	const start = plain.indexOf('adopted the budget');
	expect(describe(plain, start, start + 18)).toEqual({
		quote: {
			type: 'TextQuoteSelector',
			exact: 'adopted the budget',
			prefix: 'l met in Vienna on Thursday and ',
			suffix: ' of the Organization.'
		},
		position: { type: 'TextPositionSelector', start: 52, end: 70 }
	});
});

test('the W3C’s own example: “efg” in the alphabet is at 4 to 7', () => {
	const { quote, position } = describe('abcdefghijklmnopqrstuvwxyz', 4, 7);
	expect(quote).toMatchObject({ exact: 'efg', prefix: 'abcd', suffix: 'hijklmnopqrstuvwxyz' });
	expect(position).toMatchObject({ start: 4, end: 7 });
});

test('positions count code points, as the W3C demands, where JavaScript counts an emoji twice', () => {
	const text = '😀😀 yes';
	expect(describe(text, 5, 8).position).toMatchObject({ start: 3, end: 6 });
	expect(toCodePoints(text, 5)).toBe(3);
	expect(toCodeUnits(text, 3)).toBe(5);
});

test('a position past the end of the text is its end', () => {
	expect(toCodeUnits('a😀', 9)).toBe(3);
	expect(toCodePoints('a😀', 9)).toBe(2);
});

test('a passage at the beginning or end of a text has nothing before or after it', () => {
	expect(describe('OSCE', 0, 4).quote).toMatchObject({ exact: 'OSCE', prefix: '', suffix: '' });
});

test('half an emoji is taken in whole', () => {
	expect(describe('a😀b', 2, 4).quote.exact).toBe('😀b');
	expect(describe('a😀b', 0, 2).quote.exact).toBe('a😀');
});

test('a letter keeps its combining marks', () => {
	const text = 'Sao\u0303 Tome\u0301'; // decomposed: the marks stand apart
	expect(describe(text, 0, 3).quote.exact).toBe('Sao\u0303');
	expect(describe(text, 3, 4).quote.exact).toBe('o\u0303');
});

test('a family emoji of seven code points and a flag of two are each one character', () => {
	const family = '👨‍👩‍👧‍👦';
	expect(describe(`x${family}y`, 4, 5).quote.exact).toBe(family);
	expect(describe('🇦🇹 x', 2, 4).quote.exact).toBe('🇦🇹');
});

test('surroundings are shortened rather than cut through a character', () => {
	const marked = 'e\u0301'; // two code points each
	const odd = describe(`${marked.repeat(20)}-${'x'.repeat(31)}quote`, 72, 77).quote.prefix;
	expect(odd).toBe(`-${'x'.repeat(31)}`);
	const cut = describe(`${marked.repeat(20)}${'x'.repeat(31)}quote`, 71, 76).quote.prefix;
	expect(cut).toBe('x'.repeat(31)); // the 32nd code point is an accent whose letter would be lost
});

test('surroundings count an emoji as one character', () => {
	const { prefix, suffix } = describe(`${'😀'.repeat(40)}q${'🙂'.repeat(40)}`, 80, 81).quote;
	expect(prefix).toBe('😀'.repeat(32));
	expect(suffix).toBe('🙂'.repeat(32));
});

test('a line end of two characters is not cut', () => {
	const text = 'first\r\nsecond';
	expect(describe(text, 0, 6).quote).toMatchObject({ exact: 'first\r\n', suffix: 'second' });
	expect(describe(text, 7, 13).quote.prefix).toBe('first\r\n');
});

test('text from right to left is kept in the order in which it is read', () => {
	const text = 'المجلس الدائم اجتمع في فيينا';
	const { quote, position } = describe(text, 7, 13);
	expect(quote).toMatchObject({ exact: 'الدائم', prefix: 'المجلس ', suffix: ' اجتمع في فيينا' });
	expect(position).toMatchObject({ start: 7, end: 13 });
});

test.each([
	[3, 3],
	[4, 2],
	[-1, 2],
	[0, 99],
	[0.5, 2],
	[NaN, 2]
])('from %d to %d is no passage', (start, end) => {
	expect(() => describe('The text', start, end)).toThrow(RangeError);
});
