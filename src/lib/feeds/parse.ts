import { DetectError, MalformedError, ParseError, parseFeed } from 'feedsmith';
import { absoluteUrl } from './canonical-url.ts';
import { toEntry } from './clean-entry.ts';
import { decode } from './decode.ts';
import { longest, mostEntries, NoFeed, type ReadFeed } from './entry.ts';
import { feedsOfPage, isPage } from './page.ts';
import { languageTag } from './language-tag.ts';
import { asFeed, emptyFeed, mendJson, readJson } from './mend-json.ts';
import { bareEntry, mend, type Mended } from './mend.ts';
import { plainLine } from './plain.ts';
import { shapeOf, type Parsed } from './read-entries.ts';
import { tidy } from './tidy.ts';

export type Answer = {
	body: Uint8Array;
	/** Where it was found, after redirects: what relative addresses are relative to. */
	url: string;
	contentType?: string | null | undefined;
};

/**
 * Reads a feed of any usual format, as far as it can be read: broken XML is mended, entries that break the whole are read
 * one by one, and what was mended or left out is said in `faults`.
 * @throws NoFeed where there is nothing of a feed in it
 */
export function parse({ body, url, contentType }: Answer, now = new Date()): ReadFeed {
	if (body.length === 0) throw new NoFeed('The answer is empty.');
	const decoded = decode(body, contentType);
	const { text, faults } = tidy(decoded.text);
	if (decoded.fault) faults.unshift(decoded.fault);
	if (isPage(decoded.text) || isPage(text)) throw new NoFeed(...whatPageSays(text, url));
	const { parsed, fault } = /^\s*[{[]/.test(text) ? readJsonFeed(text) : readXml(text);
	if (fault) faults.push(fault);
	return readFeed(parsed, url, now, faults);
}

function whatPageSays(text: string, url: string): [string, string[]] {
	const feeds = feedsOfPage(text, url);
	const means =
		feeds.length > 0
			? ` It names ${feeds.length === 1 ? 'this feed' : 'these feeds'}: ${feeds.join(', ')}`
			: '';
	return [`This is a web page and no feed.${means}`, feeds];
}

type Read = { parsed: Parsed; fault?: string };

function readJsonFeed(text: string): Read {
	const found = readJson(text);
	if (found !== undefined) {
		const parsed = attemptJson(text, found) ?? emptyFeed(found);
		if (parsed) return { parsed };
		throw new NoFeed('The answer is JSON, but no JSON Feed.');
	}
	const mended = mendJson(text);
	const parsed = attemptJson(mended, readJson(mended));
	if (parsed && entriesOf(parsed).length > 0) return { parsed, fault: 'Its JSON is broken; it was mended.' };
	throw new NoFeed('The answer is JSON with a mistake in it, and cannot be read.');
}

function attemptJson(text: string, found: unknown): Parsed | undefined {
	const parsed = attempt(text);
	const other = parsed ? undefined : asFeed(found);
	return other === undefined ? parsed : attempt(other);
}

function readXml(document: string): Read {
	const text = withoutRest(document);
	const parsed = attempt(text);
	const found = parsed ? entriesOf(parsed).length : 0;
	if (parsed && found >= Math.min(mostEntries, countOpened(text))) return { parsed };
	const mended = mend(text, mostEntries);
	if (!mended) {
		if (parsed) return { parsed };
		throw new NoFeed('The answer is neither RSS, Atom nor JSON Feed.');
	}
	const { entries, around } = mended;
	const whole = attempt(around(entries.join('\n')));
	const all = whole ? entriesOf(whole).length : 0;
	if (whole && all >= entries.length) {
		if (parsed && found >= all) return { parsed };
		return {
			parsed: whole,
			fault: parsed ? 'Its XML is out of order; it was put right.' : 'Its XML is broken; it was mended.'
		};
	}
	return oneByOne(mended, [parsed, whole]);
}

/** Puts together what can be read of single entries; of one that says nothing in a known field its words are kept. */
function oneByOne({ format, entries, around }: Mended, readings: (Parsed | undefined)[]): Read {
	const readEntry = (entry: string | undefined) => {
		const piece = entry === undefined ? undefined : attempt(around(entry));
		return piece && entriesOf(piece).length > 0 ? piece : undefined;
	};
	const kept = entries
		.map((entry) => readEntry(entry) ?? readEntry(bareEntry(entry, format)))
		.filter((piece) => piece !== undefined);
	const best = [...readings]
		.filter((reading) => reading !== undefined)
		.sort((a, b) => entriesOf(b).length - entriesOf(a).length)[0];
	if (best && entriesOf(best).length >= kept.length) return { parsed: best };
	const [first, ...others] = kept;
	if (!first)
		return { parsed: { format, feed: {} }, fault: 'It is empty: it has neither a title nor entries.' };
	for (const other of others) entriesOf(first).push(...(entriesOf(other) as never[]));
	const lost = entries.length - kept.length;
	const rest = lost === 0 ? '' : ` ${lost} of ${entries.length} could not be read.`;
	return { parsed: first, fault: `Its XML is broken; its entries were read one by one.${rest}` };
}

function attempt(text: string): Parsed | undefined {
	try {
		return parseFeed<string>(text, { maxItems: mostEntries });
	} catch (error) {
		if (error instanceof DetectError || error instanceof MalformedError || error instanceof ParseError)
			return undefined;
		throw error;
	}
}

function entriesOf(parsed: Parsed): unknown[] {
	if (parsed.format === 'atom') return (parsed.feed.entries ??= []);
	return (parsed.feed.items ??= []);
}

/** A document of more entries than are read ends after them: what is cut open is mended. */
function withoutRest(text: string): string {
	let seen = 0;
	for (const { index } of text.matchAll(/<(?:\w+:)?(?:item|entry)\b/gi))
		if (++seen > mostEntries * 2) return text.slice(0, index);
	return text;
}

/** Entries that the document opens, outside of comments and literal text. */
function countOpened(text: string): number {
	const bare = text
		.split('<![CDATA[')
		.map((part, at) => (at === 0 ? part : part.slice(part.indexOf(']]>') + 3)))
		.join('')
		.split('<!--')
		.map((part, at) => (at === 0 ? part : part.slice(part.indexOf('-->') + 3)))
		.join('');
	return bare.match(/<(?:item|entry|(?:rss|atom):(?:item|entry))[\s>]/gi)?.length ?? 0;
}

function readFeed(parsed: Parsed, url: string, now: Date, faults: string[]): ReadFeed {
	const { raw, title, link, language, base } = shapeOf(parsed);
	const root = base === undefined ? undefined : absoluteUrl(base, url);
	const siteUrl = absoluteUrl(link, root ?? url);
	const bases = parsed.format === 'atom' ? [root, url] : [root, siteUrl, url];
	const cleaned = { ahead: 0, nameless: 0 };
	const entries = raw.map((entry) => toEntry(entry, bases, now, cleaned));
	if (cleaned.ahead > 0) faults.push(`${count(cleaned.ahead)} dated in the future; that date was left out.`);
	if (cleaned.nameless > 0) faults.push(`${count(cleaned.nameless)} without title, text and address.`);
	if (raw.length >= mostEntries) faults.push(`Only its first ${mostEntries} entries were read.`);
	const tag = languageTag(language);
	return {
		format: parsed.format,
		title: plainLine(title ?? '', 300),
		entries,
		faults,
		...(siteUrl && siteUrl.length <= longest.url ? { siteUrl } : {}),
		...(tag ? { language: tag } : {})
	};
}

const count = (number: number) => (number === 1 ? 'One entry is' : `${number} entries are`);
