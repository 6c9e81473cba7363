import { describe, expect, test } from 'vitest';
import { importKindLabels, importKinds } from '#lib/exchange/file-import.ts';
import { templateOf, templateRows } from '#lib/exchange/template.ts';
import { templateWorkbook } from '#lib/exchange/template-workbook.server.ts';
import { kept, taken } from '../file-import.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const editor = await makeActor(db, 'editor', 'eva');

describe.each(importKinds)('the templates of %s', (kind) => {
	const [names] = templateRows(kind);
	const itself = Object.fromEntries(names.map((name) => [name, { column: name }]));

	test('come back from a workbook with their kind and every column known', async () => {
		const found = await kept(db, editor, `${kind}.xlsx`, await templateWorkbook(kind));
		expect(found).toMatchObject({ format: 'xlsx', kind });
		expect(found.reading.sheets).toEqual([importKindLabels[kind], 'Columns']);
		expect(found.reading.columns.map(({ name }) => name)).toEqual(names);
		expect(found.mapping).toEqual(itself);
	});

	test('say the same as CSV', async () => {
		const [workbook, csv] = [
			await kept(db, editor, 'template.xlsx', await templateWorkbook(kind)),
			await kept(db, editor, 'template.csv', templateOf(kind))
		];
		expect(workbook.reading.columns).toEqual(csv.reading.columns);
		expect(workbook.mapping).toEqual(csv.mapping);
	});
});

test('what is filled in comes in', async () => {
	const done = await taken(db, editor, 'filled.xlsx', await templateWorkbook('developments'));
	expect(done).toMatchObject({ state: 'done', report: { added: 1, skipped: 0 } });
});
