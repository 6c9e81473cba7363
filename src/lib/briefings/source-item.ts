import type { CalendarDate } from '../calendar.ts';
import { authorNames } from '../developments/author.ts';
import type { Precision, SourceKind } from '../developments/development.ts';
import type { CslItem, CslName } from './document.ts';
import type { CitedInput, PublicationInput } from './inputs.ts';

export const developmentKey = (id: number) => `development-${id}`;
export const publicationKey = (id: number) => `publication-${id}`;

/** CSL types by kind of source; see https://docs.citationstyles.org/en/stable/specification.html, Appendix III. */
const cslTypes: Record<SourceKind, string> = {
	official: 'webpage',
	news: 'article-newspaper',
	research: 'report',
	legal: 'legislation',
	state_controlled: 'article-newspaper',
	other: 'webpage'
};

/** The date as far as it is known: a year has no month. */
function cslDate(on: CalendarDate, precision: Precision = 'day'): { 'date-parts': [number[]] } {
	const parts = on.split('-').map(Number);
	return { 'date-parts': [parts.slice(0, { year: 1, month: 2, day: 3 }[precision])] };
}

/** Tags for titles that are in another script than the Latin: they are not English, so no style sets capitals in them. */
const scripts: [RegExp, string][] = [
	[/\p{Script=Cyrillic}/u, 'und-Cyrl'],
	[/\p{Script=Greek}/u, 'el'],
	[/\p{Script=Arabic}/u, 'und-Arab'],
	[/\p{Script=Hebrew}/u, 'he'],
	[/\p{Script=Georgian}/u, 'ka'],
	[/\p{Script=Armenian}/u, 'hy'],
	[/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Hangul}/u, 'und-Hani']
];

/** Language of a title as far as its letters tell; undefined for Latin ones. */
function languageOf(title: string): string | undefined {
	return /\p{Script=Latin}/u.test(title) ? undefined : scripts.find(([letters]) => letters.test(title))?.[1];
}

type Body = Pick<CslItem, 'author' | 'container-title' | 'publisher'>;

/** Who answers for a text: newspapers and sites contain it, bodies and institutes are its author, a law stands alone. */
function bodyOf({ source, sourceKind, sourceAuthor = '' }: CitedInput): Body {
	const author = authorNames(sourceAuthor);
	const isSource = ({ literal, family }: CslName) =>
		(literal ?? family)?.toLowerCase() === source.toLowerCase();
	if (author.length > 0 && !author.every(isSource)) return { author, ...placeOf(source, sourceKind) };
	if (sourceKind === 'legal') return {};
	if (sourceKind === 'official' || sourceKind === 'research') return { author: [{ literal: source }] };
	return { 'container-title': source };
}

/** Where the text of a named author stands: a report is brought out by an institute, everything else is part of something. */
function placeOf(source: string, kind: SourceKind): Body {
	if (kind === 'legal') return {};
	return kind === 'research' ? { publisher: source } : { 'container-title': source };
}

/** What a footnote says of a development: the text at its source, or the development where no title was noted. */
export function developmentItem(of: CitedInput): CslItem {
	const title = of.sourceTitle || of.title;
	const language = of.sourceLanguage || languageOf(title);
	return {
		id: developmentKey(of.developmentId),
		type: cslTypes[of.sourceKind],
		title,
		...bodyOf(of),
		issued: of.publishedOn ? cslDate(of.publishedOn) : cslDate(of.occurredOn, of.occurredPrecision),
		...(language && { language }),
		...(of.accessedOn && of.sourceUrl && { accessed: cslDate(of.accessedOn) }),
		...(of.sourceUrl && { URL: of.sourceUrl }),
		...(of.archivedUrl && { archive_location: of.archivedUrl })
	};
}

/** A person's name: the last word is the family name, unless it stands first before a comma. */
function nameOf(author: string) {
	const [family, given] = author.split(/,\s*/, 2);
	if (family && given) return { family, given };
	const words = author.trim().split(/\s+/);
	return words.length === 1
		? { literal: author.trim() }
		: { family: words.at(-1)!, given: words.slice(0, -1).join(' ') };
}

/** What a footnote says of the paper itself. */
export function publicationItem(of: PublicationInput): CslItem {
	return {
		id: publicationKey(of.id),
		type: 'report',
		title: of.title,
		author: of.authors.map(nameOf),
		language: of.language,
		...(of.affiliation && { publisher: of.affiliation }),
		...(of.year && { issued: { 'date-parts': [[of.year]] } }),
		...(of.url && { URL: of.url })
	};
}
