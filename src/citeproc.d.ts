declare module 'citeproc' {
	/** What we use of https://citeproc-js.readthedocs.io. */
	export type Cluster = {
		citationID: string;
		citationItems: { id: string; label?: string; locator?: string; prefix?: string; suffix?: string }[];
		/** 0 in the running text. */
		properties: { index: number; noteIndex: number };
	};
	export type Place = [citationID: string, noteIndex: number];
	export class Engine {
		constructor(
			sys: { retrieveLocale(tag: string): string; retrieveItem(id: string): object },
			style: string,
			locale: string
		);
		opt: {
			xclass: 'note' | 'in-text';
			/** What of a citation's place a style asks for: 0 nothing, 1 its number, 2 whether and where it stood before. */
			update_mode: 0 | 1 | 2;
			development_extensions: { wrap_url_and_doi: boolean };
		};
		/** What the bibliography holds beside what is cited. */
		updateUncitedItems(ids: string[]): void;
		/** All citations at once, in order; nothing where there are none. */
		restoreProcessorState(
			clusters: Cluster[]
		): [] | [object, [place: number, html: string, citationID: string][]];
		/** One citation between others; also those that it changes. */
		processCitationCluster(
			cluster: Cluster,
			before: Place[],
			after: Place[],
			flag: number
		): [object, [place: number, html: string, citationID: string][]];
		/** False where the style has no bibliography. */
		makeBibliography(): false | [{ entry_ids: string[][] }, entries: string[]];
	}
	const CSL: { Engine: typeof Engine };
	export default CSL;
}
