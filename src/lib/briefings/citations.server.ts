import type { Cluster, Engine, Place } from 'citeproc';
import { inlinesOf } from './citation-inlines.ts';
import {
	plainText,
	words,
	type BriefingDocument,
	type Cite,
	type CslItem,
	type FormattedCitations,
	type Inline,
	type Note
} from './document.ts';
import { readCslLocales } from './style-files.server.ts';

/** What a document cites. */
export type Cited = Pick<BriefingDocument, 'notes' | 'sources'>;
/** `style`: the text of a .csl file. `locale`: BCP 47; a style that insists on a language of its own keeps it. */
export type Styling = { style: string; locale: string };

/**
 * The notes and the bibliography of a document as citeproc sets them. Short forms, “ibid” and letters after years follow
 * from where a note stands.
 */
export async function formatCitations(cited: Cited, styling: Styling): Promise<FormattedCitations> {
	const { default: CSL } = await import('citeproc');
	const locales = await readCslLocales();
	const items = new Map(cited.sources.map((item) => [item.id, item]));
	// No style prints the address of a copy as one: citeproc does not see it, and we put it after what it sets.
	const visible = cited.sources.map(({ archive_location: copy, ...item }) =>
		copy === undefined || isAddress(copy) ? item : { ...item, archive_location: copy }
	);
	const seen = new Map(visible.map((item) => [item.id, item]));
	const engine = new CSL.Engine(
		{
			retrieveLocale: (tag) => locales.get(tag) ?? locales.get('en-US')!,
			retrieveItem: (id) => seen.get(id)!
		},
		styling.style,
		styling.locale
	);
	engine.opt.development_extensions.wrap_url_and_doi = true;
	engine.updateUncitedItems([...items.keys()]);
	return {
		placement: engine.opt.xclass,
		notes: notesOf(engine, cited.notes, items),
		bibliography: bibliographyOf(engine, items)
	};
}

const hasNoForm = (html: string) => html === '' || /\[(CSL STYLE ERROR: [^\]]*|NO_PRINTED_FORM)\]/.test(html);

/** `CSL.ASSUME_ALL_ITEMS_REGISTERED`: a citation brings no item that the engine does not know. */
const allItemsRegistered = 2;
/** `CSL.POSITION`: a style that asks whether a source was cited before, and where. */
const position = 2;

/** One pass over all notes: handing them in one after the other takes citeproc time that grows with their square. */
function notesOf(engine: Engine, notes: readonly Note[], items: ReadonlyMap<string, CslItem>): Inline[][] {
	const isNote = engine.opt.xclass === 'note';
	const set: Inline[][] = notes.map(() => []);
	const clusters = notes.flatMap(({ cites }, at) => {
		const known = cites.filter(({ source }) => items.has(source));
		return known.length === 0 ? [] : [clusterOf(known, at, isNote)];
	});
	if (clusters.length === 0) return set;
	const done = engine.restoreProcessorState(clusters)[1] ?? [];
	const htmlOf = new Map(done.map(([, html, citationID]) => [citationID, html]));
	const asksWhere = engine.opt.update_mode === position;
	const places = clusters.map(({ citationID, properties }): Place => [citationID, properties.noteIndex]);
	for (const [at, cluster] of clusters.entries()) {
		if (htmlOf.has(cluster.citationID)) continue;
		// Where a style does not ask where a citation stands, the pass gives back the first alone. What stands around the
		// others is no matter then; naming it each time would take time that grows with the square of their number.
		const around: [Place[], Place[]] = asksWhere ? [places.slice(0, at), places.slice(at + 1)] : [[], []];
		const [, changed] = engine.processCitationCluster(cluster, ...around, allItemsRegistered);
		for (const [, html, citationID] of changed) htmlOf.set(citationID, html);
	}
	const told = new Set<string>();
	for (const { citationID, citationItems } of clusters) {
		const html = htmlOf.get(citationID) ?? '';
		const note = hasNoForm(html) ? citationItems.flatMap(({ id }) => bare(items.get(id))) : inlinesOf(html);
		const first = citationItems.filter(({ id }) => isNote && !told.has(id));
		for (const { id } of first) told.add(id);
		set[Number(citationID)] = first.reduce((sofar, { id }) => withCopy(sofar, items.get(id)), note);
	}
	return set;
}

const clusterOf = (cites: readonly Cite[], at: number, isNote: boolean): Cluster => ({
	citationID: String(at),
	citationItems: cites.map(({ source: id, ...rest }) => ({
		id,
		...rest,
		...(rest.locator && { label: 'page' })
	})),
	properties: { index: at, noteIndex: isNote ? at + 1 : 0 }
});

function bibliographyOf(engine: Engine, items: ReadonlyMap<string, CslItem>): Inline[][] {
	const made = engine.makeBibliography();
	if (!made) return [];
	const [{ entry_ids: ids }, entries] = made;
	return entries.map((html, at) => {
		const item = items.get(ids[at]?.[0] ?? '');
		return withCopy(hasNoForm(html) ? bare(item) : inlinesOf(html), item);
	});
}

/** For a source of which the style prints nothing: what it is called, and where it is. */
function bare(item: CslItem | undefined): Inline[] {
	if (!item) return [];
	return words(item.title || item.URL || 'Source without a title');
}

const isAddress = (text: string) => /^https?:\/\//i.test(text) && URL.canParse(text);

/** With the address of the copy that is kept of the source. */
function withCopy(entry: Inline[], item: CslItem | undefined): Inline[] {
	const copy = item?.archive_location;
	if (!copy || !isAddress(copy)) return entry;
	const isSentence = plainText(entry).endsWith('.');
	const [lead, end] = isSentence ? [' Archived at ', '.'] : [', archived at ', ''];
	const link: Inline = { type: 'link', href: copy, content: words(copy) };
	return [...entry, ...words(lead), link, ...(end ? words(end) : [])];
}
