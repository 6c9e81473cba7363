/** A document without what feeds must not hold: controls, junk before it, declarations of entities. */
export type Tidied = { text: string; faults: string[] };

const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g;

/**
 * Makes a document fit for reading and says what was taken out. Entities that it declares are never expanded: their
 * declarations are dropped, so that one inside another costs nothing.
 */
export function tidy(document: string): Tidied {
	const faults: string[] = [];
	let text = document.replace(/^[\uFEFF\s]+/, '').replace(/[\u0080-\u009F]/g, ofWindows);
	if (controls.test(text)) {
		text = text.replace(controls, '');
		faults.push('It holds control characters, which were taken out.');
	}
	const start = text.search(/<(?:[?!\p{L}])/u);
	if (start > 0 && !/^[{[]/.test(text)) {
		text = text.slice(start);
		faults.push('Something stands before its beginning, which was passed over.');
	}
	const { rest, hasEntities } = withoutDoctype(text);
	if (hasEntities)
		faults.push(
			'It declares entities of its own; they were not expanded, since that can be made to take for ever.'
		);
	return { text: closeSections(withoutEmpty(renamed(decodeBase64(rest)))), faults };
}

/** The text without its document type, which may hold declarations in brackets. */
function withoutDoctype(text: string): { rest: string; hasEntities: boolean } {
	const start = text.slice(0, 20_000).search(/<!DOCTYPE\s/i);
	const root = text.slice(0, 20_000).search(/<(?:rss|feed|(?:\w+:)?rdf|channel)[\s>]/i);
	if (start < 0 || (root >= 0 && root < start)) return { rest: text, hasEntities: false };
	const end = endOfDoctype(text, start);
	return {
		rest: text.slice(0, start) + text.slice(end),
		hasEntities: text.slice(start, end).includes('<!ENTITY')
	};
}

function endOfDoctype(text: string, start: number): number {
	let isInside = false;
	for (let at = start; at < text.length; at++) {
		const sign = text[at];
		if (sign === '"' || sign === "'") {
			const close = text.indexOf(sign, at + 1);
			if (close < 0) break;
			at = close;
		} else if (text.startsWith('<!--', at)) {
			const close = text.indexOf('-->', at);
			if (close < 0) break;
			at = close + 2;
		} else if (sign === '[') isInside = true;
		else if (sign === ']') isInside = false;
		else if (sign === '>' && !isInside) return at + 1;
	}
	const close = text.indexOf('>', start);
	return close < 0 ? text.length : close + 1;
}

/** Fields under names that the parser does not know, under those that it does. */
function renamed(text: string): string {
	const root = /<(?:([\w.-]+):)?(rss|feed|rdf)[\s>]/i.exec(text.slice(0, 20_000));
	if (!root) return text;
	const [, prefix, name] = root;
	if (name!.toLowerCase() === 'feed') return /<(?:[\w.-]+:)?entry[\s>]/.test(text) ? asAtom(text) : text;
	// RSS 2 in a namespace of its own.
	const plain =
		prefix && name!.toLowerCase() === 'rss'
			? text.replaceAll(new RegExp(`<(/?)${prefix}:`, 'g'), '<$1')
			: text;
	const xhtml = plain.replace(
		/<body\s+xmlns=["']http:\/\/www\.w3\.org\/1999\/xhtml["'][^<>]*>/g,
		'<xhtml:body>'
	);
	const named = (xhtml === plain ? plain : xhtml.replaceAll('</body>', '</xhtml:body>'))
		.replace(/<(\/?)(?:xhtml:body|fullitem)(?=[\s>])/g, '<$1content:encoded')
		.replace(/<(\/?)dc:author(?=[\s>])/g, '<$1dc:creator');
	return name!.toLowerCase() === 'rdf' ? withoutContents(named) : named;
}

/** Links and authors as Atom has them, where they stand as in RSS. */
export const asAtom = (text: string): string =>
	text
		.replace(/<link>\s*([^<>"\s]+)\s*<\/link>/g, '<link href="$1"/>')
		.replace(/<author>([^<>]+)<\/author>/g, '<author><name>$1</name></author>');

/** RSS 1.0 lists its items before them. By that list an item whose address two of them have would come twice, and one never. */
function withoutContents(text: string): string {
	const [, prefix = ''] = /<(\w+:)?items[\s>]/.exec(text) ?? [];
	const start = text.search(/<(?:\w+:)?items[\s>]/);
	const end = `</${prefix}items>`;
	const close = start < 0 ? -1 : text.indexOf(end, start);
	return close < 0 ? text : text.slice(0, start) + text.slice(close + end.length);
}

/**
 * Of two fields of one name the parser takes the first: an empty one goes. A link of RSS that stands in an attribute, as in
 * Atom, goes where RSS has it.
 */
function withoutEmpty(text: string): string {
	const filled = text.replace(/<(title|link|guid|pubDate|description|id)\s*(?:\/>|>\s*<\/\1\s*>)/gi, '');
	if (!/<(?:rss|\w+:rdf)[\s>]/i.test(filled.slice(0, 20_000))) return filled;
	return filled.replace(
		/<link\s(?![^<>]*(?:xmlns|\srel\s*=\s*["']?(?!alternate)))[^<>]*?href\s*=\s*["']([^"'<>]+)["'][^<>]*?(?:\/>|>\s*<\/link>)/gi,
		'<link>$1</link>'
	);
}

/** Controls that nobody writes are punctuation of Windows, taken for Latin-1 on the way. */
const windowsMarks = new TextDecoder('windows-1252').decode(
	Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at)
);
const ofWindows = (control: string) => windowsMarks[control.charCodeAt(0) - 0x80]!;

/** Atom may hold words in base 64, said by a mode in 0.3 and by a type in 1.0. */
function decodeBase64(text: string): string {
	if (!/base64|octet-stream/.test(text)) return text;
	return text.replace(
		/(<(?:\w+:)?(?:title|summary|content|tagline|copyright|info)\s[^<>]*?)(?:mode\s*=\s*["']base64["']|type\s*=\s*["']application\/octet-stream["'])([^<>]*>)([A-Za-z0-9+/=\s]*)(?=<\/)/g,
		(_, before: string, after: string, words: string) =>
			before + after + escape(Buffer.from(words, 'base64').toString('utf8'))
	);
}

const escape = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

const sectionStart = '<![CDATA[';
const ofEntry = /<\/(?:item|entry)>/i;
const ofField =
	/<\/(?:[\w-]+:)?(?:title|description|encoded|summary|content|link|guid|id|creator|author)\s*>/i;

/** A section of literal text that was never closed would swallow the entries after it: it ends with its element. */
function closeSections(text: string): string {
	const parts = text.split(sectionStart);
	if (parts.length === 1) return text;
	return parts
		.map((part, at) => {
			if (at === 0 || part.includes(']]>') || !ofEntry.test(part)) return part;
			const close = part.search(ofField);
			return close < 0 ? part : `${part.slice(0, close)}]]>${part.slice(close)}`;
		})
		.join(sectionStart);
}
