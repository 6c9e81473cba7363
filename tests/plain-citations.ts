import type { BriefingDocument, CslItem, FormattedCitations, Inline } from '../src/lib/briefings/document.ts';

/** Sources by their title, year and address, for tests of what is written out rather than of a citation style. */
export function plainCitations({ notes, sources }: BriefingDocument): FormattedCitations {
	const items = new Map(sources.map((item) => [item.id, item]));
	return {
		placement: 'note',
		notes: notes.map(({ cites }) =>
			cites.flatMap(({ source, locator }, index): Inline[] => [
				...(index > 0 ? [{ type: 'text' as const, text: ' ' }] : []),
				...entryOf(items.get(source)!, locator)
			])
		),
		bibliography: sources.map((item) => entryOf(item))
	};
}

function entryOf(item: CslItem, locator?: string): Inline[] {
	const names = item.author?.map(({ literal, family }) => literal ?? family).join(', ');
	const by = names || item.publisher;
	return [
		...(by ? [{ type: 'text' as const, text: `${by}, ` }] : []),
		{ type: 'text', text: item.title ?? 'Untitled', emphasis: true },
		{ type: 'text', text: ` (${item.issued?.['date-parts'][0].join('-') ?? 'no date'})` },
		...(locator ? [{ type: 'text' as const, text: `, ${locator}` }] : []),
		...(item.URL
			? [
					{ type: 'text' as const, text: ', ' },
					{ type: 'link' as const, href: item.URL, content: [{ type: 'text' as const, text: item.URL }] }
				]
			: []),
		{ type: 'text', text: '.' }
	];
}
