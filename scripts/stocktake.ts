// `npm run stocktake -- <command>`: what is easier said than clicked. Results go to standard output, all else to
// standard error. Exit codes: 0 done, 1 refused or failed and nothing changed, 2 not understood, 130 interrupted.
import { RuleError } from '#lib/errors.ts';
import { describeFault, FilesRefused } from '#lib/exchange/fault.ts';
import { CannotStart } from '#lib/server/cannot-start.ts';
import { openDatabase } from '#lib/server/database.ts';
import { describe } from '#lib/server/log.ts';
import {
	configurationOfProcess,
	provideDatabase,
	type ProvidedDatabase
} from '#lib/server/provide-database.ts';
import { describeCommand, readOptions, WrongUsage, type Command, type Values } from './stocktake/command.ts';
import { exportPublication, exportTables, importPublication, importTables } from './stocktake/files.ts';
import { addToken, addUser } from './stocktake/people.ts';
import { backup, restore } from './stocktake/safekeeping.ts';

const commands: readonly Command[] = [
	addUser,
	addToken,
	importPublication,
	exportPublication,
	importTables,
	exportTables,
	backup,
	restore
];

let starting: Promise<ProvidedDatabase> | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const)
	process.once(signal, () => {
		// An open transaction ends with its connection, and nothing of it is kept.
		console.error('\nInterrupted; nothing was changed.');
		const letGo = starting?.then((database) => database.abandon());
		void Promise.allSettled([letGo]).then(() => process.exit(130));
	});

try {
	await main(process.argv.slice(2));
} catch (error) {
	process.exitCode = report(error);
}

async function main([name, ...rest]: string[]): Promise<void> {
	if (name === undefined || name === 'help' || name === '--help' || name === '-h')
		return void console.log(help());
	const command = commands.find((known) => known.name === name);
	if (!command) throw new WrongUsage(`There is no command ${name}.`);
	const { operands, values } = readOptions(command, rest);
	if (values.help) return void console.log(describeCommand(command));
	await run(command, operands, values);
}

async function run(command: Command, operands: string[], values: Values): Promise<void> {
	const configuration = configurationOfProcess();
	starting = provideDatabase(configuration);
	const provided = await starting;
	const { db, close } = openDatabase(provided.url, { max: 2 });
	try {
		await command.run({ db, url: provided.url, configuration }, operands, values);
	} finally {
		await close();
		await provided.release();
	}
}

function help(): string {
	return [
		'Stocktake on the command line. It finds the database as npm start does, and starts it when it is not up.',
		...commands.map(describeCommand),
		'Exit codes: 0 done; 1 refused or failed, nothing changed; 2 not understood; 130 interrupted.'
	].join('\n\n');
}

/** Says what went wrong, for people; the exit code. */
function report(error: unknown): number {
	if (error instanceof WrongUsage) {
		console.error(`${error.message}\nRun npm run stocktake for help.`);
		return 2;
	}
	if (error instanceof FilesRefused) {
		const untold = error.count - error.faults.length;
		for (const fault of error.faults) console.error(describeFault(fault));
		if (untold > 0) console.error(`... and ${untold} more`);
		console.error(error.message);
	} else if (error instanceof RuleError || error instanceof CannotStart) console.error(error.message);
	else console.error(describeFileError(error) ?? describe(error));
	return 1;
}

function describeFileError(error: unknown): string | undefined {
	const { code, path } = error as NodeJS.ErrnoException;
	if (code === 'ENOSPC') return 'The disk is full.';
	if (path === undefined) return undefined;
	if (code === 'ENOENT') return `There is no file ${path}.`;
	if (code === 'EACCES') return `${path} may not be opened by this account.`;
	return code === 'EISDIR' ? `${path} is a directory.` : undefined;
}
