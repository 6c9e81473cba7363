import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { NotReadable, tryUnzipping, unzip } from '../server/zip.ts';
import type { CsvRow } from './csv.ts';

// Workbooks are read in a thread of their own, with a limit to its memory and time: a hostile one ends that thread and
// nothing else.

const limits = { entries: 2_000, bytes: 200 * 1024 ** 2 };
const mostMemory = 768;
const mostSeconds = 120;
const rowsAtOnce = 1_000;
const mostColumns = 500;

/** The workbook cannot be read; says why. */
export class BrokenWorkbook extends Error {}

/**
 * Names of the sheets, in their order.
 * @throws BrokenWorkbook
 */
export function sheetsOf(bytes: Uint8Array): string[] {
	const workbook = inWords(() => unzip(bytes, limits, (name) => name === workbookName).get(workbookName));
	if (!workbook) throw new BrokenWorkbook('This is a zip file, but no Excel workbook.');
	const xml = new TextDecoder().decode(workbook);
	const names = [...xml.matchAll(/<(?:\w+:)?sheet\s[^>]*?\bname="([^"]*)"/g)].map(([, name]) =>
		unescapeXml(name!)
	);
	if (names.length === 0) throw new BrokenWorkbook('The workbook has no sheet.');
	return names;
}

const workbookName = 'xl/workbook.xml';

function inWords<T>(work: () => T): T {
	try {
		return work();
	} catch (error) {
		throw inOurWords(error);
	}
}

const inOurWords = (error: unknown) =>
	error instanceof NotReadable ? new BrokenWorkbook(`The workbook cannot be read: ${error.message}`) : error;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescapeXml = (text: string) =>
	text.replace(/&(amp|lt|gt|quot|apos|#\d+|#x[\da-f]+);/gi, (_, name: string) =>
		name.startsWith('#')
			? String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x')))
			: entities[name.toLowerCase()]!
	);

/** Runs in the thread. Of a moment the day is kept: our fields are days. */
const program = `
const { parentPort, workerData } = require('node:worker_threads');
const { readSheet } = require(workerData.module);
const textOf = (cell) => {
	if (cell === null || cell === undefined) return '';
	if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 10);
	return typeof cell === 'boolean' ? (cell ? 'TRUE' : 'FALSE') : String(cell);
};
readSheet(workerData.bytes, workerData.sheet, { trim: false }).then(
	(rows) => {
		for (let from = 0; from < rows.length; from += workerData.atOnce)
			parentPort.postMessage({
				rows: rows.slice(from, from + workerData.atOnce)
					.map((cells, at) => ({ line: from + at + 1, cells: cells.slice(0, workerData.mostColumns).map(textOf) }))
					.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
			});
		parentPort.postMessage({ isDone: true });
	},
	(error) => parentPort.postMessage({ fault: error.name + ': ' + error.message })
);`;

type Message = { rows?: CsvRow[]; isDone?: true; fault?: string };

/** The rows of a sheet, in batches; `line` is the row of the sheet. @throws BrokenWorkbook */
export async function* rowsOfSheet(bytes: Uint8Array, sheet: string): AsyncGenerator<CsvRow[]> {
	sheetsOf(bytes);
	await tryUnzipping(bytes, limits).catch((error: unknown) => {
		throw inOurWords(error);
	});
	const own = Uint8Array.from(bytes).buffer;
	const worker = new Worker(program, {
		eval: true,
		workerData: {
			module: createRequire(import.meta.url).resolve('read-excel-file/universal'),
			bytes: own,
			sheet,
			atOnce: rowsAtOnce,
			mostColumns
		},
		transferList: [own],
		resourceLimits: { maxOldGenerationSizeMb: mostMemory }
	});
	const waiting: Message[] = [];
	let wake = () => {};
	const tell = (message: Message) => {
		waiting.push(message);
		wake();
	};
	worker.on('message', tell);
	worker.on('error', (error: NodeJS.ErrnoException) =>
		tell({
			fault:
				error.code === 'ERR_WORKER_OUT_OF_MEMORY'
					? 'It is too large. Save the sheet as CSV and import that.'
					: error.message
		})
	);
	worker.on('exit', () => tell({ fault: 'Reading it ended too early.' }));
	const clock = setTimeout(() => {
		tell({
			fault: `Reading it takes longer than ${mostSeconds} seconds. Save the sheet as CSV and import that.`
		});
	}, mostSeconds * 1000);
	try {
		for (;;) {
			const message = waiting.shift();
			if (!message) {
				await new Promise<void>((resolve) => (wake = resolve));
				continue;
			}
			if (message.isDone) return;
			if (message.fault)
				throw new BrokenWorkbook(`The workbook cannot be read: ${message.fault.slice(0, 300)}`);
			yield message.rows!;
		}
	} finally {
		clearTimeout(clock);
		await worker.terminate();
	}
}
