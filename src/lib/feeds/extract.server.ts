import { Readability } from '@mozilla/readability';
import { parseHTML } from 'linkedom';
import { cleanText } from '../text.ts';
import { longestText } from '../developments/development.ts';
import { readParticulars, type PageMarks, type Particulars } from './page-particulars.ts';
import { jsonLdIn, roughText, sizeOfHtml, withoutRaw } from './tag-scan.ts';
import { cleanedHtml, textOfHtml, thinnedOut } from './page-text.server.ts';

export type Extracted = Omit<Particulars, 'articleBody'> & {
	/** Main text with its paragraphs, NFC; '' where none was found. */
	text: string;
	/** Main part with only harmless elements left. */
	html: string;
};

/** Characters of a page that are looked at; few articles have a tenth of it. */
const longestPage = 2_000_000;
/** Beyond that, telling the main part from the rest takes too long: all words are kept, and no structure. */
const mostNodes = 8_000;
const deepest = 400;
const longestBare = 500_000;
/** Of a page that large, what it says of itself is looked for at its beginning. */
const headOnly = 50_000;
const longestHtml = 2_000_000;
/** Less is no main part but a teaser or a notice. */
const shortestText = 140;

/** An element with this id holds what somebody chose by hand: it is all of the main part. */
export const chosenPartId = 'stocktake-chosen-part';

/** Reads a page: what it says of itself, its main part as harmless HTML, and the words of that. */
export function extractPage(page: string, url: URL): Extracted {
	const html = page.slice(0, longestPage);
	const bare = withoutRaw(html);
	const size = sizeOfHtml(bare);
	const isTooLarge = size.nodes > mostNodes || size.depth > deepest || bare.length > longestBare;
	const metas = new Map<string, string[]>();
	let language = '';
	const thin = thinnedOut(isTooLarge ? bare.slice(0, headOnly) : bare, (name, attributes) => {
		if (name === 'html') language ||= attributes.lang ?? attributes['xml:lang'] ?? '';
		if (name === 'meta') noteMeta(metas, attributes);
	});
	const { document } = parseHTML(`<html><head></head><body>${thin}</body></html>`);
	const textsOf = (selector: string) =>
		[...document.querySelectorAll(selector)].map((element) => element.textContent ?? '');
	const marks: PageMarks = {
		metas,
		jsonLd: jsonLdIn(html),
		language,
		title: textsOf('title')[0] ?? '',
		headings: textsOf('h1'),
		bylines: textsOf(
			'[itemprop=author] [itemprop=name], [itemprop=author], [rel=author], .byline-name, .author-name'
		),
		times: [
			...document.querySelectorAll('time[pubdate], time[itemprop=datePublished]'),
			...document.querySelectorAll('article time[datetime], main time[datetime]')
		].map((element) => element.getAttribute('datetime') ?? '')
	};
	for (const title of document.querySelectorAll('title')) title.remove();
	const { articleBody, ...particulars } = readParticulars(marks, url);
	const main = isTooLarge ? undefined : mainPartOf(document, url);
	const found = main === undefined ? roughText(bare) : textOfHtml(main);
	const body = articleBody.length > found.length * 2 ? articleBody : found;
	const text = cleanText(body.toWellFormed()).slice(0, longestText).toWellFormed().trim();
	return { ...particulars, text, html: main ?? '' };
}

function noteMeta(metas: Map<string, string[]>, attributes: Record<string, string>): void {
	const { content } = attributes;
	const name = attributes.property ?? attributes.name ?? attributes.itemprop ?? attributes['http-equiv'];
	if (!name || !content) return;
	const key = name.trim().toLowerCase();
	metas.set(key, [...(metas.get(key) ?? []), content.slice(0, 2_000)]);
}

/** The part that readers come for, harmless; undefined where the page is too tangled to find it. */
function mainPartOf(document: Document, url: URL): string | undefined {
	try {
		const main = cleanedHtml(mainPart(document), url);
		return main.length > longestHtml ? undefined : main;
	} catch (error) {
		// So many nodes side by side that the stack does not hold them.
		if (error instanceof RangeError) return undefined;
		throw error;
	}
}

/** All of the page where its main part cannot be told. */
function mainPart(document: Document): string {
	const chosen = document.getElementById(chosenPartId);
	if (chosen) return chosen.innerHTML;
	const whole = wholeOf(document);
	const article = new Readability(document, { charThreshold: shortestText }).parse();
	const isEnough = (article?.textContent ?? '').trim().length >= shortestText;
	return isEnough ? (article?.content ?? whole) : whole;
}

function wholeOf(document: Document): string {
	const main = document.querySelector('main, article, [role=main]') ?? document.body;
	const copy = main.cloneNode(true) as Element;
	for (const aside of copy.querySelectorAll('nav, header, footer, aside, [role=navigation]')) aside.remove();
	return copy.innerHTML;
}
