import { Refused } from '../errors.ts';
import { BrokenCsv, guessDelimiter, isEnough, readRows, type CsvRow } from './csv.ts';
import { decode, findEncoding, firstBytes, type InputFile } from './encoding.ts';
import type { ImportFormat } from './file-import.ts';
import { NoTable } from './json-rows.ts';
import { sampleColumns, sampledRows, type Reading } from './reading.ts';
import { isCatalogueAside, rowsAside } from './table-threads.server.ts';
import { BrokenWorkbook, rowsOfSheet, sheetsOf } from './xlsx.server.ts';

// A file as rows, whatever it is: its first row holds the names of the columns.

/** The most bytes of a file by format; text is read in pieces, the others as a whole. */
export const mostBytes: Record<ImportFormat, number> = {
	csv: 500 * 1024 ** 2,
	xlsx: 30 * 1024 ** 2,
	json: 50 * 1024 ** 2
};

/** What somebody says of a file, in place of what was found out. */
export type Said = Partial<Pick<Reading, 'encoding' | 'delimiter' | 'sheet'>>;

/** The rows of a file. @throws BrokenCsv, BrokenWorkbook, NoTable, or TypeError where UTF-16 breaks off */
export async function* openRows(
	file: InputFile,
	reading: Reading,
	onBytes?: (done: number) => void
): AsyncGenerator<CsvRow[]> {
	if (reading.format === 'csv') {
		yield* readRows(decode(file, reading.encoding ?? 'utf-8', onBytes), reading.delimiter);
		return;
	}
	const bytes = await wholeOf(file);
	if (reading.format === 'xlsx') yield* rowsOfSheet(bytes, reading.sheet ?? sheetsOf(bytes)[0]!);
	else yield* rowsAside({ json: bytes }, noTable);
	onBytes?.(file.size);
}

/**
 * Finds out what a file is and which columns it has.
 * @throws Refused beside `file`, in words
 */
export async function inspectFile(file: InputFile, said: Said = {}): Promise<Reading> {
	if (file.size === 0) throw refused('The file is empty.');
	const format = await formatOf(file);
	if (file.size > mostBytes[format])
		throw refused(
			`The file is larger than ${mostBytes[format] / 1024 ** 2} MB. Split it, or save it as CSV.`
		);
	try {
		const reading = await readingOf(file, format, said);
		return { ...reading, columns: await columnsOf(file, reading) };
	} catch (error) {
		const words = describeUnreadable(error);
		if (words === undefined) throw error;
		throw refused(words);
	}
}

const refused = (message: string) => new Refused(message, 'file');
const noTable = (why: string) => new NoTable(why);

/** What a person is told where a file cannot be read; undefined where that is not why. */
export function describeUnreadable(error: unknown): string | undefined {
	if (error instanceof BrokenCsv) return `Line ${error.line}: ${error.message}`;
	if (error instanceof BrokenWorkbook || error instanceof NoTable) return error.message;
	const isUndecodable =
		error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA';
	return isUndecodable ? 'The text is broken off or garbled. Say in which encoding it is.' : undefined;
}

async function formatOf(file: InputFile): Promise<ImportFormat> {
	const start = await firstBytes(file, 4096);
	const signature = Buffer.from(start.subarray(0, 8)).toString('hex');
	if (signature.startsWith('504b0304')) return 'xlsx';
	if (signature.startsWith('d0cf11e0'))
		throw refused(
			'This is an Excel file of the old kind (.xls), or one with a password. Save it as .xlsx or CSV.'
		);
	if (signature.startsWith('25504446')) throw refused('This is a PDF. Import takes CSV, XLSX and JSON.');
	const text = new TextDecoder()
		.decode(start)
		.replace(/^\uFEFF/, '')
		.trimStart();
	const isJson = /^(\[\s*(\{|\]|$)|\{\s*("|\}|$))/.test(text);
	return isJson ? 'json' : 'csv';
}

async function readingOf(file: InputFile, format: ImportFormat, said: Said): Promise<Reading> {
	if (format === 'json') {
		const isCatalogue = await isCatalogueAside(await wholeOf(file), noTable);
		return { format, columns: [], ...(isCatalogue ? { isCatalogue } : {}) };
	}
	if (format === 'xlsx') {
		const sheets = sheetsOf(await wholeOf(file));
		const sheet = said.sheet !== undefined && sheets.includes(said.sheet) ? said.sheet : sheets[0]!;
		return { format, sheets, sheet, columns: [] };
	}
	const found = said.encoding ? { encoding: said.encoding } : await findEncoding(file);
	if (!found.encoding)
		throw refused(
			`From line ${found.faultLine} on this is not UTF-8 text, though the rest is. Save the file as UTF-8.`
		);
	const delimiter = said.delimiter ?? guessDelimiter(await startOf(file, found.encoding));
	return { format, encoding: found.encoding, delimiter, columns: [] };
}

/** The first characters of a text, empty lines before it left out. */
async function startOf(file: InputFile, encoding: NonNullable<Reading['encoding']>): Promise<string> {
	let text = '';
	for await (const piece of decode(file, encoding)) {
		text = (text + piece).trimStart();
		if (isEnough(text)) break;
	}
	return text;
}

async function columnsOf(file: InputFile, reading: Reading): Promise<Reading['columns']> {
	const rows: string[][] = [];
	let broken: BrokenCsv | undefined;
	for await (const batch of openRows(file, reading)) {
		for (const { line, cells, fault } of batch) {
			if (fault) broken ??= new BrokenCsv(line, fault);
			if (broken && rows.length === 0) throw broken;
			if (!fault && rows.length <= sampledRows) rows.push(cells);
		}
		if (rows.length > sampledRows) break;
	}
	const [header, ...rest] = rows;
	if (!header) throw refused('There is no row in this file.');
	if (header.length > 500) throw refused('The file has more than 500 columns.');
	if (rest.length === 0 && broken) throw broken;
	if (rest.length === 0) throw refused('There is a row of names in this file, and none below it.');
	return sampleColumns(header, rest);
}

/** A file's bytes as one. */
export async function wholeOf(file: InputFile): Promise<Uint8Array> {
	const pieces: Uint8Array[] = [];
	for await (const piece of file.open()) pieces.push(piece);
	return Buffer.concat(pieces);
}
