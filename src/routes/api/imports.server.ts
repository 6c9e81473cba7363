import type * as v from 'valibot';
import { NotFound } from '#lib/errors.ts';
import { isAtWork } from '#lib/exchange/file-import.ts';
import { getImport, type FileImport, type listImports } from '#lib/exchange/file-imports.server.ts';
import type { Reader } from '#lib/server/database.ts';
import type { fileImport, importSummary } from './import-shapes.ts';

/* How imports stand in the API's JSON. */

type Listed = Awaited<ReturnType<typeof listImports>>['imports'][number];

export function summaryOf(row: Listed): v.InferOutput<typeof importSummary> {
	const { id, kind, fileName, format, size, state, createdAt, by, finishedAt } = row;
	return {
		id,
		kind,
		fileName,
		format,
		size,
		state,
		createdAt: createdAt.toISOString(),
		by,
		finishedAt: finishedAt?.toISOString() ?? null
	};
}

export function importOf(record: FileImport): v.InferOutput<typeof fileImport> {
	const { step, done, total, preview, report, faults, faultCount, mapping, state } = record;
	return {
		...summaryOf(record),
		publication: record.publication,
		sha256: record.sha256,
		columns: record.reading.columns,
		mapping: mapping ?? {},
		mode: record.mode,
		updates: record.updates,
		progress: isAtWork(state) && step ? { step, done, total } : null,
		preview: preview && {
			added: preview.added,
			same: preview.same,
			differing: preview.differing,
			bad: preview.bad
		},
		problems: {
			count: faultCount,
			first: faults.map(({ line, column, given, message, isDifference }) => ({
				line: line ?? null,
				column: column ?? null,
				given: given ?? null,
				message,
				isDifference: isDifference ?? false
			}))
		},
		report: report && {
			added: report.added,
			updated: report.updated,
			same: report.same,
			skipped: report.skipped
		},
		undo: report?.undo
			? { turned: report.undo.turned, restored: report.undo.restored, left: report.undo.leftCount }
			: null,
		failure: record.failure
	};
}

/** The id of an import in an address. @throws NotFound */
export function importKey(given: string | undefined): number {
	if (!given || !/^[1-9]\d{0,14}$/.test(given)) throw new NotFound('There is no such import.');
	return Number(given);
}

/** 202: it is at work, or will be at once; the address says how far it is. */
export async function accepted(db: Reader, id: number) {
	return {
		status: 202,
		headers: { location: `/api/v1/imports/${id}` },
		body: importOf(await getImport(db, id))
	};
}
