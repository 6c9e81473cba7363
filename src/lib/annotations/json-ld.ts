import type { Motivation } from './annotation.ts';
import type { Selectors, TextPositionSelector, TextQuoteSelector } from './selector.ts';

// Annotations as the W3C Recommendations of 23 February 2017 have them: Web Annotation Data Model, and for what pages
// and collections look like to a client, Web Annotation Protocol. https://www.w3.org/TR/annotation-model/

/** Also the profile of the media type: `application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"`. */
export const context = 'http://www.w3.org/ns/anno.jsonld';
export const mediaType = `application/ld+json; profile="${context}"`;

/** An annotation as it is kept, with what an export says of its author. */
export type Annotation = {
	id: number;
	developmentId: number;
	motivation: Motivation;
	selectors: Selectors;
	/** The text that the selectors count in. */
	textVersion: number;
	/** Markdown with people's names, not ids; '' where there is none. */
	body: string;
	codingId: number | null;
	creator: { id: number; name: string };
	createdAt: Date;
	/** Null while it is as it was made. */
	modifiedAt: Date | null;
};

type TextualBody = { type: 'TextualBody'; value: string; format: 'text/markdown'; purpose: 'commenting' };
type LinkedBody = { type: 'SpecificResource'; source: string; purpose: 'linking' };

export type AnnotationJsonLd = {
	'@context'?: typeof context;
	id: string;
	type: 'Annotation';
	motivation: Motivation;
	creator: { id: string; type: 'Person'; name: string };
	created: string;
	modified?: string;
	body?: TextualBody | LinkedBody | (TextualBody | LinkedBody)[];
	target: {
		type: 'SpecificResource';
		source: string;
		scope: string;
		selector: [TextQuoteSelector, TextPositionSelector];
		state: { type: 'TimeState'; sourceDate: string; cached: string };
	};
};

/**
 * One annotation as JSON-LD. Its source is the development's text alone, since positions count in that, and its scope
 * the page on which it was read; the state says as of when the positions were taken, and where that text still is.
 */
export function toJsonLd(annotation: Annotation, baseUrl: string): AnnotationJsonLd {
	return { '@context': context, ...embedded(annotation, baseUrl) };
}

function embedded(annotation: Annotation, baseUrl: string): AnnotationJsonLd {
	const { id, developmentId, motivation, selectors, textVersion, creator, createdAt, modifiedAt } =
		annotation;
	const text = `${baseUrl}/api/v1/developments/${developmentId}/text`;
	const body = bodies(annotation, baseUrl);
	return {
		id: `${baseUrl}/api/v1/annotations/${id}`,
		type: 'Annotation',
		motivation,
		creator: { id: `${baseUrl}/team#user-${creator.id}`, type: 'Person', name: creator.name },
		created: createdAt.toISOString(),
		...(modifiedAt && { modified: modifiedAt.toISOString() }),
		...(body.length > 0 && { body: body.length === 1 ? body[0]! : body }),
		target: {
			type: 'SpecificResource',
			source: text,
			scope: `${baseUrl}/developments/${developmentId}`,
			selector: [selectors.quote, selectors.position],
			state: {
				type: 'TimeState',
				sourceDate: createdAt.toISOString(),
				cached: `${text}?version=${textVersion}`
			}
		}
	};
}

function bodies(
	{ developmentId, codingId, body }: Annotation,
	baseUrl: string
): (TextualBody | LinkedBody)[] {
	const coding = `${baseUrl}/developments/${developmentId}#coding-${codingId}`;
	return [
		...(codingId === null ? [] : [{ type: 'SpecificResource', source: coding, purpose: 'linking' } as const]),
		...(body === ''
			? []
			: [{ type: 'TextualBody', value: body, format: 'text/markdown', purpose: 'commenting' } as const])
	];
}

/** Annotations on a shelf: where they are listed, what they are called, how many in all and to a page. */
export type Shelf = { url: string; label: string; total: number; pageSize: number };

const pageUrl = ({ url }: Shelf, page: number) => `${url}${url.includes('?') ? '&' : '?'}page=${page}`;
const pagesOf = ({ total, pageSize }: Shelf) => Math.ceil(total / pageSize);

/** The list itself, with its first page within it. A list of nothing has no pages: a page must hold something. */
export function toCollection(shelf: Shelf, firstItems: Annotation[], baseUrl: string) {
	const { url, label, total } = shelf;
	const collection = { '@context': context, id: url, type: 'AnnotationCollection', label, total } as const;
	if (total === 0) return collection;
	const first = pageOf(shelf, 1, firstItems, baseUrl);
	return { ...collection, first, last: pageUrl(shelf, pagesOf(shelf)) };
}

/** One page of the list by itself; pages count from 1. */
export function toPage(shelf: Shelf, page: number, items: Annotation[], baseUrl: string) {
	const { url, label, total } = shelf;
	return {
		'@context': context,
		...pageOf(shelf, page, items, baseUrl),
		partOf: { id: url, type: 'AnnotationCollection', label, total }
	} as const;
}

function pageOf(shelf: Shelf, page: number, items: Annotation[], baseUrl: string) {
	return {
		id: pageUrl(shelf, page),
		type: 'AnnotationPage',
		startIndex: (page - 1) * shelf.pageSize,
		...(page < pagesOf(shelf) && { next: pageUrl(shelf, page + 1) }),
		...(page > 1 && { prev: pageUrl(shelf, page - 1) }),
		items: items.map((annotation) => embedded(annotation, baseUrl))
	} as const;
}
