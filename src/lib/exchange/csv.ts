// RFC 4180, written here rather than taken from a package: faults have to name the line on which a row begins, also
// where cells hold line ends, and 100,000 rows should take a part of a second.

export const delimiters = [',', ';', '\t', '|'] as const;
export type Delimiter = (typeof delimiters)[number];

/** A row of a CSV file; `line` is where it begins, from 1. One with a fault has no cells that could be relied on. */
export type CsvRow = { line: number; cells: string[]; fault?: string };

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
/** A file with more broken rows is no CSV. */
const mostBroken = 1_000;

/**
 * Reads rows as the text comes in, a batch for each piece of it. Rows without any text are left out. Line ends may be
 * of any kind. A quote inside a cell that does not begin with one is taken as it stands. Of a row whose quotes are out of
 * order the fault is told, and reading goes on in the line after the one where it begins.
 * @throws BrokenCsv
 */
export async function* readRows(
	text: AsyncIterable<string>,
	delimiter?: Delimiter
): AsyncGenerator<CsvRow[]> {
	let rest = '';
	let line = 1;
	let broken = 0;
	const take = (isLast: boolean): CsvRow[] => {
		const rows: CsvRow[] = [];
		let at = 0;
		while (at < rest.length) {
			if (!delimiter && !isLast && !isEnough(rest)) break;
			delimiter ??= guessDelimiter(rest);
			const isLong = rest.length - at > longestRow;
			const row = readRow(rest, at, delimiter, isLast) ?? (isLong ? { fault: tooLong } : undefined);
			if (!row) break;
			if ('fault' in row) {
				const end = endOfLine(rest, at, isLast);
				if (end === undefined && isLong) throw new BrokenCsv(line, row.fault);
				if (end === undefined) break;
				if (++broken > mostBroken)
					throw new BrokenCsv(line, `More than ${mostBroken} rows up to here are broken. Is this CSV?`);
				rows.push({ line, cells: [], fault: row.fault });
				line++;
				at = end;
				continue;
			}
			const isDeclaration = line === 1 && declaration.test(rest.slice(at, row.end));
			if (!isDeclaration && row.cells.some((cell) => printed.test(cell)))
				rows.push({ line, cells: row.cells });
			line += row.lines;
			at = row.end;
		}
		rest = rest.slice(at);
		return rows;
	};
	for await (const piece of text) {
		rest += piece;
		yield take(false);
	}
	yield take(true);
}

/** Anything but space and controls: old systems end a file with one. */
const printed = /[^\s\u0000-\u001F]/;

/** The line with which spreadsheets say how a file is delimited: `sep=;`. */
const declaration = /^"?sep=(.)"?(?=[\r\n]|$)/i;

/** How much of a file tells its delimiter. */
const toldBy = { rows: 10, characters: 20_000 };

/** Whether a text holds enough of a file to tell its delimiter by. */
export const isEnough = (text: string): boolean =>
	text.length > toldBy.characters || (text.match(/\r\n?|\n/g)?.length ?? 0) > toldBy.rows;

/**
 * The delimiter that the file declares; else the one by which the first rows have as many cells as the header, of several
 * the one that makes most; else the one that the header holds most of. Quoted cells count as they are.
 */
export function guessDelimiter(text: string): Delimiter {
	const declared = delimiters.find((delimiter) => delimiter === declaration.exec(text)?.[1]);
	if (declared) return declared;
	const start = text.slice(0, toldBy.characters);
	const bare = start.replace(/"[^"]*"/g, '');
	const [header = '', ...rows] = bare.split(/\r\n?|\n/).filter((row) => printed.test(row));
	// The last row may be cut.
	const others = rows.slice(0, start.length < text.length ? -1 : undefined).slice(0, toldBy.rows);
	const fits = delimiters.map((delimiter) => {
		const width = header.split(delimiter).length;
		const alike = others.filter((row) => row.split(delimiter).length === width).length;
		return { delimiter, width, score: width > 1 && others.length > 0 ? (width * alike) / others.length : 0 };
	});
	return fits.reduce((best, fit) =>
		fit.score > best.score || (fit.score === best.score && fit.width > best.width) ? fit : best
	).delimiter;
}

const [quote, cr, lf, space] = [34, 13, 10, 32];

const tooLong = 'This row goes on for more than a million characters. Is a quote missing its end?';

/** Where the line after the one at `start` begins; undefined where that has not come in yet. */
function endOfLine(text: string, start: number, isLast: boolean): number | undefined {
	const at = /[\r\n]/.exec(text.slice(start, start + longestRow))?.index;
	if (at === undefined) return isLast ? text.length : undefined;
	if (text.charCodeAt(start + at) === lf) return start + at + 1;
	if (start + at + 1 === text.length && !isLast) return undefined;
	return start + at + (text.charCodeAt(start + at + 1) === lf ? 2 : 1);
}

type ReadRow = { cells: string[]; end: number; lines: number };

/** The row that begins at `start`; undefined where its end has not come in yet. */
function readRow(
	text: string,
	start: number,
	delimiter: Delimiter,
	isLast: boolean
): ReadRow | { fault: string } | undefined {
	const separator = delimiter.charCodeAt(0);
	const cells: string[] = [];
	let lines = 1;
	for (let at = start; ; at++) {
		if (text.charCodeAt(at) === quote) {
			const closed = readQuoted(text, at);
			if (!closed) {
				if (!isLast) return undefined;
				return { fault: 'A quote that opens in this row is never closed.' };
			}
			cells.push(closed.value);
			lines += countLineEnds(closed.value);
			at = closed.end;
			// Spaces between a closing quote and the delimiter belong to neither.
			while (text.charCodeAt(at) === space) at++;
			if (at === text.length && !isLast) return undefined;
			const next = text.charCodeAt(at);
			if (at < text.length && next !== separator && next !== cr && next !== lf)
				return { fault: 'Text follows a closing quote. Write a quote inside a quoted cell twice.' };
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
