import { absoluteUrl } from './canonical-url.ts';
import { longest, type FeedEntry } from './entry.ts';
import { isAhead, readDate } from './feed-date.ts';
import { languageTag } from './language-tag.ts';
import { cut, plainLine, plainText } from './plain.ts';
import type { RawEntry } from './read-entries.ts';

/** What was cleaned while entries were read. */
export type Cleaned = { ahead: number; nameless: number };

/**
 * The entry cleaned. One without title, text, address and id is kept all the same, under what else is known of it.
 * @param bases addresses that its own are relative to, the nearest first
 */
export function toEntry(
	raw: RawEntry,
	bases: readonly (string | undefined)[],
	now: Date,
	cleaned: Cleaned
): FeedEntry {
	const base = bases.find((candidate) => candidate !== undefined);
	const own = raw.base === undefined ? base : (absoluteUrl(raw.base, base) ?? base);
	const url = raw.links
		.map((link) => absoluteUrl(link?.replace(/&amp;/g, '&'), own))
		.find((link) => link && link.length <= longest.url);
	const summary = wordsOf(raw.summary, raw.content);
	const author = cut(
		[...new Set(raw.authors.map((name) => plainLine(name ?? '', longest.author)).filter(Boolean))].join(', '),
		longest.author
	);
	const guid = raw.guid?.trim().slice(0, longest.guid);
	const date = raw.dates.map((text) => readDate(text, now)).find((found) => found !== undefined);
	const isFuture = date !== undefined && isAhead(date, now);
	if (isFuture) cleaned.ahead++;
	const named = titleOf(raw) || cut(summary.replace(/\s+/g, ' '), 120) || readableUrl(url) || guid;
	if (!named) cleaned.nameless++;
	const title = named || untitled(author, raw.labels, date);
	const language = languageTag(raw.language);
	return {
		title: cut(title, longest.title),
		summary: summary === title ? '' : summary,
		author,
		...(guid ? { guid } : {}),
		...(url ? { url } : {}),
		...(language ? { language } : {}),
		...(date && !isFuture ? { publishedAt: date } : {})
	};
}

function titleOf({ titles, titleTurns }: RawEntry): string {
	for (const title of titles) {
		if (!title) continue;
		const words =
			titleTurns === 0
				? cut(title.replace(/\s+/g, ' ').trim(), longest.title)
				: plainLine(title, longest.title, titleTurns);
		if (words) return words;
	}
	return '';
}

/** Summary and content, once where one begins as the other does. */
function wordsOf(summary = '', content = ''): string {
	const short = plainText(summary, longest.summary);
	const long = plainText(content, longest.summary);
	const start = short.replace(/\s*(?:\[?(?:…|\.\.\.)\]?|read more|more)\s*$/i, '').slice(0, 200);
	if (!short || long.replace(/\s+/g, ' ').startsWith(start.replace(/\s+/g, ' '))) return long || short;
	return long ? cut(`${short}\n\n${long}`, longest.summary) : short;
}

/** A name for what has none: whatever else it says. */
function untitled(author: string, labels: RawEntry['labels'], date: Date | undefined): string {
	const known = [
		author,
		...labels.map((label) => plainLine(label ?? '', 100)),
		date?.toISOString().slice(0, 10)
	];
	const said = known.filter(Boolean).join(', ');
	return said ? `Untitled (${said})` : 'Untitled';
}

const readableUrl = (url: string | undefined) =>
	url?.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');
