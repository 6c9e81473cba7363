import { nameColumns, runImport, type MappingInput } from '#lib/exchange/file-import-commands.server.ts';
import type { ImportKind, ImportMode } from '#lib/exchange/file-import.ts';
import { getImport, type FileImport } from '#lib/exchange/file-imports.server.ts';
import { workOffNext } from '#lib/exchange/importer.server.ts';
import { keepFile } from '#lib/exchange/keep-file.server.ts';
import { inTransaction, type Database } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';

// A file on its way in as the pages bring it: kept, its columns named, looked at, taken in.

export type Brought = Partial<MappingInput> & {
	kind?: ImportKind;
	mode?: ImportMode;
	updates?: boolean;
};

const never = new AbortController().signal;

export async function* bytesOf(content: string | Uint8Array): AsyncGenerator<Uint8Array> {
	yield typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

/** Works until nothing is asked for any more. */
export async function workOff(db: Database, stop: AbortSignal = never): Promise<void> {
	while (await workOffNext(db, stop));
}

export async function kept(
	db: Database,
	actor: Actor,
	name: string,
	content: string | Uint8Array,
	{ kind, publicationId }: Brought = {}
): Promise<FileImport> {
	const { id } = await inTransaction(db, (tx) =>
		keepFile(tx, actor, { name, bytes: bytesOf(content), kind, publicationId })
	);
	return getImport(db, id);
}

/** A file as far as its preview. */
export async function looked(
	db: Database,
	actor: Actor,
	name: string,
	content: string | Uint8Array,
	said: Brought = {}
): Promise<FileImport> {
	const { id, mapping, publicationId } = await kept(db, actor, name, content, said);
	await inTransaction(db, (tx) =>
		nameColumns(tx, actor, id, {
			publicationId,
			...said,
			mapping: { ...mapping, ...said.mapping }
		})
	);
	await workOff(db);
	return getImport(db, id);
}

/** A file all the way. */
export async function taken(
	db: Database,
	actor: Actor,
	name: string,
	content: string | Uint8Array,
	said: Brought = {}
): Promise<FileImport> {
	const { id } = await looked(db, actor, name, content, said);
	await inTransaction(db, (tx) =>
		runImport(tx, actor, id, { mode: said.mode ?? 'whole', updates: said.updates ?? false })
	);
	await workOff(db);
	return getImport(db, id);
}
