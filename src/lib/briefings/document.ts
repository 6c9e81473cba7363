import type { ChartSpec } from '../charts/chart.ts';

// A briefing as a document: what the preview shows, what is frozen when it is issued, and what every export is written
// from. Plain JSON, so that it can be kept, hashed and compared. Blocks make it (see `compose.ts`), formats write it out.

/** Words within a paragraph. */
export type Inline =
	/** `path`: where the tracker tells more; a link on its own pages, plain words everywhere else. */
	| {
			type: 'text';
			text: string;
			strong?: true;
			emphasis?: true;
			smallCaps?: true;
			code?: true;
			path?: string;
	  }
	| { type: 'link'; href: string; content: Inline[] }
	/** A citation: `note` is a place in the document's notes, from 0. */
	| { type: 'note'; note: number }
	| { type: 'break' };

export type Heading = { type: 'heading'; level: 1 | 2 | 3; content: Inline[] };
export type Paragraph = { type: 'paragraph'; content: Inline[] };
export type List = { type: 'list'; ordered: boolean; items: DocumentNode[][] };
export type Quote = { type: 'quote'; content: DocumentNode[] };
/** Every row has as many cells as the head. Columns of figures are aligned at their end. */
export type Table = {
	type: 'table';
	caption: string;
	head: Inline[][];
	rows: Inline[][][];
	figures: number[];
};
/** Drawn from the same spec as on screen; `alt` is what it shows, in a sentence or two, with the figures that matter. */
export type ChartNode = { type: 'chart'; spec: ChartSpec; until: string | null; alt: string };
export type Rule = { type: 'rule' };
/** Where the list of sources stands, in the order and form of the citation style. */
export type Bibliography = { type: 'bibliography' };
export type DocumentNode = Heading | Paragraph | List | Quote | Table | ChartNode | Rule | Bibliography;

/** What one block came to. */
export type Section = {
	/** The block that it was made from. */
	blockId: number;
	kind: string;
	nodes: DocumentNode[];
};

/** One source in one footnote. */
export type Cite = {
	/** Id of an item among the document's sources. */
	source: string;
	/** Page, as CSL's locator. */
	locator?: string;
	prefix?: string;
	suffix?: string;
};

/** One footnote, in order of appearance; several sources stand in one note. */
export type Note = { cites: Cite[] };

export type CslName = { family?: string; given?: string; literal?: string };
/** Year, month, day: as many as are known. */
type CslDate = { 'date-parts': [number[]] };

/** A source as CSL-JSON has it (https://docs.citationstyles.org, csl-data.json): the fields that we fill. */
export type CslItem = {
	/** `development-12`, `publication-3`; lasts. */
	id: string;
	type: string;
	title?: string;
	author?: CslName[];
	issued?: CslDate;
	accessed?: CslDate;
	'container-title'?: string;
	publisher?: string;
	URL?: string;
	page?: string;
	'number-of-pages'?: string;
	language?: string;
	/** Where a copy is kept, for sources that may vanish. */
	archive?: string;
	archive_location?: string;
	note?: string;
};

export type BriefingDocument = {
	title: string;
	/** Whom it is for; '' where it does not say. */
	audience: string;
	/** BCP 47. */
	locale: string;
	publications: { slug: string; title: string; authors: string[]; year: number | null }[];
	/** First and last day covered; null for open. */
	period: { from: string | null; to: string | null };
	/** What changed is reckoned from here. */
	since: string | null;
	/** The last day that counts, and the moment up to which records count (ISO 8601, UTC). */
	asOf: { on: string; recordedBy: string };
	/** Null while it is a draft. */
	issue: { number: number; issuedOn: string; issuedBy: string } | null;
	sections: Section[];
	notes: Note[];
	/** Everything that notes cite, each once, in order of first citation; and what else the bibliography holds. */
	sources: CslItem[];
	/** Key of the citation style. */
	citationStyle: string;
};

/** Citations in the style of the document, ready to be set. */
export type FormattedCitations = {
	/** Whether they stand in footnotes (`note`) or in the running text (`in-text`). */
	placement: 'note' | 'in-text';
	/** One for each note of the document, in order. */
	notes: Inline[][];
	/** One for each source, in the order of the style. */
	bibliography: Inline[][];
};

const plain = (content: readonly Inline[]): string =>
	content
		.map((part) => {
			if (part.type === 'text') return part.text;
			if (part.type === 'link') return plain(part.content);
			return part.type === 'break' ? '\n' : '';
		})
		.join('');

/** Words without their form and without notes. */
export const plainText = plain;

/** One run of plain words; with `path`, about something that a page of the tracker tells. */
export const words = (text: string, path?: string): Inline[] => [
	path === undefined ? { type: 'text', text } : { type: 'text', text, path }
];
