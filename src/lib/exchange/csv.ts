// RFC 4180, written here rather than taken from a package: faults have to name the line on which a row begins, also
// where cells hold line ends, and 100,000 rows should take a part of a second.

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** A row of a CSV file; `line` is where it begins, from 1. */
export type CsvRow = { line: number; cells: string[] };

/** The file stops being CSV at `line`. */
export class BrokenCsv extends Error {
	readonly line: number;
	constructor(line: number, message: string) {
		super(message);
		this.line = line;
	}
}

/** Longer than any row of ours: a quote that is never closed is found here and not at the end of memory. */
const longestRow = 1_000_000;

/**
 * Reads rows as the text comes in, a batch for each piece of it. Rows without any text are left out. Line ends may be
 * of any kind. A quote inside a cell that does not begin with one is taken as it stands.
 * @throws BrokenCsv
 */
export async function* readRows(
	text: AsyncIterable<string>,
	delimiter?: Delimiter
): AsyncGenerator<CsvRow[]> {
	let rest = '';
	let line = 1;
	const take = (isLast: boolean): CsvRow[] => {
		const rows: CsvRow[] = [];
		let at = 0;
		while (at < rest.length) {
			if (!delimiter && !isLast && !/[\r\n]/.test(rest)) break;
			delimiter ??= guessDelimiter(rest);
			const row = readRow(rest, at, delimiter, isLast, line);
			if (!row) break;
			const isDeclaration = line === 1 && declaration.test(rest.slice(at, row.end));
			if (!isDeclaration && row.cells.some((cell) => cell.trim() !== ''))
				rows.push({ line, cells: row.cells });
			line += row.lines;
			at = row.end;
		}
		rest = rest.slice(at);
		if (rest.length > longestRow)
			throw new BrokenCsv(
				line,
				'This row goes on for more than a million characters. Is a quote missing its end?'
			);
		return rows;
	};
	for await (const piece of text) {
		rest += piece;
		yield take(false);
	}
	yield take(true);
}

/** The line with which spreadsheets say how a file is delimited: `sep=;`. */
const declaration = /^"?sep=(.)"?(?=[\r\n]|$)/;

/** The delimiter that the file declares, or the one that the header line holds most of, outside of quotes. */
export function guessDelimiter(text: string): Delimiter {
	const declared = delimiters.find((delimiter) => delimiter === declaration.exec(text)?.[1]);
	if (declared) return declared;
	const header = text.replace(/"[^"]*"/g, '').split(/\r|\n/, 1)[0]!;
	const counts = delimiters.map((delimiter) => header.split(delimiter).length);
	return delimiters[counts.indexOf(Math.max(...counts))]!;
}

const [quote, cr, lf, space] = [34, 13, 10, 32];

/** The row that begins at `start`; undefined where its end has not come in yet. */
function readRow(
	text: string,
	start: number,
	delimiter: Delimiter,
	isLast: boolean,
	line: number
): { cells: string[]; end: number; lines: number } | undefined {
	const separator = delimiter.charCodeAt(0);
	const cells: string[] = [];
	let lines = 1;
	for (let at = start; ; at++) {
		if (text.charCodeAt(at) === quote) {
			const closed = readQuoted(text, at);
			if (!closed) {
				if (!isLast) return undefined;
				throw new BrokenCsv(line, 'A quote that opens in this row is never closed.');
			}
			cells.push(closed.value);
			lines += countLineEnds(closed.value);
			at = closed.end;
			// Spaces between a closing quote and the delimiter belong to neither.
			while (text.charCodeAt(at) === space) at++;
			if (at === text.length && !isLast) return undefined;
			const next = text.charCodeAt(at);
			if (at < text.length && next !== separator && next !== cr && next !== lf)
				throw new BrokenCsv(line, 'Text follows a closing quote. Write a quote inside a quoted cell twice.');
		} else {
			const from = at;
			while (at < text.length) {
				const sign = text.charCodeAt(at);
				if (sign === separator || sign === cr || sign === lf) break;
				at++;
			}
			if (at === text.length && !isLast) return undefined;
			cells.push(text.slice(from, at));
		}
		if (at >= text.length) return { cells, end: at, lines };
		const sign = text.charCodeAt(at);
		if (sign === separator) continue;
		if (sign === lf) return { cells, end: at + 1, lines };
		// A return is the line's end alone or with the line feed after it, which may not have come in yet.
		if (at + 1 === text.length && !isLast) return undefined;
		return { cells, end: text.charCodeAt(at + 1) === lf ? at + 2 : at + 1, lines };
	}
}

function readQuoted(text: string, start: number): { value: string; end: number } | undefined {
	let value = '';
	for (let from = start + 1; ;) {
		const closing = text.indexOf('"', from);
		if (closing < 0) return undefined;
		value += text.slice(from, closing);
		if (text.charCodeAt(closing + 1) !== quote) return { value, end: closing + 1 };
		value += '"';
		from = closing + 2;
	}
}

function countLineEnds(value: string): number {
	return value.match(/\r\n?|\n/g)?.length ?? 0;
}

const isPlainNumber = /^[-+−]?\d+([.,]\d+)?$/;
const looksLikeFormula = /^'*[=+\-@\t\r]/;

/**
 * Text as a cell that a spreadsheet shows and does not compute: what begins like a formula gets an apostrophe before
 * it. Plain numbers stay as they are. `readCell` takes the apostrophe off again.
 */
export function safeCell(text: string): string {
	return looksLikeFormula.test(text) && !isPlainNumber.test(text) ? `'${text}` : text;
}

/** Undoes `safeCell`. */
export function readCell(cell: string): string {
	return cell.charCodeAt(0) === 39 && looksLikeFormula.test(cell) ? cell.slice(1) : cell;
}

/** A line of a CSV file, safe for spreadsheets, with its line end. */
export function csvLine(cells: readonly (string | number | null)[]): string {
	const written = cells.map((cell) => {
		const text = safeCell(String(cell ?? ''));
		return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
	});
	return `${written.join(',')}\n`;
}
