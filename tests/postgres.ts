import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, inject } from 'vitest';
import { openDatabase, type Database } from '#lib/server/database.ts';

/**
 * A database of this test file's own: migrated, empty, dropped at the end.
 *
 *     const { db } = await roomDatabase();
 *
 * at the top of the file. The tests of a file share it and run in order.
 */
export async function roomDatabase(): Promise<{ db: Database; url: string }> {
	const template = new URL(inject('templateUrl'));
	const name = `room_${randomBytes(6).toString('hex')}`;
	await administer(template, (sql) =>
		sql.unsafe(`create database ${name} template ${template.pathname.slice(1)} strategy file_copy`)
	);
	const own = new URL(template);
	own.pathname = `/${name}`;
	const { db, close } = openDatabase(own.href, { max: 4 });
	afterAll(async () => {
		await close();
		await administer(template, (sql) => sql.unsafe(`drop database ${name} with (force)`));
	});
	return { db, url: own.href };
}

async function administer(template: URL, work: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
	const elsewhere = new URL(template);
	elsewhere.pathname = '/postgres';
	const sql = postgres(elsewhere.href, { max: 1, onnotice: () => {} });
	try {
		await work(sql);
	} finally {
		await sql.end();
	}
}
