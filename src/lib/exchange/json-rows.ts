import type { CsvRow } from './csv.ts';

/** The file is no JSON, or holds no table. */
export class NoTable extends Error {}

/** Where tables stand in what others and we ourselves send: `{"developments": […], "next": …}`. */
const wrappers = [
	'developments',
	'evidence',
	'codings',
	'assessments',
	'recommendations',
	'items',
	'data',
	'rows',
	'results',
	'records'
];
const mostDeep = 3;

/**
 * The table in a JSON file: a list of objects, alone or under one of the usual names. The first row holds the names of
 * the fields, those of an object in an object with a dot; the number of an entry stands for its line. Lists are parted
 * by semicolons.
 * @throws NoTable
 */
export function rowsOfJson(parsed: unknown): CsvRow[] {
	const entries = entriesOf(parsed);
	const flat = entries.map((entry, at) => {
		if (!isRecord(entry)) throw new NoTable(`Entry ${at + 1} is not an object: {…}.`);
		const cells = new Map<string, string>();
		flatten(entry, '', cells, 0);
		return cells;
	});
	const names = new Set<string>();
	for (const cells of flat) {
		for (const name of cells.keys()) names.add(name);
		if (names.size > 500) throw new NoTable('The entries have more than 500 fields.');
	}
	const columns = [...names];
	return [
		{ line: 0, cells: columns },
		...flat.map((cells, at) => ({ line: at + 1, cells: columns.map((column) => cells.get(column) ?? '') }))
	];
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** A whole publication with its recommendations, as our catalogues are. */
export const isCatalogueFile = (parsed: unknown): boolean =>
	isRecord(parsed) && isRecord(parsed['document']) && Array.isArray(parsed['recommendations']);

function entriesOf(parsed: unknown): unknown[] {
	if (Array.isArray(parsed)) return parsed;
	if (!isRecord(parsed))
		throw new NoTable('The file is neither a list of objects nor an object that holds one.');
	for (const name of wrappers) if (Array.isArray(parsed[name])) return parsed[name];
	const lists = Object.values(parsed).filter((value) => Array.isArray(value));
	if (lists.length === 1) return lists[0]!;
	throw new NoTable('The file holds no list of objects. Write [{…}, {…}].');
}

function flatten(
	entry: Record<string, unknown>,
	path: string,
	cells: Map<string, string>,
	depth: number
): void {
	for (const [key, value] of Object.entries(entry)) {
		const name = path + key;
		if (isRecord(value) && depth < mostDeep) flatten(value, `${name}.`, cells, depth + 1);
		else cells.set(name, textOf(value));
	}
}

function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (typeof value === 'string') return value;
	if (Array.isArray(value)) return value.map(itemOf).filter(Boolean).join(';');
	return typeof value === 'object' ? JSON.stringify(value) : String(value as number);
}

/** An item of a list; of an object, its name. */
const itemOf = (item: unknown): string =>
	isRecord(item) ? textOf(item['name'] ?? item['title'] ?? item['code'] ?? item['id']) : textOf(item);

/** What JSON holds, in UTF-8 or UTF-16. @throws NoTable where it is none */
export function parseJson(bytes: Uint8Array): unknown {
	try {
		const text = new TextDecoder(encodingOfJson(bytes), { fatal: true }).decode(bytes);
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) throw new NoTable(`This is not JSON: ${error.message.slice(0, 200)}`);
		if (error instanceof TypeError) throw new NoTable('This JSON is not in UTF-8.');
		throw error;
	}
}

function encodingOfJson([first, second]: Uint8Array): string {
	if (first === 0xff && second === 0xfe) return 'utf-16le';
	return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
