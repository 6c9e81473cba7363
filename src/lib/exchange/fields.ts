import { fieldWords } from './field-words.ts';
import type { ImportKind } from './file-import.ts';
import { columnsOf } from './row.ts';

// What a row of each kind of file may say, and by which names columns are known for it.

/** A field of ours that a column of a file may hold. */
export type ImportField = {
	/** As the columns of our own files are called. */
	name: string;
	label: string;
	isRequired: boolean;
	/** What to write in it, in a few words. */
	hint?: string;
	/** Its vocabulary, where it has one: then it may also be the same in every row. */
	choices?: readonly string[];
	/** Other names of columns, in small letters without signs. */
	synonyms: readonly string[];
};

/** What no row can do without: less than the columns of our own files, where the rest has a sense of its own. */
const needed: Record<ImportKind, readonly string[]> = {
	developments: ['occurred_on', 'kind', 'title', 'source_publisher'],
	evidence: ['development_id', 'recommendation_code', 'effect'],
	assessments: ['recommendation_code', 'as_of', 'level', 'trajectory', 'confidence', 'rationale'],
	recommendations: ['code', 'title']
};

export const recommendationColumns = [
	'code',
	'theme',
	'theme_title',
	'kind',
	'title',
	'statement',
	'rationale',
	'addressees',
	'lead',
	'counterparts',
	'fora',
	'horizon',
	'section',
	'page',
	'anchor',
	'advance_markers',
	'setback_markers',
	'conditions',
	'weight'
] as const;

const columnsOfKind = (kind: ImportKind): readonly string[] =>
	kind === 'recommendations'
		? recommendationColumns
		: [...columnsOf[kind].required, ...columnsOf[kind].optional];

/** `source_author` as “Source author”. */
const inWords = (name: string) => `${name[0]!.toUpperCase()}${name.slice(1).replaceAll('_', ' ')}`;

/** The fields of a kind of file, required ones first. */
export function fieldsOf(kind: ImportKind): ImportField[] {
	const fields = columnsOfKind(kind).map((name) => ({
		label: inWords(name),
		synonyms: [],
		...fieldWords[kind][name],
		name,
		isRequired: needed[kind].includes(name)
	}));
	return fields.sort((one, other) => Number(other.isRequired) - Number(one.isRequired));
}
