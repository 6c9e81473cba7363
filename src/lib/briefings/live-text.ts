import {
	words,
	type BriefingDocument,
	type CslItem,
	type FormattedCitations,
	type Inline,
	type Note
} from './document.ts';
import { withInlines } from './inlines.ts';
import { nodesOfMarkdown } from './markdown-nodes.ts';
import { Notes } from './notes.ts';

export type Shown = { document: BriefingDocument; citations: FormattedCitations };

/**
 * A document as it will be when a text is saved as it stands in the editor. Notes are numbered anew; those that were there
 * keep their words, a new one is told by the titles of its sources.
 * @param citable sources that the text may cite beside those of the document.
 */
export function withText(
	{ document, citations }: Shown,
	blockId: number,
	text: string,
	citable: readonly CslItem[]
): Shown {
	const items = new Map([...citable, ...document.sources].map((item) => [item.id, item]));
	const notes = new Notes(items);
	const numberedAnew = (content: readonly Inline[]): Inline[] =>
		content.flatMap((part) =>
			part.type === 'note' ? notes.cite(...(document.notes[part.note]?.cites ?? [])) : [part]
		);
	const sections = document.sections.map((section) => ({
		...section,
		nodes:
			section.blockId === blockId
				? nodesOfMarkdown(text, notes)
				: section.nodes.map((node) => withInlines(node, numberedAnew))
	}));
	const known = new Map(document.notes.map((note, at) => [JSON.stringify(note), citations.notes[at]]));
	const wordsOf = (note: Note): Inline[] =>
		known.get(JSON.stringify(note)) ??
		words(note.cites.map(({ source }) => items.get(source)?.title ?? source).join('; '));
	return {
		document: { ...document, sections, notes: notes.notes },
		citations: { ...citations, notes: notes.notes.map(wordsOf) }
	};
}

/** The same document, with every section that says what it said before as the same object: nothing of it is drawn anew. */
export function keepingSections(
	before: BriefingDocument | undefined,
	now: BriefingDocument
): BriefingDocument {
	if (!before) return now;
	const known = new Map(before.sections.map((section) => [JSON.stringify(section), section]));
	return {
		...now,
		sections: now.sections.map((section) => known.get(JSON.stringify(section)) ?? section)
	};
}
