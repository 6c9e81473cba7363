/** Forms in which the sources of a briefing leave for Zotero and the like. */
export const sourceFormats = {
	json: { label: 'CSL-JSON', type: 'application/vnd.citationstyles.csl+json' },
	bib: { label: 'BibTeX', type: 'application/x-bibtex; charset=utf-8' },
	ris: { label: 'RIS', type: 'application/x-research-info-systems; charset=utf-8' }
} as const;
export type SourceFormat = keyof typeof sourceFormats;

export const isSourceFormat = (name: string): name is SourceFormat => Object.hasOwn(sourceFormats, name);
