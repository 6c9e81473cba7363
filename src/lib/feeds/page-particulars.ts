import { addDays, isCalendarDate, today, type CalendarDate } from '../calendar.ts';
import { authorText } from '../developments/author.ts';
import { namesInByline } from '../developments/byline.ts';
import { cleanLine } from '../text.ts';

/** What a page says of itself, before any of it is believed. */
export type PageMarks = {
	/** Contents of meta elements by name, property or itemprop, in lower case. */
	metas: ReadonlyMap<string, readonly string[]>;
	/** Texts of its JSON-LD scripts. */
	jsonLd: readonly string[];
	language: string;
	title: string;
	headings: readonly string[];
	/** What its elements mark as author. */
	bylines: readonly string[];
	/** Moments of its time elements; those marked as publication first. */
	times: readonly string[];
};

export type Particulars = {
	title: string;
	publisher: string;
	/** As in the field of a development: `Family, Given; Family, Given`, or a body's name. */
	author: string;
	publishedOn: CalendarDate | null;
	/** BCP 47 tag; null where the page does not say. */
	language: string | null;
	/** Main text in its JSON-LD, if there. */
	articleBody: string;
};

type Node = Record<string, unknown>;

/** Title, publisher, author, date and language of a page, from the best place that each stands in. */
export function readParticulars(marks: PageMarks, url: URL, now = new Date()): Particulars {
	const article = articleIn(marks.jsonLd);
	const meta = (...names: string[]) => firstText(names.flatMap((name) => marks.metas.get(name) ?? []));
	const publisher =
		meta('og:site_name') ||
		nameOf(article?.publisher) ||
		meta('citation_publisher', 'citation_journal_title', 'dc.publisher', 'dcterms.publisher') ||
		meta('application-name') ||
		url.hostname.replace(/^www\./, '');
	const title =
		meta('og:title', 'citation_title', 'dc.title', 'dcterms.title', 'twitter:title') ||
		textOf(article?.headline) ||
		(marks.headings.length === 1 ? cleanLine(marks.headings[0]!) : '') ||
		marks.title;
	return {
		title: withoutSite(cleanLine(title), publisher).slice(0, 500),
		publisher: publisher.slice(0, 300),
		author: authorOf(marks, article),
		publishedOn: publishedOf(marks, article, url, now),
		language: languageOf([
			marks.language,
			textOf(article?.inLanguage),
			meta('og:locale', 'content-language', 'dc.language', 'dcterms.language', 'inlanguage', 'language')
		]),
		articleBody: typeof article?.articleBody === 'string' ? article.articleBody : ''
	};
}

const textOf = (value: unknown) => (typeof value === 'string' ? cleanLine(value) : '');
const firstText = (texts: readonly string[]) => texts.map(cleanLine).find((text) => text !== '') ?? '';

/** "The OSCE meets | OSCE" without its last part, where that names the site. */
function withoutSite(title: string, site: string): string {
	const [, head, tail] = /^(.{8,}?)\s+[|–—\-·•:»]\s+([^|–—·•»]+)$/.exec(title) ?? [];
	return head && tail && tail.toLowerCase() === site.toLowerCase() ? head : title;
}

const articleTypes =
	/^(\w*Article|Report|BlogPosting|LiveBlogPosting|PressRelease|Legislation|WebPage|CreativeWork|SpeechText)$/;

/** The node of JSON-LD that the page is about: an article before a mere page. */
function articleIn(scripts: readonly string[]): Node | undefined {
	const nodes = scripts.flatMap((script) => nodesOf(parsed(script)));
	const typed = nodes.filter((node) =>
		[node['@type']].flat().some((type) => typeof type === 'string' && articleTypes.test(type))
	);
	const articles = typed.filter((node) => ![node['@type']].flat().includes('WebPage'));
	return articles.find(({ headline }) => headline) ?? articles[0] ?? typed[0];
}

function parsed(script: string): unknown {
	try {
		return JSON.parse(
			script.replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/)|(?:-->|\/\*\s*\]\]>\s*\*\/)\s*$/g, '')
		);
	} catch (error) {
		// Many a page writes JSON that is none: its other marks are read.
		if (error instanceof SyntaxError) return undefined;
		throw error;
	}
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null;

