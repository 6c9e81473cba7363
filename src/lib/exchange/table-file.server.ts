import { setImmediate as breathe } from 'node:timers/promises';
import { decode, findEncoding, type InputFile } from './encoding.ts';
import { BrokenCsv, readCell, readRows, type CsvRow } from './csv.ts';
import type { Fault, Faults } from './fault.ts';
import { recommendationColumns } from './fields.ts';
import type { ImportKind } from './file-import.ts';
import { NoTable } from './json-rows.ts';
import { openRows } from './open-rows.server.ts';
import { storable } from './reading.ts';
import { columnsOf, type Cells } from './row.ts';
import { BrokenWorkbook } from './xlsx.server.ts';

type Columns = { required: readonly string[]; optional: readonly string[] };

const columnsOfKind = (kind: ImportKind): Columns =>
	kind === 'recommendations'
		? { required: ['code', 'title'], optional: recommendationColumns }
		: columnsOf[kind];

export type ReadOptions = {
	faults: Faults;
	/** Things worth knowing that keep nothing from being taken in. */
	notes: string[];
	onProgress?: ((bytesDone: number) => void) | undefined;
};

/**
 * Hands over the rows of a file one by one. Faults of the file as a whole (its encoding, its header, a quote without
 * an end) are gathered in `faults`, and the rows after them are not read.
 */
export async function readTable(
	file: InputFile,
	shape: ImportKind,
	{ faults, notes, onProgress }: ReadOptions,
	take: (line: number, cells: Cells) => Promise<void> | void
): Promise<{ has: ReadonlySet<string> }> {
	const columns = columnsOfKind(shape);
	const opened = await openTable(file, { faults, notes, onProgress });
	if (!opened) return { has: new Set() };
	let header: Header | undefined;
	let lastLine = 1;
	try {
		for await (const rows of opened) {
			for (const row of rows) {
				lastLine = row.line;
				if (header) {
					const fault = row.fault ?? misfit(row, header);
					if (fault) faults.add({ file: file.name, line: row.line, message: fault });
					const waiting = fault ? undefined : take(row.line, cellsOf(row, header));
					if (waiting) await waiting;
					continue;
				}
				if (row.fault) {
					faults.add({ file: file.name, line: row.line, message: row.fault, isEnd: true });
					return { has: new Set() };
				}
				header = file.plan ? mappedHeader(row, file.plan) : readHeader(row, columns);
				if (header.faults.length > 0) {
					for (const message of header.faults) faults.add({ file: file.name, line: row.line, message });
					return { has: new Set(header.at.keys()) };
				}
				for (const name of header.unread) notes.push(`${file.name}: the column “${name}” is not read.`);
			}
			await breathe();
		}
	} catch (error) {
		const broken = describeBroken(error, lastLine);
		if (!broken) throw error;
		faults.add({ file: file.name, ...broken, isEnd: true });
	}
	if (!header && faults.count === 0) faults.add({ file: file.name, message: 'The file is empty.' });
	return { has: new Set([...(header?.at.keys() ?? []), ...(header?.values?.keys() ?? [])]) };
}

/** The rows of the file; undefined where its encoding is a fault. */
async function openTable(
	file: InputFile,
	{ faults, notes, onProgress }: ReadOptions
): Promise<AsyncIterable<CsvRow[]> | undefined> {
	if (file.plan) return openRows(file, file.plan.reading, onProgress);
	const { encoding, faultLine } = await findEncoding(file);
	if (!encoding) {
		const message = 'This is not UTF-8 text. Save the file as UTF-8.';
		faults.add({ file: file.name, line: faultLine, message, isEnd: true });
		return undefined;
	}
	if (encoding.startsWith('windows'))
		notes.push(`${file.name} was read as ${encoding.replace('w', 'W')}, since it is not UTF-8.`);
	return readRows(decode(file, encoding, onProgress));
}

function describeBroken(error: unknown, lastLine: number): { line: number; message: string } | undefined {
	if (error instanceof BrokenCsv) return { line: error.line, message: error.message };
	if (error instanceof BrokenWorkbook || error instanceof NoTable)
		return { line: lastLine, message: error.message };
	const isUndecodable =
		error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
	return isUndecodable
		? { line: lastLine, message: 'Soon after this row the text is broken off or garbled.' }
		: undefined;
}

type Header = {
	/** Where the columns stand by name. */
	at: Map<string, number>;
	width: number;
	faults: string[];
	unread: string[];
	/** What is the same in every row. */
	values?: ReadonlyMap<string, string>;
	/** Cells may be short or long of the header, as in a workbook. */
	isLoose?: boolean;
	/** An apostrophe before a formula belongs to the cell. */
	isLiteral?: boolean;
};

/** The header of a file of which somebody said which column is which. */
function mappedHeader({ cells }: CsvRow, { reading, mapping }: NonNullable<InputFile['plan']>): Header {
	const names = reading.columns.map(({ name }) => name);
	const at = new Map<string, number>();
	const values = new Map<string, string>();
	const faults: string[] = [];
	for (const [field, { column, value }] of Object.entries(mapping)) {
		if (column === undefined) values.set(field, value);
		else if (names.includes(column)) at.set(field, names.indexOf(column));
		else faults.push(`There is no column “${column}”.`);
	}
	const isCsv = reading.format === 'csv';
	return { at, values, width: cells.length, faults, unread: [], isLoose: !isCsv, isLiteral: !isCsv };
}

function readHeader(row: CsvRow, { required, optional }: Columns): Header {
	const names = row.cells.map((name) => name.trim().toLowerCase());
	const faults: string[] = [];
	const missing = required.filter((name) => !names.includes(name));
	if (missing.length > 0)
		faults.push(
			`The header lacks ${missing.length === 1 ? 'the column' : 'the columns'} ${missing.join(', ')}.`
		);
	const twice = names.filter((name, at) => name !== '' && names.indexOf(name) !== at);
	if (twice.length > 0) faults.push(`The header names ${[...new Set(twice)].join(', ')} twice.`);
	const known = new Set([...required, ...optional]);
	const at = new Map(names.map((name, index) => [name, index] as const).filter(([name]) => known.has(name)));
	const unread = names.filter((name) => name !== '' && !known.has(name));
	return { at, width: names.length, faults, unread };
}

/** A row has as many cells as the header, or empty ones more. */
function misfit({ cells }: CsvRow, { width, isLoose }: Header): string | undefined {
	if (
		isLoose ||
		cells.length === width ||
		(cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''))
	)
		return undefined;
	return `This row has ${cells.length} cells; the header has ${width}. Is a quote or a comma missing?`;
}

function cellsOf({ cells }: CsvRow, { at, values, isLiteral }: Header): Cells {
	return (column) => {
		const index = at.get(column);
		if (index === undefined) return values?.get(column);
		const cell = cells[index] ?? '';
		return dayOfMoment(column, isLiteral ? cell : readCell(cell));
	};
}

/** Where a fault is; of a file that somebody is looking at, with what stands there. */
export function placeOf(
	file: InputFile,
	line: number,
	cells: Cells,
	column: string
): Pick<Fault, 'file' | 'line' | 'column' | 'given'> {
	const given = file.plan && cells(column)?.trim().slice(0, 100);
	return { file: file.name, line, column, ...(given ? { given: storable(given) } : {}) };
}

/** Where a day is asked for and a moment given, the day of it. */
const dayOfMoment = (column: string, cell: string) =>
	(column.endsWith('_on') || column === 'as_of') && /^\s*\d{4}-\d{2}-\d{2}[T ]\d/.test(cell)
		? cell.trim().slice(0, 10)
		: cell;
