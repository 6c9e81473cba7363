import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { cleanLine } from '../text.ts';
import { authorise, type Actor } from '../users/user.ts';
import { importKinds, type ImportKind } from './file-import.ts';
import { openImport } from './file-imports.server.ts';
import { faultsOfMapping, guessKind, guessMapping, type Mapping } from './mapping.ts';
import { inspectFile } from './open-rows.server.ts';
import type { FoundColumn } from './reading.ts';
import { importMappings, importPieces, imports } from './table.server.ts';

const pieceSize = 1024 ** 2;

export type Upload = {
	name: string;
	bytes: AsyncIterable<Uint8Array>;
	/** Guessed from the columns where nobody says. */
	kind?: ImportKind | undefined;
	/** The publication that it is for, by its id. */
	publicationId?: number | null | undefined;
};

/**
 * Keeps a file, finds out what it is, and guesses which column is which: by what was said of such columns last, else by
 * their names.
 * @throws Refused beside `file` where it cannot be read.
 */
export async function keepFile(
	tx: Transaction,
	actor: Actor | null,
	upload: Upload
): Promise<{ id: number }> {
	authorise(actor, 'importDevelopments');
	const fileName = cleanLine(upload.name.toWellFormed()).split(/[\\/]/).at(-1)!.slice(-300) || 'file';
	const [row] = await tx
		.insert(imports)
		.values({
			fileName,
			kind: upload.kind ?? importKinds[0],
			format: 'csv',
			size: 0,
			sha256: '',
			reading: {},
			publicationId: upload.publicationId ?? null,
			createdBy: actor.id
		})
		.returning({ id: imports.id });
	const { id } = row!;
	const { size, sha256 } = await keepPieces(tx, id, upload.bytes);
	const kept = { id, fileName, size, reading: { format: 'csv' as const, columns: [] }, mapping: null };
	const reading = await inspectFile(openImport(tx, kept));
	const columns = reading.columns.map(({ name }) => name);
	const kind = reading.isCatalogue ? 'recommendations' : (upload.kind ?? guessKind(columns));
	const mapping = (await findMapping(tx, kind, reading.columns)) ?? guessMapping(kind, columns);
	await tx
		.update(imports)
		.set({ kind, format: reading.format, size, sha256, reading, mapping })
		.where(eq(imports.id, id));
	await recordChange(tx, {
		entity: 'imports',
		entityId: id,
		action: 'keepFile',
		actorId: actor.id,
		after: { fileName, size, kind }
	});
	await notify(tx, 'import', id);
	return { id };
}

async function keepPieces(tx: Transaction, importId: number, bytes: AsyncIterable<Uint8Array>) {
	const hash = createHash('sha256');
	let [size, position, waiting] = [0, 0, [] as Uint8Array[]];
	let length = 0;
	const write = async () => {
		if (length === 0) return;
		position++;
		await tx.insert(importPieces).values({ importId, position, bytes: Buffer.concat(waiting) });
		[waiting, length] = [[], 0];
	};
	for await (const piece of bytes) {
		hash.update(piece);
		size += piece.length;
		for (let from = 0; from < piece.length; from += pieceSize) {
			const part = piece.subarray(from, from + pieceSize);
			waiting.push(part);
			length += part.length;
			if (length >= pieceSize) await write();
		}
	}
	await write();
	if (size === 0) throw new Refused('The file is empty.', 'file');
	return { size, sha256: hash.digest('hex') };
}

/** The same for the same names, whatever their order and case. */
const hashOf = (columns: readonly FoundColumn[]) =>
	createHash('sha256')
		.update(JSON.stringify(columns.map(({ name }) => name.toLowerCase()).toSorted()))
		.digest('hex');

/** What was said of such columns last, where it still fits. */
export async function findMapping(
	db: Reader,
	kind: ImportKind,
	columns: readonly FoundColumn[]
): Promise<Mapping | undefined> {
	const [row] = await db
		.select({ mapping: importMappings.mapping })
		.from(importMappings)
		.where(and(eq(importMappings.kind, kind), eq(importMappings.columnsHash, hashOf(columns))));
	const mapping = row?.mapping as Mapping | undefined;
	const names = columns.map(({ name }) => name);
	return mapping && Object.keys(faultsOfMapping(kind, mapping, names)).length === 0 ? mapping : undefined;
}

/** Remembers what was said of such columns, for the next file. */
export async function rememberMapping(
	tx: Transaction,
	actor: Actor,
	{ kind, columns, mapping }: { kind: ImportKind; columns: readonly FoundColumn[]; mapping: Mapping }
): Promise<void> {
	const said = { mapping, savedBy: actor.id, savedAt: new Date() };
	await tx
		.insert(importMappings)
		.values({ kind, columnsHash: hashOf(columns), ...said })
		.onConflictDoUpdate({ target: [importMappings.kind, importMappings.columnsHash], set: said });
}
