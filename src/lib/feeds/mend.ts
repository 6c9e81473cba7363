import { Parser } from 'htmlparser2';
import { asAtom } from './tidy.ts';

/** A broken document taken apart: what stands around the entries, and each entry by itself, well-formed. */
export type Mended = {
	format: 'rss' | 'rdf' | 'atom';
	/** Each entry by itself. */
	entries: string[];
	/** The document again, with these entries in it. */
	around(entries: string): string;
};

/** Elements that hold words only: one that is still open where the next field begins was never closed. */
const leaves = new Set(
	'title link guid pubdate id updated published issued modified date creator'.split(' ')
);
const fields = new Set([
	...leaves,
	...'description encoded author category enclosure summary content comments source'.split(' ')
]);

/** Deeper than any feed: deeper elements lose their tags and keep their words. */
const deepest = 60;
/** Where a document that opens elements and never closes them is left. */
const deepestDocument = 1_000;

const localName = (name: string) => name.slice(name.indexOf(':') + 1).toLowerCase();
const isEntry = (name: string) => localName(name) === 'item' || localName(name) === 'entry';

/**
 * Reads XML that is none by a parser that never gives up, and writes its entries well-formed: what was left open is
 * closed, what was cut off ends, stray signs are escaped.
 * @param most entries to read
 */
export function mend(text: string, most: number): Mended | undefined {
	const reader = new Mender(most);
	const parser = new Parser(
		{
			onopentag: (name, attributes) => reader.open(name, attributes),
			onclosetag: (name) => reader.close(name),
			ontext: (data) => reader.text(data),
			oncdatastart: () => void (reader.isLiteral = true),
			oncdataend: () => void (reader.isLiteral = false)
		},
		{ xmlMode: true, decodeEntities: false, lowerCaseTags: false, lowerCaseAttributeNames: false }
	);
	try {
		parser.end(text);
	} catch (error) {
		if (!(error instanceof TooDeep)) throw error;
	}
	return reader.result();
}

class TooDeep extends Error {}

class Mender {
	isLiteral = false;
	private depth = 0;
	private root: { name: string; tag: string } | undefined;
	private channel: { name: string; tag: string } | undefined;
	private readonly head = new Piece();
	private entry: Piece | undefined;
	private readonly entries: string[] = [];
	private readonly most: number;

	constructor(most: number) {
		this.most = most;
	}

	open(name: string, attributes: Record<string, string>): void {
		if (++this.depth > deepestDocument) throw new TooDeep();
		const tag = startTag(name, attributes);
		if (isEntry(name)) {
			this.finishEntry();
			this.entry = new Piece();
			this.entry.open(name, tag);
			return;
		}
		if (this.entry) return this.entry.open(name, tag);
		const local = localName(name);
		if (!this.root && /^(rss|feed|rdf)$/.test(local)) this.root = { name, tag };
		else if (!this.channel && local === 'channel') this.channel = { name, tag };
		else if (local !== 'items' && local !== 'seq' && local !== 'li') this.head.open(name, tag);
	}

	close(name: string): void {
		this.depth--;
		if (!this.entry) return this.head.close(name);
		this.entry.close(name);
		if (this.entry.isClosed) this.finishEntry();
	}

	text(data: string): void {
		const escaped = this.isLiteral
			? data.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
			: escapeStray(data);
		(this.entry ?? this.head).text(escaped);
	}

	private finishEntry(): void {
		if (this.entry?.holdsWords && this.entries.length < this.most) this.entries.push(this.entry.end());
		this.entry = undefined;
	}

	result(): Mended | undefined {
		this.finishEntry();
		if (!this.root && !this.channel && this.entries.length === 0) return undefined;
		// Entries of the other kind make it a feed of that kind, whatever it says.
		const own = this.root && localName(this.root.name) === 'feed' ? 'entry' : 'item';
		const ofKind = this.entries.filter((entry) => nameOf(entry) === own).length;
		const isAtom = ofKind * 2 >= this.entries.length === (own === 'entry');
		const isAsSaid = this.root && (localName(this.root.name) === 'feed') === isAtom;
		const plain = isAtom ? { name: 'feed', tag: '<feed>' } : { name: 'rss', tag: '<rss version="2.0">' };
		const root = isAsSaid ? this.root! : plain;
		const channel = this.channel ?? { name: 'channel', tag: '<channel>' };
		const head = this.head.end();
		const isRdf = localName(root.name) === 'rdf';
		const around = (entries: string) => {
			if (isAtom) return `${root.tag}${head}${entries}</${root.name}>`;
			const inside = isRdf
				? `${channel.tag}${head}</${channel.name}>${entries}`
				: `${channel.tag}${head}${entries}</${channel.name}>`;
			return `${root.tag}${inside}</${root.name}>`;
		};
		const entries = isAtom && !isAsSaid ? this.entries.map(asAtom) : this.entries;
		return { format: isAtom ? 'atom' : isRdf ? 'rdf' : 'rss', entries, around };
	}
}

/** A part of the document under way. */
class Piece {
	private readonly parts: string[] = [];
	/** Open elements, with null for those whose tags were left out. */
	private readonly names: { name: string; isWritten: boolean }[] = [];
	holdsWords = false;

	get isClosed(): boolean {
		return this.names.length === 0;
	}

	open(name: string, tag: string): void {
		const last = this.names.at(-1);
		if (last && leaves.has(localName(last.name)) && fields.has(localName(name))) this.close(last.name);
		const isWritten = this.names.length < deepest;
		if (isWritten) this.parts.push(tag);
		this.names.push({ name, isWritten });
		if (tag.includes('="')) this.holdsWords = true;
	}

	close(name: string): void {
		const at = this.names.findLastIndex((open) => open.name === name);
		if (at < 0) return;
		while (this.names.length > at) {
			const { name: last, isWritten } = this.names.pop()!;
			if (isWritten) this.parts.push(`</${last}>`);
		}
	}

	text(data: string): void {
		this.parts.push(data);
		if (/\S/.test(data)) this.holdsWords = true;
	}

	end(): string {
		if (this.names.length > 0) this.close(this.names[0]!.name);
		return this.parts.join('');
	}
}

const nameOf = (entry: string) => localName(/^<([^\s/>]+)/.exec(entry)?.[1] ?? '');

/** An entry of whose fields none is known, with its words for a title; undefined where it has none. */
export function bareEntry(entry: string, format: Mended['format']): string | undefined {
	const name = /^<([^\s/>]+)/.exec(entry)?.[1];
	const words = entry
		.replace(/<[^<>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	if (!name || !words) return undefined;
	const kind = format === 'atom' ? 'entry' : 'item';
	const prefix = localName(name) === kind ? name.slice(0, name.indexOf(':') + 1) : '';
	return `<${prefix}${kind}><${prefix}title>${words}</${prefix}title></${prefix}${kind}>`;
}

function startTag(name: string, attributes: Record<string, string>): string {
	const pairs = Object.entries(attributes)
		.filter(([key]) => /^[\p{L}_][\w.:-]*$/u.test(key))
		.map(([key, value]) => ` ${key}="${escapeStray(value).replace(/"/g, '&quot;')}"`);
	return `<${name}${pairs.join('')}>`;
}

/** Signs that XML does not allow bare; references stay. */
const escapeStray = (text: string) =>
	text.replace(/&(?!(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z]\w{1,31});)/gi, '&amp;').replace(/</g, '&lt;');
