import type { Cite, CslItem, Inline, Note } from './document.ts';

/** Collects what a document cites, in order: gives out the footnotes and keeps each source once. */
export class Notes {
	readonly notes: Note[] = [];
	readonly #items: ReadonlyMap<string, CslItem>;
	readonly #cited = new Map<string, CslItem>();

	/** `items`: everything that could be cited, by id. */
	constructor(items: ReadonlyMap<string, CslItem>) {
		this.#items = items;
	}

	/** A footnote that cites these sources; nothing where none of them is known. */
	cite(...cites: Cite[]): Inline[] {
		const known = cites.filter(({ source }) => this.#items.has(source));
		if (known.length === 0) return [];
		for (const { source } of known) this.#cited.set(source, this.#items.get(source)!);
		this.notes.push({ cites: known });
		return [{ type: 'note', note: this.notes.length - 1 }];
	}

	/** Every source cited so far, each once, in order of first citation. */
	get sources(): CslItem[] {
		return [...this.#cited.values()];
	}
}
