import * as v from 'valibot';
import { delimiters } from '#lib/exchange/csv.ts';
import { encodings } from '#lib/exchange/encoding.ts';
import { importKinds, importModes } from '#lib/exchange/file-import.ts';
import { readOrigin, type Mapping } from '#lib/exchange/mapping.ts';
import { slug } from '#lib/publications/publication.ts';
import { line } from '#lib/text.ts';

/** Fields of the form that name columns: `field.title`. */
const prefix = 'field.';

/** The mapping in a form: each of our fields with a column, one value for all rows, or nothing. */
export function mappingOf(values: Record<string, string>): Mapping {
	const origins = Object.entries(values)
		.filter(([name]) => name.startsWith(prefix))
		.map(([name, text]) => [name.slice(prefix.length), readOrigin(text)] as const);
	return Object.fromEntries(origins.filter(([, origin]) => origin !== undefined)) as Mapping;
}

const maybe = <T extends v.GenericSchema>(schema: T) => v.optional(v.union([v.literal(''), schema]), '');

/** What somebody says of how the file is to be read. */
export const readingSchema = v.object({
	kind: v.picklist(importKinds, 'Choose what the file holds.'),
	encoding: maybe(v.picklist(encodings, 'Choose an encoding.')),
	delimiter: maybe(v.picklist(delimiters, 'Choose a delimiter.')),
	sheet: v.optional(v.string(), '')
});

export const newPublication = 'new';

/** For which publication, by its id; `new` with the publication that is made. */
export const columnsSchema = v.variant('publication', [
	v.object({
		publication: v.literal(newPublication),
		slug,
		title: line(500, 'Give the title of the publication.'),
		authors: v.optional(v.string(), ''),
		year: v.pipe(
			v.optional(v.string(), ''),
			v.trim(),
			v.regex(/^([12]\d{3})?$/, 'Give the year as four digits.'),
			v.transform((text) => (text === '' ? null : Number(text)))
		)
	}),
	v.object({ publication: v.pipe(v.string(), v.regex(/^([1-9]\d{0,14})?$/, 'Choose a publication.')) })
]);

export const runSchema = v.object({
	mode: v.picklist(importModes, 'Choose what becomes of the bad rows.'),
	updates: v.pipe(
		v.optional(v.string(), ''),
		v.transform((text) => text === 'on')
	)
});
