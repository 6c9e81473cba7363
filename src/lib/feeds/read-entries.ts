import type { parseFeed } from 'feedsmith';

/** What the library makes of a document, dates as they stand in it. */
export type Parsed = ReturnType<typeof parseFeed<string>>;
type Of<Format extends Parsed['format']> = Extract<Parsed, { format: Format }>['feed'];
type RssItem = NonNullable<Of<'rss'>['items']>[number];
type RdfItem = NonNullable<Of<'rdf'>['items']>[number];
type AtomEntry = NonNullable<Of<'atom'>['entries']>[number];
type JsonItem = NonNullable<Of<'json'>['items']>[number];

/** An entry as its format has it, brought to one shape; nothing cleaned yet. */
export type RawEntry = {
	guid?: string | undefined;
	/** Addresses in the order in which they are believed. */
	links: (string | undefined)[];
	/** What relative addresses are relative to, before the feed's own. */
	base?: string | undefined;
	titles: (string | undefined)[];
	/** How often the title may be escaped: 0 for words, whatever they look like; by default it is found out. */
	titleTurns?: number;
	summary?: string | undefined;
	content?: string | undefined;
	authors: (string | undefined)[];
	dates: (string | undefined)[];
	language?: string | undefined;
	/** What it is filed under and where it was taken from: its name where it has none. */
	labels: (string | undefined)[];
};

export function fromRss(item: RssItem): RawEntry {
	const { guid, atom, dc, dcterms, media } = item;
	const isAddress = guid?.isPermaLink !== false && /^https?:\/\//i.test(guid?.value ?? '');
	const authors = item.authors?.map(({ name, email }) => name ?? email) ?? [];
	const parts = [media, ...(media?.groups ?? []), ...(media?.contents ?? [])];
	return {
		guid: guid?.value ?? atom?.id ?? dc?.identifiers?.[0],
		links: [
			item.link,
			isAddress ? guid?.value : undefined,
			linkOf(atom?.links),
			guid?.isPermaLink ? guid.value : undefined,
			media?.contents?.[0]?.url,
			media?.groups?.[0]?.contents?.[0]?.url,
			item.enclosures?.[0]?.url,
			item.comments
		],
		base: item.xml?.base,
		titles: [
			item.title,
			dc?.titles?.[0],
			atom?.title?.value,
			...parts.map((part) => part?.title?.value),
			item.itunes?.title
		],
		summary:
			item.description ??
			dc?.descriptions?.[0] ??
			atom?.summary?.value ??
			parts.find((part) => part?.description)?.description?.value ??
			item.itunes?.summary ??
			item.itunes?.subtitle,
		content: item.content?.encoded ?? atom?.content?.value,
		authors: firstOf(
			authors,
			dc?.creators,
			atom?.authors?.map(({ name }) => name),
			[item.itunes?.author]
		),
		dates: [
			item.pubDate,
			...(dc?.dates ?? []),
			...(dcterms?.issued ?? []),
			...(dcterms?.created ?? []),
			atom?.published,
			...(item.prism?.publicationDates ?? []),
			atom?.updated,
			...(dcterms?.modified ?? [])
		],
		language: item.xml?.lang ?? dc?.languages?.[0],
		labels: [...(item.categories?.map(({ name }) => name) ?? []), ...(dc?.subjects ?? []), item.source?.title]
	};
}

export function fromRdf(item: RdfItem): RawEntry {
	const { dc, dcterms, rdf } = item;
	return {
		guid: rdf?.about ?? dc?.identifiers?.[0],
		links: [item.link, rdf?.about, linkOf(item.atom?.links)],
		base: item.xml?.base,
		titles: [item.title, dc?.titles?.[0]],
		summary: item.description ?? dc?.descriptions?.[0],
		content: item.content?.encoded,
		authors: dc?.creators ?? [],
		dates: [...(dc?.dates ?? []), ...(dcterms?.issued ?? []), ...(dcterms?.modified ?? [])],
		language: item.xml?.lang ?? dc?.languages?.[0],
		labels: dc?.subjects ?? []
	};
}

