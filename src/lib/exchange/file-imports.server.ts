import { and, asc, desc, eq, inArray, lt, sql } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { publications } from '../publications/table.server.ts';
import type { Reader } from '../server/database.ts';
import { users } from '../users/table.server.ts';
import type { InputFile } from './encoding.ts';
import type { Fault } from './fault.ts';
import {
	statesAtWork,
	type FileReport,
	type ImportPreview,
	type ImportState,
	type UndoReport
} from './file-import.ts';
import type { Mapping } from './mapping.ts';
import type { Reading } from './reading.ts';
import { importPieces, imports } from './table.server.ts';

const listed = {
	id: imports.id,
	kind: imports.kind,
	fileName: imports.fileName,
	format: imports.format,
	size: imports.size,
	state: imports.state,
	step: imports.step,
	done: imports.done,
	total: imports.total,
	faultCount: imports.faultCount,
	preview: imports.preview,
	report: imports.report,
	by: users.name,
	createdAt: imports.createdAt,
	finishedAt: imports.finishedAt
};

type Row<T> = Omit<T, 'preview' | 'report'> & {
	preview: ImportPreview | null;
	report: (FileReport & { undo?: UndoReport }) | null;
};

/** The imports, newest first, and where the next page begins. */
export async function listImports(
	db: Reader,
	{ before, limit = 30 }: { before?: number | undefined; limit?: number } = {}
) {
	const rows = await db
		.select(listed)
		.from(imports)
		.innerJoin(users, eq(users.id, imports.createdBy))
		.where(before === undefined ? undefined : lt(imports.id, before))
		.orderBy(desc(imports.id))
		.limit(limit + 1);
	const shown = rows.slice(0, limit) as Row<(typeof rows)[number]>[];
	return { imports: shown, next: rows.length > limit ? shown.at(-1)!.id : null };
}

/** One import with all that is known of it. @throws NotFound */
export async function getImport(db: Reader, id: number) {
	const [row] = await db
		.select({
			...listed,
			sha256: imports.sha256,
			publicationId: imports.publicationId,
			publication: publications.slug,
			publicationTitle: publications.title,
			mode: imports.mode,
			updates: imports.updates,
			reading: imports.reading,
			mapping: imports.mapping,
			faults: imports.faults,
			failure: imports.failure,
			attempts: imports.attempts,
			createdBy: imports.createdBy,
			askedBy: imports.askedBy,
			changedAt: imports.changedAt,
			emptiedAt: imports.emptiedAt
		})
		.from(imports)
		.innerJoin(users, eq(users.id, imports.createdBy))
		.leftJoin(publications, eq(publications.id, imports.publicationId))
		.where(eq(imports.id, id));
	if (!row) throw new NotFound('There is no such import.');
	return row as Omit<Row<typeof row>, 'reading' | 'mapping' | 'faults'> & {
		reading: Reading;
		mapping: Mapping | null;
		faults: Fault[];
	};
}
export type FileImport = Awaited<ReturnType<typeof getImport>>;

/** Imports for which a worker is wanted, oldest first. */
export async function listAtWork(db: Reader): Promise<{ id: number; state: ImportState }[]> {
	return db
		.select({ id: imports.id, state: imports.state })
		.from(imports)
		.where(inArray(imports.state, statesAtWork))
		.orderBy(asc(imports.id));
}

/** The newest import of the very same file that was taken in, or undefined. */
export async function findSameFile(db: Reader, { id, sha256 }: { id: number; sha256: string }) {
	const [row] = await db
		.select({ id: imports.id, finishedAt: imports.finishedAt })
		.from(imports)
		.where(and(eq(imports.sha256, sha256), eq(imports.state, 'done'), sql`${imports.id} <> ${id}`))
		.orderBy(desc(imports.id))
		.limit(1);
	return row;
}

/** A kept file, to be read as often as needed. @throws NotFound once its bytes were let go of */
export function openImport(
	db: Reader,
	{
		id,
		fileName,
		size,
		reading,
		mapping
	}: Pick<FileImport, 'id' | 'fileName' | 'size' | 'reading' | 'mapping'>
): InputFile {
	return {
		name: fileName,
		size,
		open: () => piecesOf(db, id),
		plan: { reading, mapping: mapping ?? {} }
	};
}

async function* piecesOf(db: Reader, importId: number): AsyncGenerator<Uint8Array> {
	for (let position = 1; ; position++) {
		const [piece] = await db
			.select({ bytes: importPieces.bytes })
			.from(importPieces)
			.where(and(eq(importPieces.importId, importId), eq(importPieces.position, position)));
		if (!piece) {
			if (position === 1) throw new NotFound('The file is not kept any more. Choose it again.');
			return;
		}
		yield piece.bytes;
	}
}
