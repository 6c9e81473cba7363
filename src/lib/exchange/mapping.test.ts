import { expect, test } from 'vitest';
import { faultsOfMapping, guessKind, guessMapping, readOrigin, writeOrigin } from './mapping.ts';
import { columnsOf } from './row.ts';

test('the columns of our own files stand for themselves', () => {
	for (const kind of ['developments', 'evidence', 'assessments'] as const) {
		const columns = [...columnsOf[kind].required];
		const mapping = guessMapping(kind, columns);
		expect(mapping).toEqual(Object.fromEntries(columns.map((column) => [column, { column }])));
		expect(guessKind(columns)).toBe(kind);
	}
});

test('the columns of a Zotero export are understood', () => {
	const columns = [
		'Key',
		'Item Type',
		'Publication Year',
		'Author',
		'Title',
		'Publication Title',
		'Url',
		'Abstract Note',
		'Date',
		'Access Date'
	];
	expect(guessMapping('developments', columns)).toMatchObject({
		id: { column: 'Key' },
		occurred_on: { column: 'Date' },
		title: { column: 'Title' },
		source_publisher: { column: 'Publication Title' },
		source_url: { column: 'Url' },
		summary: { column: 'Abstract Note' },
		accessed_on: { column: 'Access Date' }
	});
});

test('a column is taken for one field alone', () => {
	const mapping = guessMapping('recommendations', ['Recommendation', 'No.']);
	expect(mapping).toEqual({ code: { column: 'No.' }, title: { column: 'Recommendation' } });
	expect(guessKind(['Code', 'Title', 'Statement', 'Addressees'])).toBe('recommendations');
});

test('a required field needs a column, or one value for every row', () => {
	const mapping = { title: { column: 'Title' }, occurred_on: { column: 'Gone' }, kind: { value: 'rumour' } };
	expect(faultsOfMapping('developments', mapping, ['Title'])).toEqual({
		occurred_on: ['The file has no column “Gone”.'],
		kind: [expect.stringContaining('Choose one of statement, proposal')],
		source_publisher: ['Choose the column that holds it.']
	});
});

test('origins go through a form and back', () => {
	for (const origin of [{ column: 'value:x' }, { value: 'statement' }, undefined])
		expect(readOrigin(writeOrigin(origin))).toEqual(origin);
});
