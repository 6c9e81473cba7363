import { expect, test } from 'vitest';
import { findPassage } from './passage.ts';
import { describe } from './selector.ts';

const text =
	'Russia abstained on Monday.\nOn Friday\n\n  Russia abstained (again) at 3+4 o’clock. Russia left.';
const words = (exact: string) => ({
	quote: { type: 'TextQuoteSelector', exact, prefix: '', suffix: '' } as const
});
const found = (sought: Parameters<typeof findPassage>[1], occurrence: number | null = null) => {
	const passage = findPassage(text, sought, occurrence);
	return passage && { at: passage.start, words: text.slice(passage.start, passage.end) };
};

test('words alone are found where they first stand, or the nth time', () => {
	expect(found(words('Russia'))).toEqual({ at: 0, words: 'Russia' });
	expect(found(words('Russia'), 2)).toEqual({ at: 41, words: 'Russia' });
	expect(found(words('Russia'), 3)).toEqual({ at: 82, words: 'Russia' });
	expect(found(words('Russia'), 4)).toBeUndefined();
});

test('however white space parts them, and whatever signs are among them', () => {
	expect(found(words(' On Friday Russia\tabstained (again) '))).toEqual({
		at: 28,
		words: 'On Friday\n\n  Russia abstained (again)'
	});
	expect(found(words('3+4'))).toMatchObject({ words: '3+4' });
	expect(found(words('R.ssia'))).toBeUndefined();
});

test('what stands around them tells which of several is meant, without a position too', () => {
	const { quote, position } = describe(text, 82, 88);
	expect(found({ quote, position })).toEqual({ at: 82, words: 'Russia' });
	expect(found({ quote })).toEqual({ at: 82, words: 'Russia' });
	expect(found({ quote: { ...quote, prefix: '', suffix: ' left' } })).toEqual({ at: 82, words: 'Russia' });
});

test('a passage that only resembles one of the text is not found', () => {
	const { position, quote } = describe(text, 41, 57);
	expect(found({ quote: { ...quote, exact: 'Russia abstains.' }, position })).toBeUndefined();
});

test('words that never come back end soon, whatever they are', () => {
	expect(findPassage('a '.repeat(200_000), words(`${'a '.repeat(2_000)}b`), null)).toBeUndefined();
});
