import { fieldsOf, type ImportField } from './fields.ts';
import { importKinds, type ImportKind } from './file-import.ts';

/** Where a field comes from: a column of the file by its name, or one value for every row. */
export type Origin = { column: string; value?: undefined } | { value: string; column?: undefined };

/** Origins by the name of the field; what is absent is not read. */
export type Mapping = Record<string, Origin>;

/** Letters and digits alone: `Date (occurred)` and `date_occurred` are one name. */
const bare = (name: string) =>
	name
		.normalize('NFKD')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');

/**
 * Which column each field is likely in: by its own name, by its label, then by a synonym in the order in which they
 * are likely. A column is taken once.
 */
export function guessMapping(kind: ImportKind, columns: readonly string[]): Mapping {
	const free = new Map(columns.map((column) => [bare(column), column] as const).reverse());
	const mapping: Mapping = {};
	const take = (field: ImportField, name: string) => {
		const column = free.get(name);
		if (name === '' || column === undefined || mapping[field.name]) return;
		free.delete(name);
		mapping[field.name] = { column };
	};
	const fields = fieldsOf(kind);
	for (const field of fields) take(field, bare(field.name));
	for (const field of fields) take(field, bare(field.label));
	const rounds = Math.max(...fields.map(({ synonyms }) => synonyms.length));
	for (let at = 0; at < rounds; at++) for (const field of fields) take(field, field.synonyms[at] ?? '');
	return mapping;
}

/** Which kind of file the columns speak for: the one of whose required fields most are found, then of all fields. */
export function guessKind(columns: readonly string[]): ImportKind {
	const share = (kind: ImportKind) => {
		const names = new Set(columns.map(bare));
		const fields = fieldsOf(kind);
		const own = fields.filter(({ name }) => names.has(bare(name))).length;
		const required = fields.filter(({ isRequired }) => isRequired);
		const mapping = guessMapping(kind, columns);
		const found = required.filter(({ name }) => mapping[name]).length;
		return own / fields.length + found / required.length;
	};
	return importKinds.toSorted((one, other) => share(other) - share(one))[0]!;
}

/** What keeps a mapping from being used, by field. */
export function faultsOfMapping(
	kind: ImportKind,
	mapping: Mapping,
	columns: readonly string[]
): Record<string, string[]> {
	const faults: Record<string, string[]> = {};
	for (const field of fieldsOf(kind)) {
		const origin = mapping[field.name];
		const add = (message: string) => (faults[field.name] ??= []).push(message);
		if (!origin) {
			if (field.isRequired)
				add(
					field.choices ? 'Choose a column, or one value for every row.' : 'Choose the column that holds it.'
				);
		} else if (origin.column !== undefined) {
			if (!columns.includes(origin.column)) add(`The file has no column “${origin.column}”.`);
		} else if (field.choices && !field.choices.includes(origin.value))
			add(`Choose one of ${field.choices.join(', ')}.`);
	}
	return faults;
}

/** As it stands in a form: `column:Title` or `value:statement`; empty where it is not read. */
export const writeOrigin = (origin: Origin | undefined): string =>
	!origin ? '' : origin.column === undefined ? `value:${origin.value}` : `column:${origin.column}`;

/** Undoes `writeOrigin`. */
export function readOrigin(text: string): Origin | undefined {
	if (text.startsWith('column:')) return { column: text.slice('column:'.length) };
	return text.startsWith('value:') ? { value: text.slice('value:'.length) } : undefined;
}
