import * as v from 'valibot';
import { importKinds } from '#lib/exchange/file-import.ts';
import * as shapes from './import-shapes.ts';
import type { Operation } from './operation.ts';
import { none, type Parameters } from './parameters.ts';
import { told } from './shapes.ts';

const forEditors = 'For editors.';
const writing = [403, 404, 409, 422] as const;
const place = '/imports/{import}';
const one = { shape: shapes.fileImport, name: 'Import' } as const;

export const importParameters: Parameters = {
	name: told(v.string(), 'Name of the file.'),
	kind: told(v.picklist(importKinds), 'What it holds; found out from its columns where absent.'),
	publication: told(
		v.string(),
		'Slug of the publication to which codes alone belong, or that recommendations are for.'
	)
};
export const importListParameters: Parameters = {
	cursor: told(v.string(), 'Where the page begins: as `next` gave it.'),
	limit: told(
		v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 30),
		'Imports on a page.'
	)
};

/** Files that come in; see `operations.ts`. */
export const importOperations: readonly Operation[] = [
	{
		method: 'get',
		path: '/imports',
		id: 'listImports',
		summary: 'Files that came in, newest first',
		description: forEditors,
		query: importListParameters,
		answer: { status: 200, shape: shapes.importPage, name: 'ImportPage' },
		problems: [400, 403]
	},
	{
		method: 'post',
		path: '/imports',
		id: 'keepFile',
		summary: 'Send a file of developments, codings, assessments or recommendations',
		description:
			`${forEditors} The body is the file itself: CSV, XLSX or JSON. Nothing is taken in yet: the answer says which columns it has and which ` +
			'of our fields each is likely to hold. Confirm that at `/columns`; the file is then checked in the background.',
		query: importParameters,
		takesFile: true,
		answer: { status: 201, ...one },
		problems: [400, 403, 413, 415, 422]
	},
	{
		method: 'get',
		path: place,
		id: 'getImport',
		summary: 'One import: how far it is, what it would do or did, and each problem on its row',
		description: forEditors,
		query: none,
		answer: { status: 200, ...one },
		problems: [400, 403, 404]
	},
	{
		method: 'post',
		path: `${place}/columns`,
		id: 'nameColumns',
		summary: 'Say which column is which, and have the file checked',
		description: `${forEditors} Without a mapping the guessed one holds. Mappings are remembered for files with the same columns.`,
		body: 'ImportColumns',
		answer: { status: 202, ...one },
		problems: [400, 413, 415, ...writing]
	},
	{
		method: 'post',
		path: `${place}/run`,
		id: 'runImport',
		summary: 'Take in what was checked',
		description:
			`${forEditors} In the background, in one transaction: all of it or nothing, or all good rows, as chosen; also when the server is killed ` +
			'in between. The same file again changes nothing.',
		body: 'ImportRun',
		answer: { status: 202, ...one },
		problems: [400, 413, 415, ...writing]
	},
	{
		method: 'post',
		path: `${place}/cancel`,
		id: 'cancelImport',
		summary: 'Call an import off; nothing of it stays',
		description: forEditors,
		answer: { status: 200, ...one },
		problems: writing
	},
	{
		method: 'post',
		path: `${place}/undo`,
		id: 'undoImport',
		summary: 'Hide what an import made, and put back what it changed',
		description: `${forEditors} Records on which somebody worked since stay, and are counted.`,
		answer: { status: 202, ...one },
		problems: writing
	},
	{
		method: 'post',
		path: `${place}/redo`,
		id: 'redoImport',
		summary: 'Take in again what was undone',
		description: forEditors,
		answer: { status: 202, ...one },
		problems: writing
	}
];
