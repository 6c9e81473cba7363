import { fileURLToPath } from 'node:url';
import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres, { type Sql } from 'postgres';
import { CannotStart } from './cannot-start.ts';

const migrations = fileURLToPath(new URL('../../../drizzle', import.meta.url));
const oldestVersion = 15;
/** Anything, as long as every copy of Stocktake uses the same. */
const lockNumber = 7_182_818;

/** Search by words without accents, and by likeness. */
const extensions = ['pg_trgm', 'unaccent'];

/**
 * Brings the database at `url` to the schema of this version. Several copies may start at once: one migrates, the
 * others wait for it.
 * @throws CannotStart when the database cannot be reached, is too old, or lacks an extension that may not be made.
 */
export async function migrateDatabase(url: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {}, connect_timeout: 10 });
	try {
		await checkVersion(sql);
		// Held by the connection: if this process dies, so does the lock.
		await sql`select pg_advisory_lock(${lockNumber})`;
		for (const name of extensions) await ensureExtension(sql, name);
		await migrate(drizzle(sql), { migrationsFolder: migrations });
		await sql`select pg_advisory_unlock(${lockNumber})`;
	} finally {
		await sql.end({ timeout: 5 });
	}
}

async function checkVersion(sql: Sql): Promise<void> {
	const [row] = await sql<{ server_version_num: string }[]>`show server_version_num`.catch((error) => {
		throw unreachable(error, sql);
	});
	const version = Math.floor(Number(row?.server_version_num) / 10_000);
	if (version < oldestVersion)
		throw new CannotStart(
			`The database is PostgreSQL ${version}; Stocktake needs ${oldestVersion} or newer.\n` +
				'Point DATABASE_URL at a newer one, or leave it out to use the built-in PostgreSQL.'
		);
}

/** What the driver's code means, in words. The password is never shown. */
function unreachable(error: Error & { code?: string }, sql: Sql): CannotStart {
	const { host, port, database, user } = sql.options;
	const place = `${host[0]}:${port[0]}`;
	const meanings: Record<string, string> = {
		ENOTFOUND: `The host ${host[0]} of DATABASE_URL is not known. Check its name.`,
		ECONNREFUSED: `Nothing answers at ${place}. Is PostgreSQL running there, and is the port in DATABASE_URL right?`,
		CONNECT_TIMEOUT: `${place} did not answer within 10 seconds. Check the host in DATABASE_URL and any firewall.`,
		'28P01': `PostgreSQL at ${place} refused the password of "${user}". Check DATABASE_URL.`,
		'28000': `PostgreSQL at ${place} does not let "${user}" in (${error.message}).`,
		'3D000': `PostgreSQL at ${place} has no database "${database}". Create it: createdb ${database}.`,
		'53300': `PostgreSQL at ${place} has no connection to spare. Raise max_connections or stop other clients.`
	};
	const meaning = meanings[error.code ?? ''] ?? `The database at ${place} cannot be used: ${error.message}`;
	return new CannotStart(meaning);
}

async function ensureExtension(sql: Sql, name: string): Promise<void> {
	const [there] = await sql`select 1 from pg_extension where extname = ${name}`;
	if (there) return;
	try {
		await sql`create extension if not exists ${sql(name)}`;
	} catch (error) {
		const { code, message } = error as Error & { code?: string };
		const reason =
			code === '42501'
				? 'this user may not create it'
				: code === '0A000'
					? 'the server does not offer it'
					: message;
		throw new CannotStart(
			`The database lacks the extension ${name}, and ${reason}.\n` +
				`Have an administrator of the database run: CREATE EXTENSION ${name};` +
				(code === '0A000' ? ' (on Debian it is in the package postgresql-contrib)' : '')
		);
	}
}
