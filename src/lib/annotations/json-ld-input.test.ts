import { expect, test } from 'vitest';
import * as v from 'valibot';
import { annotationSchema } from './annotation.ts';
import { fromJsonLd, jsonLdInput } from './json-ld-input.ts';
import { toJsonLd } from './json-ld.ts';
import { describe } from './selector.ts';

const selectors = describe('The Permanent Council met in Vienna.', 29, 35);
const kept = {
	id: 43,
	developmentId: 7,
	motivation: 'linking',
	selectors,
	body: 'It rests on *this*.',
	textVersion: 2,
	codingId: 12,
	creator: { id: 3, name: 'Anna Kovács' },
	createdAt: new Date('2026-11-23T09:30:00Z'),
	modifiedAt: null
} as const;

const read = (sent: unknown) =>
	v.safeParse(annotationSchema, { developmentId: 7, ...fromJsonLd(v.parse(jsonLdInput, sent)) });

test('an exported annotation can be sent again as it is', () => {
	const { output } = read(toJsonLd(kept, 'https://stocktake.example.org'));
	expect(output).toMatchObject({ motivation: 'linking', selectors, body: kept.body, codingId: 12 });
});

test('a quote alone is enough, and words may stand as a plain body', () => {
	const sent = {
		motivation: 'commenting',
		body: 'Where?',
		target: { selector: { type: 'TextQuoteSelector', exact: 'Vienna' } }
	};
	expect(read(sent)).toMatchObject({
		success: true,
		output: { body: 'Where?', selectors: { quote: { exact: 'Vienna', prefix: '', suffix: '' } } }
	});
});

test('a position alone is no passage, nor is a body that leads nowhere a coding', () => {
	const position = { motivation: 'highlighting', target: { selector: selectors.position } };
	expect(read(position).success).toBe(false);
	const elsewhere = {
		motivation: 'linking',
		body: { type: 'SpecificResource', source: 'https://example.org/' },
		target: { selector: [selectors.quote] }
	};
	expect(read(elsewhere).success).toBe(false);
});

test.each([{ type: 'CssSelector', value: 'p' }, 'words', [], 7])('%j is no selector', (selector) => {
	const { success } = v.safeParse(jsonLdInput, { motivation: 'highlighting', target: { selector } });
	expect(success && read({ motivation: 'highlighting', target: { selector } }).success).toBe(false);
});