function nodesOf(value: unknown): Node[] {
	const top = [value].flat().filter(isNode);
	return top.flatMap((node) => [
		node,
		...[node['@graph']].flat().filter(isNode),
		...[node.mainEntity].flat().filter(isNode)
	]);
}

function nameOf(value: unknown): string {
	const [first] = [value].flat();
	return textOf(isNode(first) ? [first.name].flat()[0] : first);
}

function authorOf({ metas, bylines }: PageMarks, article: Node | undefined): string {
	const named = (...names: string[]) =>
		names
			.map((name) =>
				(metas.get(name) ?? []).map(cleanLine).filter((text) => text && !/^https?:|^@/.test(text))
			)
			.find((found) => found.length > 0) ?? [];
	const inJson = [article?.author]
		.flat()
		.flatMap((author) => namesInByline(nameOf(author), isPerson(author)));
	const asWritten = (names: readonly string[]) => names.flatMap((name) => namesInByline(name));
	const candidates = [
		asWritten(named('citation_author')),
		inJson,
		asWritten(
			named(
				'author',
				'article:author',
				'og:article:author',
				'dc.creator',
				'dcterms.creator',
				'parsely-author'
			)
		),
		asWritten(
			bylines
				.map(cleanLine)
				.filter((text) => text && text.length < 100)
				.slice(0, 1)
		)
	];
	const found = candidates.find((names) => names.length > 0) ?? [];
	const distinct = new Map(found.map((name) => [JSON.stringify(name), name]));
	return authorText([...distinct.values()], 500);
}

/** What JSON-LD says that an author is; undefined where it does not. */
function isPerson(author: unknown): boolean | undefined {
	const types = isNode(author) ? [author['@type']].flat() : [];
	if (types.includes('Person')) return true;
	return types.some((type) => String(type).endsWith('Organization')) ? false : undefined;
}

const publicationMetas = [
	'article:published_time',
	'og:article:published_time',
	'article:published',
	'datepublished',
	'citation_publication_date',
	'citation_date',
	'dcterms.issued',
	'dc.date.issued',
	'dcterms.created',
	'dc.date.created',
	'dcterms.date',
	'dc.date',
	'parsely-pub-date',
	'sailthru.date',
	'publish-date',
	'publication_date',
	'pubdate',
	'published_time',
	'date'
];

function publishedOf(
	{ metas, times }: PageMarks,
	article: Node | undefined,
	url: URL,
	now: Date
): CalendarDate | null {
	const inAddress = /\/(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)/.exec(url.pathname)?.slice(1);
	const candidates = [
		textOf(article?.datePublished),
		...publicationMetas.flatMap((name) => metas.get(name) ?? []),
		textOf(article?.dateCreated),
		...times,
		inAddress?.join('-') ?? ''
	];
	for (const candidate of candidates) {
		const date = dateIn(candidate);
		if (date && date >= '1900-01-01' && date <= addDays(today(now), 1)) return date;
	}
	return null;
}

/** The day that a moment names, in the zone in which the page writes it. */
export function dateIn(text: string): CalendarDate | undefined {
	const clean = text.trim();
	const iso =
		/^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/.exec(clean) ?? /^(\d{4})(\d{2})(\d{2})(?!\d)/.exec(clean);
	const local = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)/.exec(clean);
	const [year, month, day] = iso ? iso.slice(1) : local ? local.slice(1).reverse() : [];
	if (year && month && day) {
		const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
		return isCalendarDate(date) ? date : undefined;
	}
	// "Mon, 12 Sep 2026 10:00:00 GMT", "September 12, 2026"
	if (!/[a-z]{3}/i.test(clean) || !/\b\d{4}\b/.test(clean)) return undefined;
	const day1 = new Date(`${clean.replace(/,?\s+\d{1,2}:\d{2}.*$/, '')} UTC`);
	return Number.isNaN(day1.getTime()) ? undefined : day1.toISOString().slice(0, 10);
}

/** A tag such as `en-GB`, from `en_gb` too; null where none is one. */
export function languageOf(candidates: readonly string[]): string | null {
	for (const candidate of candidates) {
		const tag = candidate.trim().split(',')[0]!.trim().replaceAll('_', '-');
		if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)) continue;
		try {
			const [canonical] = Intl.getCanonicalLocales(tag);
			if (canonical && canonical !== 'und') return canonical;
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
		}
	}
	return null;
}
