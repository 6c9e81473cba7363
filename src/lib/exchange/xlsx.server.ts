import { NotReadable, tryUnzipping, unzip } from '../server/zip.ts';
import type { CsvRow } from './csv.ts';
import { rowsAside } from './table-threads.server.ts';

const limits = { entries: 2_000, bytes: 200 * 1024 ** 2 };
/** What lists the sheets is unpacked here and now: no workbook needs a hundredth of it. */
const limitsOfList = { entries: 2_000, bytes: 2 * 1024 ** 2 };

/** The workbook cannot be read; says why. */
export class BrokenWorkbook extends Error {}

/**
 * Names of the sheets, in their order.
 * @throws BrokenWorkbook
 */
export function sheetsOf(bytes: Uint8Array): string[] {
	const workbook = inWords(() =>
		unzip(bytes, limitsOfList, (name) => name === workbookName).get(workbookName)
	);
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

/** The rows of a sheet, in batches; `line` is the row of the sheet. @throws BrokenWorkbook */
export async function* rowsOfSheet(bytes: Uint8Array, sheet: string): AsyncGenerator<CsvRow[]> {
	sheetsOf(bytes);
	await tryUnzipping(bytes, limits).catch((error: unknown) => {
		throw inOurWords(error);
	});
	yield* rowsAside(
		{ workbook: bytes, sheet },
		(why) => new BrokenWorkbook(`The workbook cannot be read: ${why}`)
	);
}
