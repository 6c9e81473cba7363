import { words, type DocumentNode, type Inline } from './document.ts';
import type { RecommendationInput } from './inputs.ts';

/** Where the tracker tells about them. */
export const pathOfDevelopment = (id: number) => `/developments/${id}`;
export const pathOfRecommendation = ({ publication, code }: { publication: string; code: string }) =>
	`/publications/${encodeURIComponent(publication)}/${encodeURIComponent(code)}`;

/** "C1 Keep up contacts", leading to its page, then what there is to say of it. */
export const named = (of: RecommendationInput, rest = ''): Inline[] => [
	...words(`${of.code} ${of.title}`, pathOfRecommendation(of)),
	...(rest ? words(`: ${rest}`) : [])
];

/** A heading of the second level above a list; nothing where there is nothing to list. */
export function listed(title: string, items: readonly Inline[][]): DocumentNode[] {
	if (items.length === 0) return [];
	return [
		{ type: 'heading', level: 2, content: words(title) },
		{ type: 'list', ordered: false, items: items.map((content) => [{ type: 'paragraph', content }]) }
	];
}

/** The recommendations that an overview is about; all of them where none is named. */
export function onlyThose<R extends { id: number }>(
	all: readonly R[],
	only: readonly number[]
): readonly R[] {
	if (only.length === 0) return all;
	const wanted = new Set(only);
	return all.filter(({ id }) => wanted.has(id));
}

/** Where the tracker tells about a source, and what to call that; undefined for what it does not know. */
export function pathOfSource(
	source: string,
	publications: readonly { slug: string }[]
): { path: string; label: string } | undefined {
	const [, noun, id] = /^(development|publication)-(\d+)$/.exec(source) ?? [];
	if (noun === 'development') return { path: pathOfDevelopment(Number(id)), label: 'Development' };
	const [only, ...others] = publications;
	if (noun !== 'publication' || !only || others.length > 0) return undefined;
	return { path: `/publications/${encodeURIComponent(only.slug)}`, label: 'Publication' };
}
