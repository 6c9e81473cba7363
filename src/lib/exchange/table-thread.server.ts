import { serveTasks } from '../server/serve-tasks.ts';
import type { CsvRow } from './csv.ts';

// The program of the threads in which workbooks and JSON are read, since neither is read in pieces.

/** Where this module is, in the sources or in the build. */
export const address = import.meta.url;

export type TableTask = { workbook: Uint8Array; sheet: string } | { json: Uint8Array };
export type TableValue = CsvRow[] | { isCatalogue: boolean } | { fault: string };

const rowsAtOnce = 1_000;
const mostColumns = 500;

serveTasks<TableTask, TableValue>((task) => ('json' in task ? ofJson(task.json) : ofSheet(task)));

async function* ofSheet({
	workbook,
	sheet
}: {
	workbook: Uint8Array;
	sheet: string;
}): AsyncGenerator<TableValue> {
	const { readSheet } = await import('read-excel-file/universal');
	let rows: unknown[][];
	try {
		rows = await readSheet(Uint8Array.from(workbook).buffer, sheet, { trim: false });
	} catch (error) {
		return yield { fault: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
	}
	yield* inBatches(rows.length, (at) => ({
		line: at + 1,
		cells: rows[at]!.slice(0, mostColumns).map(textOf)
	}));
}

/** Of a moment the day is kept: our fields are days. */
function textOf(cell: unknown): string {
	if (cell === null || cell === undefined) return '';
	if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
	return typeof cell === 'boolean' ? (cell ? 'TRUE' : 'FALSE') : String(cell as string | number);
}

/** First whether it is a whole publication, then the rows. */
async function* ofJson(bytes: Uint8Array): AsyncGenerator<TableValue> {
	const { isCatalogueFile, NoTable, parseJson, rowsOfJson } = await import('./json-rows.ts');
	try {
		const parsed = parseJson(bytes);
		yield { isCatalogue: isCatalogueFile(parsed) };
		const rows = rowsOfJson(parsed);
		for (let from = 0; from < rows.length; from += rowsAtOnce) yield rows.slice(from, from + rowsAtOnce);
	} catch (error) {
		if (!(error instanceof NoTable)) throw error;
		yield { fault: error.message };
	}
}

/** Rows that hold words. */
async function* inBatches(count: number, rowAt: (at: number) => CsvRow): AsyncGenerator<CsvRow[]> {
	for (let from = 0; from < count; from += rowsAtOnce) {
		const batch: CsvRow[] = [];
		for (let at = from; at < Math.min(count, from + rowsAtOnce); at++) batch.push(rowAt(at));
		yield batch.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
	}
}
