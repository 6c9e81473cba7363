// Takes the files of a folder in as the page Import does, one after the other, in a process of its own: kept, checked,
// written by the worker. Says how long each part took.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { nameColumns, runImport } from '#lib/exchange/file-import-commands.server.ts';
import { getImport } from '#lib/exchange/file-imports.server.ts';
import { workOffNext } from '#lib/exchange/importer.server.ts';
import { keepFile } from '#lib/exchange/keep-file.server.ts';
import { fileAt } from '#lib/exchange/sample.server.ts';
import { inTransaction, openDatabase } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const { db, close } = openDatabase(url, { max: 3 });
const [row] = await db.execute(sql`update users set role = 'admin' where name = 'analyst-1' returning id`);
const actor: Actor = { id: Number(row!.id), name: 'analyst-1', email: null, role: 'admin', scope: 'write' };
const never = new AbortController().signal;
const spent = { keeping: 0, checking: 0, writing: 0 };

async function timed<T>(part: keyof typeof spent, work: () => Promise<T>): Promise<T> {
	const begun = performance.now();
	const result = await work();
	spent[part] += (performance.now() - begun) / 1000;
	return result;
}

for (const kind of ['developments', 'evidence'] as const) {
	const { open } = await fileAt(join(folder, `${kind}.csv`));
	const { id } = await timed('keeping', () =>
		inTransaction(db, (tx) => keepFile(tx, actor, { name: `${kind}.csv`, bytes: open(), kind }))
	);
	const { mapping } = await getImport(db, id);
	await inTransaction(db, (tx) => nameColumns(tx, actor, id, { mapping: mapping!, publicationId: null }));
	await timed('checking', () => workOffNext(db, never));
	await inTransaction(db, (tx) => runImport(tx, actor, id, { mode: 'whole', updates: false }));
	await timed('writing', () => workOffNext(db, never));
	const { state, failure } = await getImport(db, id);
	if (state !== 'done') throw new Error(`${kind}: ${state} ${failure ?? ''}`);
}
await close();
console.log(JSON.stringify({ ...spent, megabytes: process.resourceUsage().maxRSS / 1000 }));
