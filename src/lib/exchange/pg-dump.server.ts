import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import postgres, { type Sql } from 'postgres';
import { Refused } from '../errors.ts';
import { holdsData } from './backup.server.ts';

// PostgreSQL's own programs, where they are installed and not older than the server.

export type PostgresProgram = 'pg_dump' | 'pg_restore';

/** Whether `program` is on the PATH and new enough for the server at `url`. */
export async function canUse(program: PostgresProgram, url: string): Promise<boolean> {
	const version = await run(program, ['--version'], {}).catch(() => '');
	const own = Number(/\(PostgreSQL\) (\d+)/.exec(version)?.[1] ?? 0);
	const [row] = await withConnection(
		url,
		(sql) => sql<{ server_version_num: string }[]>`show server_version_num`
	);
	return own >= Math.floor(Number(row!.server_version_num) / 10_000);
}

async function withConnection<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		return await work(sql);
	} finally {
		await sql.end();
	}
}

/** Writes the database at `url` to `path` in the custom format of pg_dump. */
export async function dumpTo(url: string, path: string): Promise<void> {
	await run('pg_dump', ['--format=custom', '--no-owner', '--no-privileges', `--file=${path}`], placeOf(url));
}

/**
 * Puts a custom-format dump in place of what the database at `url` holds, in one transaction.
 * @param options.replace lets go of what is there; without it the database has to be empty.
 */
export async function restoreFrom(url: string, path: string, { replace = false } = {}): Promise<void> {
	if (!replace && (await withConnection(url, holdsData)))
		throw new Refused('The database is not empty. Use --replace to let go of what is in it.');
	const how = ['--clean', '--if-exists', '--no-owner', '--no-privileges', '--no-comments'];
	const environment = placeOf(url);
	const target = `--dbname=${environment.PGDATABASE}`;
	await run('pg_restore', [...how, '--single-transaction', '--exit-on-error', target, path], environment);
}

/** Whether a file is in the custom format of pg_dump. */
export async function isCustomFormat(path: string): Promise<boolean> {
	const file = await open(path);
	try {
		const { buffer } = await file.read(Buffer.alloc(5), 0, 5, 0);
		return buffer.toString('latin1') === 'PGDMP';
	} finally {
		await file.close();
	}
}

/** Where the database is, as the environment that libpq reads: a password on a command line can be seen by others. */
function placeOf(url: string): Record<string, string> {
	const { hostname, port, pathname, username, password, searchParams } = new URL(url);
	const given = {
		PGHOST: decodeURIComponent(hostname),
		PGPORT: port,
		PGDATABASE: decodeURIComponent(pathname.slice(1)),
		PGUSER: decodeURIComponent(username),
		PGPASSWORD: decodeURIComponent(password),
		PGSSLMODE: searchParams.get('sslmode') ?? ''
	};
	return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
}

function run(
	program: PostgresProgram,
	options: string[],
	environment: Record<string, string>
): Promise<string> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, options, {
			env: { ...process.env, ...environment },
			stdio: ['ignore', 'pipe', 'pipe']
		});
		let [said, complained] = ['', ''];
		child.stdout.on('data', (text) => (said += text));
		child.stderr.on('data', (text) => (complained += text));
		child.once('error', reject);
		child.once('close', (status) =>
			status === 0 ? resolve(said) : reject(new Refused(`${program} failed. ${complained.trim()}`))
		);
	});
}
