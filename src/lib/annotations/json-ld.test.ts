import { expect, test } from 'vitest';
import { type Annotation, toCollection, toJsonLd, toPage } from './json-ld.ts';
import { describe } from './selector.ts';

const base = 'https://stocktake.example.org';
const text = '😀 The Permanent Council met in Vienna.';

const highlight: Annotation = {
	id: 41,
	developmentId: 7,
	motivation: 'highlighting',
	selectors: describe(text, 32, 38),
	body: '',
	textVersion: 2,
	codingId: null,
	creator: { id: 3, name: 'Anna Kovács' },
	createdAt: new Date('2026-11-23T09:30:00Z'),
	modifiedAt: null
};
const comment: Annotation = {
	...highlight,
	id: 42,
	motivation: 'commenting',
	body: 'Is this *new*?',
	modifiedAt: new Date('2026-11-24T08:00:00Z')
};
const link: Annotation = { ...highlight, id: 43, motivation: 'linking', codingId: 12 };

test('a highlight has the W3C’s shape: context, id, type, motivation, creator, date and target, and no body', () => {
	expect(toJsonLd(highlight, base)).toEqual({
		'@context': 'http://www.w3.org/ns/anno.jsonld',
		id: 'https://stocktake.example.org/api/v1/annotations/41',
		type: 'Annotation',
		motivation: 'highlighting',
		creator: { id: 'https://stocktake.example.org/team#user-3', type: 'Person', name: 'Anna Kovács' },
		created: '2026-11-23T09:30:00.000Z',
		target: {
			type: 'SpecificResource',
			source: 'https://stocktake.example.org/api/v1/developments/7/text',
			scope: 'https://stocktake.example.org/developments/7',
			selector: [
				{
					type: 'TextQuoteSelector',
					exact: 'Vienna',
					prefix: '😀 The Permanent Council met in ',
					suffix: '.'
				},
				{ type: 'TextPositionSelector', start: 31, end: 37 }
			],
			state: {
				type: 'TimeState',
				sourceDate: '2026-11-23T09:30:00.000Z',
				cached: 'https://stocktake.example.org/api/v1/developments/7/text?version=2'
			}
		}
	});
});

test('a comment has a textual body in markdown, and says when it was changed', () => {
	const { body, modified } = toJsonLd(comment, base);
	expect(modified).toBe('2026-11-24T08:00:00.000Z');
	expect(body).toEqual({
		type: 'TextualBody',
		value: 'Is this *new*?',
		format: 'text/markdown',
		purpose: 'commenting'
	});
});

test('a link has the coding as its body, and what was said about it beside that', () => {
	const coding = { type: 'SpecificResource', source: `${base}/developments/7#coding-12`, purpose: 'linking' };
	expect(toJsonLd(link, base).body).toEqual(coding);
	expect(toJsonLd({ ...link, body: 'Here.' }, base).body).toEqual([
		coding,
		{ type: 'TextualBody', value: 'Here.', format: 'text/markdown', purpose: 'commenting' }
	]);
});

const shelf = {
	url: `${base}/api/v1/developments/7/annotations`,
	label: 'Annotations',
	total: 5,
	pageSize: 2
};

test('a collection names its label, its total, its first page with what is on it, and its last', () => {
	const collection = toCollection(shelf, [highlight, comment], base);
	expect(collection).toMatchObject({
		'@context': 'http://www.w3.org/ns/anno.jsonld',
		id: shelf.url,
		type: 'AnnotationCollection',
		label: 'Annotations',
		total: 5,
		first: { id: `${shelf.url}?page=1`, type: 'AnnotationPage', startIndex: 0, next: `${shelf.url}?page=2` },
		last: `${shelf.url}?page=3`
	});
});

test('a collection of nothing has no page, since a page must hold something', () => {
	expect(Object.keys(toCollection({ ...shelf, total: 0 }, [], base))).toEqual([
		'@context',
		'id',
		'type',
		'label',
		'total'
	]);
});

test('pages are linked to one another and to their collection', () => {
	expect(toPage(shelf, 2, [link, highlight], base)).toMatchObject({
		'@context': 'http://www.w3.org/ns/anno.jsonld',
		id: `${shelf.url}?page=2`,
		type: 'AnnotationPage',
		partOf: { id: shelf.url, label: 'Annotations', total: 5 },
		startIndex: 2,
		prev: `${shelf.url}?page=1`,
		next: `${shelf.url}?page=3`
	});
	expect(toPage(shelf, 3, [link], base)).not.toHaveProperty('next');
	expect(toPage(shelf, 1, [link], base)).not.toHaveProperty('prev');
});

test('what stands within a page does not say its context again', () => {
	const page = toPage(shelf, 1, [highlight], base);
	expect(page.items.map((item) => '@context' in item)).toEqual([false]);
	const collection = toCollection(shelf, [highlight], base);
	expect('first' in collection && '@context' in collection.first).toBe(false);
});

test('a list with a filter keeps it in the addresses of its pages', () => {
	const filtered = { ...shelf, url: `${shelf.url}?motivation=linking` };
	expect(toPage(filtered, 1, [link], base).next).toBe(`${shelf.url}?motivation=linking&page=2`);
});

/** What the recommendation says an annotation MUST have, clause by clause, over the JSON that is sent. */
test.each([highlight, comment, link])(
	'annotation $id keeps every MUST of the recommendation',
	(annotation) => {
		const sent = JSON.parse(JSON.stringify(toJsonLd(annotation, base)));
		const isIri = (value: unknown) => typeof value === 'string' && URL.canParse(value);
		expect(sent['@context']).toBe('http://www.w3.org/ns/anno.jsonld'); // 3.1: if only 1 value, it MUST be a string
		expect(isIri(sent.id)).toBe(true); // 3.1: exactly 1 IRI
		expect(sent.type).toBe('Annotation'); // 3.1
		expect(sent.target).toBeTypeOf('object'); // 3.1: 1 or more targets
		for (const date of [sent.created, sent.modified ?? sent.created, sent.target.state.sourceDate]) {
			// 3.3.1, 4.3.1: an xsd:dateTime with the UTC timezone expressed as "Z"
			expect(date).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
		}
		expect(isIri(sent.target.source)).toBe(true); // 4: exactly 1 source
		const [quote, position] = sent.target.selector;
		expect(quote).toMatchObject({ type: 'TextQuoteSelector', exact: expect.any(String) }); // 4.2.4
		expect(quote.prefix).toBeTypeOf('string');
		expect(quote.suffix).toBeTypeOf('string');
		expect(position.type).toBe('TextPositionSelector'); // 4.2.5: non-negative integers, in code points
		expect([...text].slice(position.start, position.end).join('')).toBe(quote.exact);
		for (const body of [sent.body ?? []].flat()) {
			if (body.type === 'TextualBody')
				expect(body.value).toBeTypeOf('string'); // 3.2.4: exactly 1 value
			else expect(isIri(body.source)).toBe(true);
		}
	}
);
