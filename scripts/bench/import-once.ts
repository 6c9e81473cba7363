// Imports the files of a folder into a database, in a process of its own, and says how long it took and how much memory
// the process held at most.
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { importFiles } from '#lib/exchange/import.server.ts';
import { fileAt } from '#lib/exchange/sample.server.ts';
import { inTransaction, openDatabase } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';

const [url = '', folder = ''] = process.argv.slice(2);
const { db, close } = openDatabase(url, { max: 2 });
const coder = 'analyst-1';
const [row] = await db.execute(sql`select id from users where name = ${coder}`);
const actor: Actor = { id: Number(row!.id), name: coder, email: null, role: 'admin', scope: 'write' };
const files = {
	developments: await fileAt(join(folder, 'developments.csv')),
	evidence: await fileAt(join(folder, 'evidence.csv'))
};
const begun = performance.now();
await inTransaction(db, (tx) => importFiles(tx, actor, files, { publication: 'romano-2021', coder }));
const seconds = (performance.now() - begun) / 1000;
await close();
console.log(JSON.stringify({ seconds, megabytes: process.resourceUsage().maxRSS / 1000 }));
