import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandOf } from './postmaster.ts';

// Several processes can use one built-in PostgreSQL: the server, and a command line beside it. Each leaves a file
// named after its process id; the last one to go stops PostgreSQL.

const held = (folder: string) => join(folder, 'holders');

/** Notes that this process uses the cluster in `folder`. */
export function take(folder: string): void {
	mkdirSync(held(folder), { recursive: true });
	writeFileSync(join(held(folder), String(process.pid)), commandOf(process.pid));
}

/** Notes that this process is done with it. */
export function forget(folder: string): void {
	rmSync(join(held(folder), String(process.pid)), { force: true });
}

/** Whether another living process uses it. Notes of dead ones are swept away. */
export function othersHold(folder: string): boolean {
	const others = readdirSync(held(folder)).filter((name) => Number(name) !== process.pid);
	const living = others.filter((name) => isStillItself(folder, name));
	for (const name of others) {
		if (!living.includes(name)) rmSync(join(held(folder), name), { force: true });
	}
	return living.length > 0;
}

/** A dead process's number may by now belong to another program: then the command line differs. */
function isStillItself(folder: string, name: string): boolean {
	const command = commandOf(Number(name));
	return command !== '' && command === readFileSync(join(held(folder), name), 'utf8');
}
