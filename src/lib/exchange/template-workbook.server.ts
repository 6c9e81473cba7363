import writeExcelFile from 'write-excel-file/node';
import { fieldsOf } from './fields.ts';
import { importKindLabels, type ImportKind } from './file-import.ts';
import { templateRows } from './template.ts';

/** Everything is text, so that no spreadsheet makes another date of a date. */
const text = (value: string) => ({ value, type: String, format: '@' });
const head = (value: string) => ({ ...text(value), fontWeight: 'bold' as const });
const wrapped = (value: string) => ({ ...text(value), wrap: true });

/** A workbook to fill in: the template on its first sheet, which is read; on the second what goes into each column. */
export async function templateWorkbook(kind: ImportKind): Promise<Uint8Array<ArrayBuffer>> {
	const [names, example] = templateRows(kind);
	const meanings = fieldsOf(kind).map(({ name, isRequired, label, hint, choices }) => [
		text(name),
		text(isRequired ? 'yes' : ''),
		wrapped(hint ? `${label}: ${hint}` : label),
		wrapped(choices?.join(', ') ?? '')
	]);
	const written = await writeExcelFile([
		{
			sheet: importKindLabels[kind],
			data: [names.map(head), example.map(text)],
			columns: names.map((name, at) => ({ width: widthOf(name, example[at]!) })),
			stickyRowsCount: 1
		},
		{
			sheet: 'Columns',
			data: [['Column', 'Required', 'What it says', 'One of'].map(head), ...meanings],
			columns: [{ width: 22 }, { width: 10 }, { width: 60 }, { width: 60 }],
			stickyRowsCount: 1
		}
	]).toBuffer();
	return Uint8Array.from(written);
}

/** In characters. */
const widthOf = (name: string, example: string) => Math.min(Math.max(name.length, example.length) + 2, 40);
