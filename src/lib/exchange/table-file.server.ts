import { setImmediate as breathe } from 'node:timers/promises';
import { decode, findEncoding, type InputFile } from './encoding.ts';
import { BrokenCsv, readCell, readRows, type CsvRow } from './csv.ts';
import type { Faults } from './fault.ts';
import { columnsOf, type Cells } from './row.ts';

type Columns = { required: readonly string[]; optional: readonly string[] };

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
	shape: keyof typeof columnsOf,
	{ faults, notes, onProgress }: ReadOptions,
	take: (line: number, cells: Cells) => Promise<void> | void
): Promise<{ has: ReadonlySet<string> }> {
	const columns: Columns = columnsOf[shape];
	const found = await findEncoding(file);
	if (!found.encoding) {
		faults.add({
			file: file.name,
			line: found.faultLine,
			message: 'This is not UTF-8 text. Save the file as UTF-8.'
		});
		return { has: new Set() };
	}
	if (found.encoding === 'windows-1252')
		notes.push(`${file.name} was read as Windows-1252, since it is not UTF-8.`);
	let header: Header | undefined;
	let lastLine = 1;
	try {
		for await (const rows of readRows(decode(file, found.encoding, onProgress))) {
			for (const row of rows) {
				lastLine = row.line;
				if (header) {
					const fault = misfit(row, header);
					if (fault) faults.add({ file: file.name, line: row.line, message: fault });
					const waiting = fault ? undefined : take(row.line, cellsOf(row, header));
					if (waiting) await waiting;
					continue;
				}
				header = readHeader(row, columns);
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
		faults.add({ file: file.name, ...broken });
	}
	if (!header && faults.count === 0) faults.add({ file: file.name, message: 'The file is empty.' });
	return { has: new Set(header?.at.keys()) };
}

function describeBroken(error: unknown, lastLine: number): { line: number; message: string } | undefined {
	if (error instanceof BrokenCsv) return { line: error.line, message: error.message };
	const isUndecodable =
		error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
	return isUndecodable
		? { line: lastLine, message: 'Soon after this row the text is broken off or garbled.' }
		: undefined;
}

type Header = { at: Map<string, number>; width: number; faults: string[]; unread: string[] };

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
function misfit({ cells }: CsvRow, { width }: Header): string | undefined {
	if (
		cells.length === width ||
		(cells.length > width && cells.slice(width).every((cell) => cell.trim() === ''))
	)
		return undefined;
	return `This row has ${cells.length} cells; the header has ${width}. Is a quote or a comma missing?`;
}

function cellsOf({ cells }: CsvRow, { at }: Header): Cells {
	return (column) => {
		const index = at.get(column);
		return index === undefined ? undefined : readCell(cells[index]!);
	};
}
