import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync
} from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CannotStart } from './cannot-start.ts';

// PostgreSQL refuses to run as root. Then it runs as the system user `postgres`, which must be able to reach both the
// programs and the data: not so in a clone under /root, which is closed to everyone else.

/** The system user that runs PostgreSQL; undefined when that is whoever started us. */
export type Account = { uid: number; gid: number } | undefined;

const accountName = 'postgres';

/** Where data and programs go when the clone is closed to the account. The first one that can be made is taken. */
const publicPlaces = ['/var/lib/stocktake', '/var/tmp/stocktake'];

/** Which system user PostgreSQL shall run as. Creates it when we are root and it does not exist. */
export function postgresAccount(): Account {
	if (process.getuid?.() !== 0) return undefined;
	return findAccount() ?? createAccount();
}

/** Who made these data, when we are root and somebody else did: PostgreSQL runs for nobody but their owner. */
export function ownerOf(data: string): Account {
	const owner = process.getuid?.() === 0 ? statSync(data, { throwIfNoEntry: false }) : undefined;
	return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : undefined;
}

function findAccount(): Account {
	const line = readFileSync('/etc/passwd', 'utf8')
		.split('\n')
		.find((entry) => entry.startsWith(`${accountName}:`));
	if (!line) return undefined;
	const [, , uid, gid] = line.split(':');
	return { uid: Number(uid), gid: Number(gid) };
}

function createAccount(): Account {
	const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
	const options = ['--system', '--user-group', '--home-dir', '/nonexistent', '--shell', '/usr/sbin/nologin'];
	const made = spawnSync('useradd', [...options, accountName], { env, encoding: 'utf8' });
	const account = made.status === 0 ? findAccount() : undefined;
	if (account) return account;
	const reason = made.error ? made.error.message : made.stderr.trim();
	throw new CannotStart(
		`PostgreSQL does not run as root, and the system user "${accountName}" for it could not be created (${reason}).\n` +
			'Run Stocktake as an ordinary user, create that user, or set DATABASE_URL to a PostgreSQL of your own.'
	);
}

/** Whether the account can enter this folder or run this program. Always, when PostgreSQL runs as whoever started us. */
function canEnter(folder: string, account: Account): boolean {
	if (!account) return true;
	return spawnSync('test', ['-x', folder], { ...account, cwd: '/' }).status === 0;
}

/** Makes a folder that the account can enter, or undefined when it is not to be. */
function openFolder(folder: string, account: Account): string | undefined {
	// A strict umask would close the new folders to the account.
	const umask = account ? process.umask(0o022) : undefined;
	try {
		makeFolder(folder);
	} catch (error) {
		if (account && isRefusal(error)) return undefined;
		throw cannotMake(folder, error);
	} finally {
		if (umask !== undefined) process.umask(umask);
	}
	return canEnter(folder, account) ? folder : undefined;
}

/** Node's own recursive mkdir never ends where a system folder such as /proc answers that there is no such place. */
function makeFolder(folder: string): void {
	if (existsSync(folder) && statSync(folder).isDirectory()) return;
	const parent = dirname(folder);
	if (parent !== folder) makeFolder(parent);
	try {
		mkdirSync(folder);
	} catch (error) {
		// Another process may have been faster.
		if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || !statSync(folder).isDirectory()) throw error;
	}
}

function isRefusal(error: unknown): boolean {
	return ['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '');
}

function cannotMake(folder: string, error: unknown): CannotStart {
	const code = (error as NodeJS.ErrnoException).code;
	const reasons: Record<string, string> = {
		ENOSPC: 'the disk is full',
		ENOTDIR: 'part of that path is a file',
		EEXIST: 'part of that path is a file',
		ENOENT: 'part of that path leads nowhere'
	};
	const what = reasons[code ?? ''] ?? `this account may not write there (${code})`;
	return new CannotStart(
		`The data folder ${folder} cannot be made: ${what}.\nSet STOCKTAKE_DATA_DIR to a folder that can be written to.`
	);
}

/**
 * Where the data live: `wanted` when the account can get there, else a folder of its own in a public place, named
 * after the clone so that two clones keep two databases.
 * @param isChosen the folder was asked for by name: then it is that one or none.
 */
export function settleDataFolder(wanted: string, account: Account, isChosen: boolean): string {
	const folder = resolve(wanted);
	const settled = openFolder(folder, account);
	if (settled) return settled;
	if (isChosen)
		throw new CannotStart(
			`PostgreSQL runs as the system user "${accountName}" here, and that user cannot reach ${folder}.\n` +
				'Open the folders above it to others (chmod o+x), or choose another place with STOCKTAKE_DATA_DIR.'
		);
	const name = `${basename(dirname(folder))}-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
	return inPublicPlace(name, account);
}

function inPublicPlace(name: string, account: Account): string {
	for (const place of publicPlaces) {
		const folder = openFolder(place, account) && isOursAlone(place) && openFolder(join(place, name), account);
		if (folder) return folder;
	}
	throw new CannotStart(
		`PostgreSQL needs a folder that the system user "${accountName}" can reach; neither the clone nor ` +
			`${publicPlaces.join(' nor ')} is one.\nSet STOCKTAKE_DATA_DIR to such a folder.`
	);
}

/** Anyone may make a folder in /var/tmp: one that another user made or can change is not to be trusted by root. */
function isOursAlone(place: string): boolean {
	const { uid, mode } = statSync(place);
	return uid === process.getuid?.() && (mode & 0o022) === 0;
}

/**
 * A copy of PostgreSQL's programs that the account can run: the installed ones, or a copy of them (60 MB, made once
 * for each version) in a public place.
 * @param native the folder that holds `bin`, `lib` and `share`.
 */
export function reachablePrograms(native: string, version: string, account: Account): string {
	if (canEnter(join(native, 'bin', 'postgres'), account)) return native;
	const target = join(inPublicPlace('programs', account), `postgresql-${version}`);
	if (existsSync(target)) return target;
	const unfinished = `${target}.${process.pid}`;
	try {
		cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
		spawnSync('chmod', ['-R', 'a+rX', unfinished]);
		renameSync(unfinished, target);
	} catch (error) {
		rmSync(unfinished, { recursive: true, force: true });
		if (!existsSync(target)) throw cannotMake(target, error);
	}
	return target;
}

/** Gives a file or folder to the account. */
export function giveTo(path: string, account: Account): void {
	if (account) chownSync(path, account.uid, account.gid);
}
