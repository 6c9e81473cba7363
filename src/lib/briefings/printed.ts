import {
	plainText,
	type BriefingDocument,
	type ChartNode,
	type DocumentNode,
	type FormattedCitations,
	type Inline
} from './document.ts';
import { withInlines } from './inlines.ts';

/** A document with its citations in place: what every format is written from. */
export type Printed = {
	document: BriefingDocument;
	/** In each section the nodes; `note` is a place among `footnotes`. */
	sections: DocumentNode[][];
	/** In the order in which they are called; none where citations stand in the text. */
	footnotes: Inline[][];
	bibliography: Inline[][];
};

/** Puts the citations where the style wants them: as footnotes, numbered as they are met, or into the text. */
export function printedOf(document: BriefingDocument, citations: FormattedCitations): Printed {
	const footnotes: Inline[][] = [];
	const cited = (content: readonly Inline[]): Inline[] => {
		const set: Inline[] = [];
		for (const part of content) {
			const words = part.type === 'note' ? (citations.notes[part.note] ?? []) : [];
			if (part.type === 'link') set.push({ ...part, content: cited(part.content) });
			else if (part.type !== 'note') set.push(part);
			else if (plainText(words).trim() === '') continue;
			else if (citations.placement === 'in-text') set.push(...withinSentence(set.pop(), words));
			else set.push({ type: 'note', note: footnotes.push(words) - 1 });
		}
		return set;
	};
	const sections = document.sections.map(({ nodes }) => nodes.map((node) => withInlines(node, cited)));
	return { document, sections, footnotes, bibliography: citations.bibliography };
}

/** A citation in the text stands before the full stop of its sentence. */
function withinSentence(before: Inline | undefined, words: readonly Inline[]): Inline[] {
	const space: Inline = { type: 'text', text: ' ' };
	if (before?.type !== 'text' || !/[^.]\.$/.test(before.text))
		return [...(before ? [before, space] : []), ...words];
	return [{ ...before, text: before.text.slice(0, -1) }, space, ...words, { ...before, text: '.' }];
}

/** Every chart of a document, in order. */
export function chartsOf({ sections }: Printed): ChartNode[] {
	const within = (nodes: readonly DocumentNode[]): ChartNode[] =>
		nodes.flatMap((node) => {
			if (node.type === 'chart') return [node];
			if (node.type === 'quote') return within(node.content);
			return node.type === 'list' ? node.items.flatMap(within) : [];
		});
	return sections.flatMap(within);
}

/** Where the figures of a chart come from and how to read it, for the line below it. */
export function sourceLine({ spec }: ChartNode): string {
	const sources = spec.sources.map(({ label }) => label).join('; ');
	return [sources && `Sources: ${sources}.`, spec.note].filter(Boolean).join(' ');
}

/** Counts figures and tables through a document. */
export class Captions {
	#figures = 0;
	#tables = 0;
	figure = (): number => ++this.#figures;
	table = (): number => ++this.#tables;
}
