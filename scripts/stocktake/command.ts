import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import type { Configuration } from '#lib/server/configuration.ts';
import type { Database } from '#lib/server/database.ts';

/** What a command works with. */
export type Context = { db: Database; url: string; configuration: Configuration };

export type Values = Record<string, string | boolean | undefined>;

/** One thing that the command line does. */
export type Command = {
	/** As typed after `npm run stocktake --`. */
	name: string;
	/** What follows the name, for the help: `<developments.csv>`. */
	operands: string;
	/** How many operands there may be. */
	takes: { least: number; most: number };
	summary: string;
	/** Each option with its explanation; `value` stands for what it takes, a switch has none. */
	options: Record<string, { value?: string; help: string }>;
	run(context: Context, operands: string[], values: Values): Promise<void>;
};

/** The command line was not understood: exit code 2. */
export class WrongUsage extends Error {}

/** Reads what follows a command's name. @throws WrongUsage */
export function readOptions(command: Command, given: string[]): { operands: string[]; values: Values } {
	const options: ParseArgsOptionsConfig = { help: { type: 'boolean', short: 'h' } };
	for (const [name, { value }] of Object.entries(command.options))
		options[name] = { type: value ? 'string' : 'boolean' };
	try {
		const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true });
		const { least, most } = command.takes;
		if (!values.help && (positionals.length < least || positionals.length > most))
			throw new WrongUsage(
				`${command.name} takes ${command.operands || 'nothing more'}; ${positionals.length || 'nothing'} was given.`
			);
		return { operands: positionals, values: values as Values };
	} catch (error) {
		if (error instanceof TypeError && 'code' in error)
			throw new WrongUsage(error.message.split('. To specify')[0]);
		throw error;
	}
}

/** The text of an option that has to be there. @throws WrongUsage */
export function required(values: Values, name: string): string {
	const value = values[name];
	if (typeof value !== 'string' || value.trim() === '') throw new WrongUsage(`--${name} is missing.`);
	return value.trim();
}

/** The text of an option, or undefined. */
export function optional(values: Values, name: string): string | undefined {
	const value = values[name];
	return typeof value === 'string' ? value.trim() || undefined : undefined;
}

/** How a command is typed, with its options. */
export function describeCommand({ name, operands, summary, options }: Command): string {
	const lines = Object.entries(options).map(([option, { value, help }]) => {
		const typed = `--${option}${value ? ` ${value}` : ''}`;
		return `  ${typed.padEnd(28)} ${help}`;
	});
	return [`npm run stocktake -- ${[name, operands].join(' ').trim()}`, `  ${summary}`, ...lines].join('\n');
}
