import { openAsBlob } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inTransaction, type Database } from '../server/database.ts';
import { createUser } from '../users/account.server.ts';
import { users } from '../users/table.server.ts';
import type { Actor } from '../users/user.ts';
import { eq } from 'drizzle-orm';
import { importCatalogue } from './catalogue.server.ts';
import { readCatalogue } from './catalogue.ts';
import type { InputFile } from './encoding.ts';
import { importFiles } from './import.server.ts';

const placeOf = (name: string) => fileURLToPath(new URL(`./sample/${name}`, import.meta.url));

/** A file on disk, to be imported. @throws ENOENT and the like */
export async function fileAt(path: string): Promise<InputFile> {
	const blob = await openAsBlob(path);
	return { name: basename(path), size: blob.size, open: () => blob.stream() };
}

/**
 * Loads the first publication with its evidence, second codings and assessments, all marked as the sample. The analysts
 * of the sample stand by name and cannot sign in.
 */
export async function loadSample(db: Database): Promise<void> {
	const path = placeOf('romano-2021.json');
	const { catalogue } = readCatalogue(await readFile(path, 'utf8'), basename(path));
	const files = {
		developments: await fileAt(placeOf('developments.csv')),
		evidence: await fileAt(placeOf('evidence.csv')),
		secondCodings: await fileAt(placeOf('second-coder.csv')),
		assessments: await fileAt(placeOf('assessments.csv'))
	};
	await inTransaction(db, async (tx) => {
		const coder = 'analyst-1';
		const secondCoder = 'analyst-2';
		const person = { name: coder, email: null, role: 'analyst' as const, password: null };
		const { id } = await createUser(tx, person);
		await tx.update(users).set({ isSample: true }).where(eq(users.id, id));
		// The installation loads it, in the name of its first analyst.
		const actor: Actor = { id, name: coder, email: null, role: 'admin', scope: 'write' };
		await importCatalogue(tx, actor, catalogue, { isSample: true });
		const publication = catalogue.document.slug;
		await importFiles(tx, actor, files, { publication, coder, secondCoder, isSample: true });
	});
}
