import * as v from 'valibot';
import { authorText, type AuthorName } from '../developments/author.ts';
import { developmentSchema, type DevelopmentInput, type SourceKind } from '../developments/development.ts';
import { cleanLine } from '../text.ts';

/** Entries that one file may hold. */
export const mostReferences = 500;
/** Bytes that a file may have. */
export const largestReferences = 10_000_000;

/** One entry of a file of references: what it would become, and what keeps it from that. */
export type Reference = {
	title: string;
	source: string;
	occurredOn: string;
	sourceUrl: string | null;
	accessedOn: string | null;
	sourceKind: SourceKind | null;
	sourceAuthor: string;
	sourceLanguage: string | null;
	archivedUrl: string | null;
	faults: string[];
};

const kindOf: Record<string, SourceKind> = {
	'article-newspaper': 'news',
	'article-magazine': 'news',
	'article-journal': 'research',
	book: 'research',
	chapter: 'research',
	report: 'research',
	thesis: 'research',
	legislation: 'legal',
	bill: 'legal',
	legal_case: 'legal',
	treaty: 'legal',
	regulation: 'legal'
};

type Fields = Record<string, unknown>;
const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);
const lineOf = (value: unknown) => (typeof value === 'string' ? cleanLine(value) : '');
/** Titles may hold italics and the like, as CSL-JSON has them; anything else stays as it is written. */
const plainTitle = (value: unknown) =>
	lineOf(value).replace(/<\/?(?:i|b|sup|sub|span)(?:\s(?:class|style)="[^"<>]*")?>/g, '');

/** An entry of CSL-JSON as a reference. */
export function referenceOf(item: unknown): Reference {
	if (!isFields(item)) return faulty('This entry is not an object.');
	const doi = lineOf(item['DOI']).replace(/^https?:\/\/(dx\.)?doi\.org\//, '');
	const address = lineOf(item['URL']) || (doi && `https://doi.org/${encodeURI(doi)}`);
	const draft = {
		title: plainTitle(item['title']),
		source: sourceOf(item, address),
		occurredOn: dateOf(item['issued']),
		sourceUrl: address || null,
		accessedOn: /^\d{4}-\d{2}-\d{2}$/.test(dateOf(item['accessed'])) ? dateOf(item['accessed']) : null,
		sourceKind: kindOf[lineOf(item['type'])] ?? null,
		sourceAuthor: authorText(namesOf(item['author']), 500),
		sourceLanguage: tagOf(item['language']),
		archivedUrl: addressOf(item['archive_location'])
	};
	return checked(draft);
}

/** A reference of which nothing could be read. */
export const faulty = (fault: string, title = ''): Reference => ({
	title,
	source: '',
	occurredOn: '',
	sourceUrl: null,
	accessedOn: null,
	sourceKind: null,
	sourceAuthor: '',
	sourceLanguage: null,
	archivedUrl: null,
	faults: [fault]
});

/** The same with what keeps it from becoming a development. */
function checked(draft: Omit<Reference, 'faults'>): Reference {
	const read = v.safeParse(developmentSchema, asDevelopment(draft));
	if (read.success) return { ...draft, faults: [] };
	const faults = v.flatten<typeof developmentSchema>(read.issues).nested ?? {};
	return { ...draft, faults: Object.values(faults).flatMap((messages) => messages ?? []) };
}

const asDevelopment = (draft: Omit<Reference, 'faults'>) => ({
	...draft,
	kind: 'statement',
	sourceTitle: draft.title,
	publishedOn: /^\d{4}-\d{2}-\d{2}$/.test(draft.occurredOn) ? draft.occurredOn : null
});

function sourceOf(item: Fields, address: string): string {
	const [author] = Array.isArray(item['author']) ? (item['author'] as unknown[]) : [];
	const name = isFields(author) ? lineOf(author['literal']) || lineOf(author['family']) : '';
	const host = URL.parse(address)?.hostname.replace(/^www\./, '') ?? '';
	return lineOf(item['container-title']) || lineOf(item['publisher']) || name || host;
}

/** Who wrote it; particles and suffixes stand where the name is read again. */
function namesOf(authors: unknown): AuthorName[] {
	if (!Array.isArray(authors)) return [];
	return authors.filter(isFields).flatMap((name): AuthorName[] => {
		const part = (key: string) => lineOf(name[key]);
		const joined = (...parts: string[]) => parts.filter(Boolean).join(' ');
		const family = joined(part('non-dropping-particle'), part('family'));
		const given = joined(part('given'), part('dropping-particle'));
		if (family && given) return [{ family, given: [given, part('suffix')].filter(Boolean).join(', ') }];
		const literal = part('literal') || family || given;
		return literal ? [{ literal }] : [];
	});
}

const tagOf = (language: unknown) =>
	/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(lineOf(language)) ? lineOf(language) : null;
const addressOf = (text: unknown) =>
	/^https?:\/\//i.test(lineOf(text)) && URL.canParse(lineOf(text)) ? lineOf(text) : null;

/** `2022-03-04`, `2022-03` or `2022`, as far as the date of an entry says. */
function dateOf(date: unknown): string {
	if (!isFields(date)) return '';
	const [parts] = Array.isArray(date['date-parts']) ? (date['date-parts'] as unknown[]) : [];
	if (Array.isArray(parts)) {
		const [year = '', ...rest] = parts.slice(0, 3).map(String);
		return [year.padStart(4, '0'), ...rest.map((part) => part.padStart(2, '0'))].join('-');
	}
	return lineOf(date['raw'] ?? date['literal'])
		.replace(/\/+$/, '')
		.replace(/\//g, '-')
		.slice(0, 40);
}

/** What the person picked, as the page sends it back: JSON of references, one to a development. */
export const pickedSchema = v.object({
	picked: v.pipe(
		v.array(v.pipe(v.string(), v.parseJson(undefined, 'Read the file again.'))),
		v.minLength(1, 'Choose at least one.'),
		v.maxLength(mostReferences, `Choose at most ${mostReferences} at once.`),
		v.transform((list) => list.map((one) => asDevelopment(one as Reference))),
		v.array(developmentSchema)
	)
});
export type Picked = { picked: DevelopmentInput[] };
