import * as v from 'valibot';
import {
	importFormats,
	importKinds,
	importModes,
	importStates,
	importSteps
} from '#lib/exchange/file-import.ts';
import { count, id, orNull, told } from './shapes.ts';

/* Imports of files, as they stand in the API. */

const moment = v.pipe(v.string(), v.isoTimestamp());

const origin = v.union([
	v.strictObject({ column: told(v.string(), 'A column of the file, by its name.') }),
	v.strictObject({ value: told(v.string(), 'One value for every row.') })
]);
const mapping = told(
	v.record(v.string(), origin),
	'Where each field comes from; fields that are absent are not read. The names are those of the columns of a template.'
);

export const importColumnsInput = v.object({
	mapping: v.optional(
		v.record(v.string(), origin, 'Give the origins by field: {"title": {"column": "Headline"}}.')
	),
	publication: told(
		v.optional(v.nullable(v.string()), null),
		'Slug of the publication to which codes alone belong, or that recommendations are for.'
	)
});

export const importRunInput = v.object({
	mode: told(
		v.optional(v.picklist(importModes, `A mode is one of: ${importModes.join(', ')}.`), 'whole'),
		'whole: one bad row keeps everything out; skip: bad rows are left out.'
	),
	updates: told(
		v.optional(v.boolean('Say true or false.'), false),
		'Change what is here already and differs; else such a row is bad.'
	)
});

const fault = v.strictObject({
	line: orNull(told(count, 'Line of a text, row of a sheet, entry of a list; null where it is of the file.')),
	column: orNull(told(v.string(), 'Name of our field.')),
	given: orNull(v.string()),
	message: v.string(),
	isDifference: told(v.boolean(), 'The row says nothing wrong, but something else than what is here.')
});

export const importSummary = v.strictObject({
	id,
	kind: v.picklist(importKinds),
	fileName: v.string(),
	format: v.picklist(importFormats),
	size: told(count, 'Bytes.'),
	state: told(
		v.picklist(importStates),
		'uploaded: its columns are to be confirmed. checking, writing, undoing, redoing: work in the background. ready: checked, to be run.'
	),
	createdAt: moment,
	by: v.string(),
	finishedAt: orNull(moment)
});

export const importPage = v.strictObject({
	imports: v.array(importSummary),
	next: orNull(told(v.string(), 'Address of the next page.'))
});

export const fileImport = v.strictObject({
	...importSummary.entries,
	publication: orNull(v.string()),
	sha256: v.string(),
	columns: told(
		v.array(v.strictObject({ name: v.string(), samples: v.array(v.string()) })),
		'As found in the file.'
	),
	mapping,
	mode: v.picklist(importModes),
	updates: v.boolean(),
	progress: orNull(v.strictObject({ step: v.picklist(importSteps), done: count, total: count })),
	preview: orNull(
		v.strictObject({
			added: count,
			same: count,
			differing: told(count, 'Rows that are here with other content.'),
			bad: count
		})
	),
	problems: told(v.strictObject({ count, first: v.array(fault) }), 'At most 1,000 of them are told.'),
	report: orNull(v.strictObject({ added: count, updated: count, same: count, skipped: count })),
	undo: orNull(
		v.strictObject({
			turned: told(count, 'Records taken out of view, or brought back.'),
			restored: told(count, 'Records put back to what they said.'),
			left: told(count, 'Records that stay as they are, since somebody worked on them.')
		})
	),
	failure: orNull(v.string())
});