export function fromAtom(entry: AtomEntry, feedAuthors: Of<'atom'>['authors']): RawEntry {
	const { title, summary, content, dc, media } = entry;
	const names = (people: Of<'atom'>['authors']) => people?.map(({ name, email }) => name ?? email);
	return {
		guid: entry.id,
		links: [linkOf(entry.links), content?.src, /^https?:/i.test(entry.id ?? '') ? entry.id : undefined],
		base: entry.xml?.base,
		titles: [title?.value, dc?.titles?.[0], media?.title?.value],
		...(title?.type ? { titleTurns: /^text(\/plain)?$/.test(title.type) ? 0 : 1 } : {}),
		summary:
			summary?.value ??
			dc?.descriptions?.[0] ??
			media?.groups?.[0]?.description?.value ??
			media?.description?.value,
		content: readable(content),
		authors: firstOf(names(entry.authors), dc?.creators, names(entry.source?.authors), names(feedAuthors)),
		dates: [entry.published, ...(dc?.dates ?? []), ...(entry.dcterms?.issued ?? []), entry.updated],
		language: entry.xml?.lang ?? title?.xml?.lang ?? dc?.languages?.[0],
		labels: [...(entry.categories?.map(({ label, term }) => label ?? term) ?? []), entry.source?.title?.value]
	};
}

export function fromJson(item: JsonItem, feedAuthors: Of<'json'>['authors']): RawEntry {
	const names = (people: Of<'json'>['authors']) => people?.map(({ name }) => name);
	return {
		guid: item.id,
		links: [
			item.url,
			item.external_url,
			/^https?:/i.test(item.id ?? '') ? item.id : undefined,
			item.attachments?.[0]?.url
		],
		titles: [item.title],
		summary: item.summary,
		content: item.content_html ?? item.content_text,
		authors: firstOf(names(item.authors), names(feedAuthors)),
		dates: [item.date_published, item.date_modified],
		language: item.language,
		labels: item.tags ?? []
	};
}

type Link = { href?: string | undefined; rel?: string | undefined; type?: string | undefined };

/** For readers: `alternate` as HTML, then `alternate` as anything, then whatever leads to the story, a file last. */
export function linkOf(links: readonly Link[] | undefined): string | undefined {
	const rank = ({ rel = 'alternate', type = '' }: Link): number => {
		const relation = rel.toLowerCase().replace(/^.*[/#]/, '');
		if (relation === 'alternate') return type === '' || /html/i.test(type) ? 0 : 1;
		const place = ['canonical', 'shorturl', 'via', 'related', 'self', 'enclosure'].indexOf(relation);
		return place < 0 ? 99 : 2 + place;
	};
	const usable = links?.filter((link) => link.href && rank(link) < 99) ?? [];
	return usable.toSorted((a, b) => rank(a) - rank(b))[0]?.href;
}

/** Content that is words; the tags of XML are no part of it. */
function readable(content: { type?: string; value?: string } | undefined): string | undefined {
	const { type = 'text', value } = content ?? {};
	if (/xml$/i.test(type) && !/xhtml/i.test(type)) return value?.replace(/<[^<>]*>/g, ' ');
	return /^(text|html|xhtml|text\/.*|application\/xhtml\+xml)$/i.test(type) ? value : undefined;
}

const firstOf = (...lists: ((string | undefined)[] | undefined)[]) =>
	lists.find((list) => list?.some((name) => name)) ?? [];

/** A feed of any format in one shape. */
export type Shape = {
	raw: RawEntry[];
	title: string | undefined;
	link: string | undefined;
	language: string | undefined;
	base: string | undefined;
};

export function shapeOf(parsed: Parsed): Shape {
	switch (parsed.format) {
		case 'rss': {
			const { items = [], title, link, language, atom, dc, xml } = parsed.feed;
			return {
				raw: items.map(fromRss),
				title: title ?? atom?.title?.value ?? dc?.titles?.[0],
				link: link ?? linkOf(atom?.links?.filter(({ rel }) => rel !== 'self')),
				language: language ?? xml?.lang ?? dc?.languages?.[0],
				base: xml?.base
			};
		}
		case 'rdf': {
			const { items = [], title, link, dc, xml } = parsed.feed;
			return {
				raw: items.map(fromRdf),
				title,
				link,
				language: dc?.languages?.[0] ?? xml?.lang,
				base: xml?.base
			};
		}
		case 'atom': {
			const { entries = [], title, links, authors, xml, dc } = parsed.feed;
			return {
				raw: entries.map((entry) => fromAtom(entry, authors)),
				title: title?.value,
				link: linkOf(links?.filter(({ rel }) => rel !== 'self')),
				language: xml?.lang ?? title?.xml?.lang ?? dc?.languages?.[0],
				base: xml?.base
			};
		}
		case 'json': {
			const { items = [], title, home_page_url, language, authors } = parsed.feed;
			return {
				raw: items.map((item) => fromJson(item, authors)),
				title,
				link: home_page_url,
				language,
				base: undefined
			};
		}
	}
}
