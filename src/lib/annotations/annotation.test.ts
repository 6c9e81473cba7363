import { expect, test } from 'vitest';
import * as v from 'valibot';
import { annotationSchema } from './annotation.ts';
import { describe } from './selector.ts';

const text = 'The Permanent Council met in Vienna.';
const highlight = { developmentId: 7, motivation: 'highlighting', selectors: describe(text, 29, 35) };

/** The messages beside each field; nothing where the input is good. */
function faults(input: unknown): Record<string, string[] | undefined> {
	const result = v.safeParse(annotationSchema, input);
	return result.success ? {} : (v.flatten<typeof annotationSchema>(result.issues).nested ?? {});
}

const withQuote = (quote: object) => ({
	...highlight,
	selectors: { ...highlight.selectors, quote: { ...highlight.selectors.quote, ...quote } }
});
const withPosition = (position: object) => ({
	...highlight,
	selectors: { ...highlight.selectors, position: { ...highlight.selectors.position, ...position } }
});

test('a highlight needs a passage and nothing else', () => {
	expect(v.parse(annotationSchema, highlight)).toEqual({
		...highlight,
		textVersion: null,
		occurrence: null,
		body: '',
		codingId: null
	});
});

test('a comment needs words, and a highlight has none', () => {
	expect(faults({ ...highlight, motivation: 'commenting', body: ' \n ' })).toEqual({
		body: ['Write a comment.']
	});
	expect(faults({ ...highlight, motivation: 'commenting', body: 'Is this **new**?' })).toEqual({});
	expect(faults({ ...highlight, body: 'Is this new?' })).toHaveProperty('body');
});

test('a link needs a coding, and only a link has one', () => {
	expect(faults({ ...highlight, motivation: 'linking' })).toHaveProperty('codingId');
	expect(faults({ ...highlight, motivation: 'linking', codingId: 12 })).toEqual({});
	expect(faults({ ...highlight, codingId: 12 })).toHaveProperty('codingId');
});

test.each(['', '  \n ', 'x'.repeat(5001), '\ud83d'])('%j is no passage', (exact) => {
	expect(Object.keys(faults(withQuote({ exact })))).toEqual(['selectors.quote.exact']);
});

test('white space at the ends of a passage belongs to it', () => {
	expect(v.parse(annotationSchema, withQuote({ exact: ' Vienna ' })).selectors.quote.exact).toBe(' Vienna ');
});

test('a passage is kept composed and with plain line ends, as texts are', () => {
	const sent = withQuote({ exact: 're\u0301uni\r\na\u0300 Vienne' });
	expect(v.parse(annotationSchema, sent).selectors.quote.exact).toBe('réuni\nà Vienne');
});

test.each([
	{ start: -1 },
	{ start: 35 },
	{ start: 1.5 },
	{ start: '29' },
	{ end: Infinity },
	{ end: null },
	{ type: 'DataPositionSelector' }
])('%j is no position', (position) => {
	expect(faults(withPosition(position))).not.toEqual({});
});

test('an unknown motivation and a body of 10,001 characters are refused beside their fields', () => {
	expect(faults({ ...highlight, motivation: 'tagging' })).toEqual({
		motivation: ['Choose one of: highlighting, commenting, linking.']
	});
	expect(faults({ ...highlight, motivation: 'commenting', body: 'x'.repeat(10_001) })).toEqual({
		body: ['Too long: at most 10000 characters.']
	});
});
