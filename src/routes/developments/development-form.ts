import { readTokens } from '#lib/ui/tokens.ts';

/** A coding as it stands in the form: any part may still be missing. */
export type CodingValues = {
	recommendation: string;
	effect: string;
	rationale: string;
	/** Id of the progress marker; '' for none. */
	markerId: string;
	quote: string;
};

const fields = [
	'occurredOn',
	'publishedOn',
	'accessedOn',
	'kind',
	'title',
	'summary',
	'source',
	'sourceKind',
	'sourceReliability',
	'sourceTitle',
	'sourceUrl',
	'archivedUrl',
	'sourceAuthor',
	'sourceLanguage',
	'credibility'
] as const;
type Field = (typeof fields)[number];

const eachField = (value: (field: Field) => string) =>
	Object.fromEntries(fields.map((field) => [field, value(field)])) as Record<Field, string>;

/** What the form holds, as typed. */
export type DevelopmentValues = Record<Field, string> & {
	actors: string[];
	forums: string[];
	codings: CodingValues[];
};

export const emptyCoding: CodingValues = {
	recommendation: '',
	effect: '',
	rationale: '',
	markerId: '',
	quote: ''
};
const codingFields = Object.keys(emptyCoding) as (keyof CodingValues)[];

export const emptyValues: DevelopmentValues = {
	...eachField(() => ''),
	credibility: '6',
	actors: [],
	forums: [],
	codings: [emptyCoding]
};

/** How many rows of codings a form holds at most. */
export const mostCodings = 30;

const textOf = (form: FormData, name: string) => {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
};

/** One coding as it was filled in; `prefix` begins the names of its fields. */
export const readCoding = (form: FormData, prefix = '') =>
	Object.fromEntries(
		codingFields.map((field) => [field, textOf(form, `${prefix}${field}`)])
	) as unknown as CodingValues;

/** Reads the form as it was filled in; rows of codings without anything in them are left out. */
export function readDevelopment(form: FormData): DevelopmentValues {
	const codings = Array.from({ length: mostCodings }, (_, at) => readCoding(form, `codings.${at}.`)).filter(
		(coding) => Object.values(coding).some((text) => text.trim() !== '')
	);
	return {
		...eachField((field) => textOf(form, field)),
		actors: readTokens(form, 'actors'),
		forums: readTokens(form, 'forums'),
		codings
	};
}

const orNull = (text: string) => (text === '' ? null : text);

/** What the form holds as the schemas take it: nothing chosen is null, numbers are numbers. */
export const toInput = (values: DevelopmentValues) => ({
	...values,
	sourceKind: orNull(values.sourceKind),
	sourceReliability: orNull(values.sourceReliability),
	credibility: values.credibility === '' ? 6 : Number(values.credibility),
	codings: values.codings.map(toCodingInput)
});

/** A coding as the schemas take it. */
export const toCodingInput = (coding: CodingValues) => ({
	...coding,
	effect: coding.effect === '' ? undefined : Number(coding.effect),
	markerId: coding.markerId === '' ? null : Number(coding.markerId)
});

/** A coding as its form shows it. */
export const toCodingValues = (coding: {
	publication: string;
	code: string;
	effect: number;
	rationale: string;
	markerId: number | null;
	quote: string;
}): CodingValues => ({
	recommendation: `${coding.publication}/${coding.code}`,
	effect: String(coding.effect),
	rationale: coding.rationale,
	markerId: String(coding.markerId ?? ''),
	quote: coding.quote
});

/** A development as its form shows it. */
export function toValues(
	development: {
		[Name in Exclude<Field, 'credibility' | 'occurredOn'>]: string | null;
	} & {
		occurredOn: string;
		occurredPrecision: 'day' | 'month' | 'year';
		credibility: number;
		actors: string[];
		forums: string[];
	}
): DevelopmentValues {
	const length = { day: 10, month: 7, year: 4 }[development.occurredPrecision];
	return {
		...eachField((field) => String(development[field] ?? '')),
		occurredOn: development.occurredOn.slice(0, length),
		actors: development.actors,
		forums: development.forums,
		codings: []
	};
}

export const fieldLabels: Record<Exclude<keyof DevelopmentValues, 'codings'>, string> = {
	title: 'Title',
	occurredOn: 'Happened',
	kind: 'Kind',
	summary: 'Summary',
	source: 'Source',
	sourceUrl: 'Address',
	sourceTitle: 'Title at the source',
	sourceAuthor: 'Author',
	sourceLanguage: 'Language',
	archivedUrl: 'Address of a copy',
	sourceKind: 'Kind of source',
	sourceReliability: 'Reliability',
	credibility: 'Credibility',
	publishedOn: 'Published',
	accessedOn: 'Accessed',
	actors: 'Actors',
	forums: 'Forums'
};
export type EditedField = keyof typeof fieldLabels;

/** A field in which two versions differ, and whose value the person would most likely keep. */
export type Difference = { field: EditedField; mine: string; theirs: string; keep: 'mine' | 'theirs' };

/**
 * Where two edits of the same version differ. What only the other person changed is theirs to begin with; what this
 * person changed is theirs to decide.
 */
export function differences(
	base: DevelopmentValues,
	mine: DevelopmentValues,
	theirs: DevelopmentValues
): Difference[] {
	const inText = (values: DevelopmentValues, field: EditedField) => [values[field]].flat().join('; ');
	return (Object.keys(fieldLabels) as EditedField[])
		.map((field) => ({
			field,
			mine: inText(mine, field),
			theirs: inText(theirs, field),
			base: inText(base, field)
		}))
		.filter(({ mine, theirs }) => mine.trim() !== theirs.trim())
		.map(({ base, ...one }) => ({ ...one, keep: one.mine.trim() === base.trim() ? 'theirs' : 'mine' }));
}

/** `mine` with the fields that are to be kept as the other person saved them. */
export function merge(
	mine: DevelopmentValues,
	theirs: DevelopmentValues,
	keepsTheirs: (field: EditedField) => boolean
): DevelopmentValues {
	const kept = (Object.keys(fieldLabels) as EditedField[]).filter(keepsTheirs);
	return { ...mine, ...Object.fromEntries(kept.map((field) => [field, theirs[field]])) };
}
