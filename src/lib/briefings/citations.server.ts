import type { Cluster, Engine, Place } from 'citeproc';
import { inlinesOf } from './citation-inlines.ts';
import {
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
	const engine = new CSL.Engine(
		{
			retrieveLocale: (tag) => locales.get(tag) ?? locales.get('en-US')!,
			retrieveItem: (id) => items.get(id)!
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

/** One pass over all notes: handing them in one after the other takes citeproc time that grows with their square. */
function notesOf(engine: Engine, notes: readonly Note[], items: ReadonlyMap<string, CslItem>): Inline[][] {
	const isNote = engine.opt.xclass === 'note';
	const set: Inline[][] = notes.map(() => []);
	const clusters = notes.flatMap(({ cites }, at) => {
		const known = cites.filter(({ source }) => items.has(source));
		return known.length === 0 ? [] : [clusterOf(known, at, isNote)];
	});
	const done = engine.restoreProcessorState(clusters)[1] ?? [];
	const htmlOf = new Map(done.map(([, html, citationID]) => [citationID, html]));
	const places = clusters.map(({ citationID, properties }): Place => [citationID, properties.noteIndex]);
	for (const [at, cluster] of clusters.entries()) {
		// Where a style does not ask where a citation stands, the pass gives back the first alone.
		if (!htmlOf.has(cluster.citationID)) {
			const [before, after] = [places.slice(0, at), places.slice(at + 1)];
			const [, changed] = engine.processCitationCluster(cluster, before, after, allItemsRegistered);
			for (const [, html, citationID] of changed) htmlOf.set(citationID, html);
		}
	}
	for (const { citationID, citationItems } of clusters) {
		const html = htmlOf.get(citationID) ?? '';
		set[Number(citationID)] = hasNoForm(html)
			? citationItems.flatMap(({ id }) => bare(items.get(id)))
			: inlinesOf(html);
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
	return entries.map((html, at) => (hasNoForm(html) ? bare(items.get(ids[at]?.[0] ?? '')) : inlinesOf(html)));
}

/** For a source of which the style prints nothing: what it is called, and where it is. */
function bare(item: CslItem | undefined): Inline[] {
	if (!item) return [];
	return words(item.title || item.URL || 'Source without a title');
}
