import { Threads, TooMuch } from '../server/threads.ts';
import type { CsvRow } from './csv.ts';
import type { TableTask, TableValue } from './table-thread.server.ts';

/** Workbooks and JSON are read in threads: a hostile one ends its thread and nothing else, a large one holds nobody up. */
const threads = new Threads<TableTask, TableValue>(() => import('./table-thread.server.ts'), {
	seconds: 120,
	megabytes: 1_024,
	atOnce: 2
});

/** The rows of a workbook's sheet or of JSON, in batches. @throws what `refuse` makes of the words for why it cannot be read */
export async function* rowsAside(task: TableTask, refuse: (why: string) => Error): AsyncGenerator<CsvRow[]> {
	for await (const value of valuesOf(task, refuse)) if (Array.isArray(value)) yield value;
}

/** Whether JSON is a whole publication. @throws as `rowsAside` does */
export async function isCatalogueAside(json: Uint8Array, refuse: (why: string) => Error): Promise<boolean> {
	for await (const value of valuesOf({ json }, refuse)) if ('isCatalogue' in value) return value.isCatalogue;
	return false;
}

async function* valuesOf(task: TableTask, refuse: (why: string) => Error): AsyncGenerator<TableValue> {
	try {
		for await (const value of threads.all(task)) {
			if ('fault' in value) throw refuse(value.fault.slice(0, 300));
			yield value;
		}
	} catch (error) {
		if (!(error instanceof TooMuch)) throw error;
		throw refuse(`${error.message} Save it as CSV and import that.`);
	}
}
