import type { Delimiter } from './csv.ts';
import type { Encoding } from './encoding.ts';
import type { ImportFormat } from './file-import.ts';

/** A column of a file, with a few of its cells. */
export type FoundColumn = { name: string; samples: string[] };

/** How a file is read, found out when it came or said by somebody since. */
export type Reading = {
	format: ImportFormat;
	/** Of CSV. */
	encoding?: Encoding | undefined;
	delimiter?: Delimiter | undefined;
	/** Of a workbook: all sheets, and the one that is read. */
	sheets?: string[] | undefined;
	sheet?: string | undefined;
	columns: FoundColumn[];
	/** The other kind of JSON: a whole publication with its recommendations. */
	isCatalogue?: boolean | undefined;
	/** The publication that is made for the recommendations of the file. */
	publication?: { slug: string; title: string; authors: string[]; year: number | null } | undefined;
};

/** How many rows samples are taken from, and how many samples a column shows. */
export const sampledRows = 50;
export const mostSamples = 3;

/**
 * Names for all columns: one without a name is called after its letter, one that comes twice after its number.
 * @param width how many columns there are, named or not
 */
export function nameColumns(header: readonly string[], width: number): string[] {
	const seen = new Map<string, number>();
	return Array.from({ length: width }, (_, at) => {
		const name = (header[at] ?? '').trim() || `Column ${letterOf(at)}`;
		const nth = (seen.get(name.toLowerCase()) ?? 0) + 1;
		seen.set(name.toLowerCase(), nth);
		return nth === 1 ? name : `${name} (${nth})`;
	});
}

/** A, B … Z, AA: as spreadsheets name columns. */
const letterOf = (at: number): string =>
	(at >= 26 ? letterOf(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));

/** Text that a database can keep: no half characters, no NUL. */
export const storable = (text: string): string => text.toWellFormed().replaceAll('\u0000', '');

/** Columns with samples, from the first rows. */
export function sampleColumns(
	header: readonly string[],
	rows: readonly (readonly string[])[]
): FoundColumn[] {
	const width = Math.max(header.length, ...rows.map(lastFilled));
	return nameColumns(header, width).map((name, at) => {
		const filled = rows.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '');
		const samples = [...new Set(filled)].slice(0, mostSamples).map((cell) => storable(cell.slice(0, 120)));
		return { name: storable(name.slice(0, 200)), samples };
	});
}

const lastFilled = (row: readonly string[]) => row.findLastIndex((cell) => cell.trim() !== '') + 1;
