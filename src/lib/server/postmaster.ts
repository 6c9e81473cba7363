import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

// postmaster.pid: line 1 process id, 2 data folder, 3 start time, 4 port, ..., 8 status.

export type LiveServer = { pid: number; port: number; isReady: boolean };

/**
 * The PostgreSQL server that runs on this data folder, if one does. A pid file left by a crash is removed, since its
 * number may by now belong to another process, and PostgreSQL would then refuse to start.
 */
export function liveServer(data: string): LiveServer | undefined {
	const file = join(data, 'postmaster.pid');
	const lines = readIfThere(file)?.split('\n');
	const pid = Number(lines?.[0]);
	if (!lines || !Number.isInteger(pid) || pid <= 0) return undefined;
	if (!commandOf(pid).includes(data)) {
		rmSync(file, { force: true });
		return undefined;
	}
	return { pid, port: Number(lines[3]), isReady: lines[7]?.trim() === 'ready' };
}

/** Whether the server has left. Its pid file goes last; the process itself may linger unreaped in a container. */
export function isGone(data: string): boolean {
	return !existsSync(join(data, 'postmaster.pid'));
}

function readIfThere(file: string): string | undefined {
	try {
		return readFileSync(file, 'utf8');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

/** The command line of a process; empty when there is no such process, or only its unreaped remains. */
export function commandOf(pid: number): string {
	if (process.platform === 'linux') {
		try {
			return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
		} catch (error) {
			if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
			throw error;
		}
	}
	return spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim();
}
