import { randomBytes } from 'node:crypto';

type Fields = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** One line an entry, to standard error: time, level, message, then `name=value` pairs. */
function write(level: 'info' | 'warn' | 'error', message: string, fields: Fields = {}): void {
	const pairs = Object.entries(fields)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => ` ${name}=${JSON.stringify(value)}`);
	process.stderr.write(`${new Date().toISOString()} ${level} ${withoutSecrets(message)}${pairs.join('')}\n`);
}

/** What the server says about itself. Never given passwords, session ids or what people wrote. */
export const log = {
	info: (message: string, fields?: Fields) => write('info', message, fields),
	warn: (message: string, fields?: Fields) => write('warn', message, fields),
	error: (message: string, fields?: Fields) => write('error', message, fields)
};

/**
 * Logs an error that is a bug of ours, with its causes.
 * @returns an id for the page to show, so that the line can be found again.
 */
export function logBug(error: unknown, fields: Fields = {}): string {
	const id = randomBytes(4).toString('hex');
	write('error', 'unexpected', { id, ...fields });
	process.stderr.write(`${describe(error)}\n`);
	return id;
}

/** The stack, and those of the causes. A failed statement's parameters are what people wrote: left out. */
export function describe(error: unknown): string {
	if (!(error instanceof Error)) return withoutSecrets(String(error));
	const stack = error.stack ?? `${error.name}: ${error.message}`;
	const own =
		'query' in error && 'params' in error ? stack.replace(/\nparams: [^]*?(?=\n\s+at |$)/, '') : stack;
	const cause = error.cause === undefined ? '' : `\ncaused by ${describe(error.cause)}`;
	return withoutSecrets(own) + cause;
}

/** Takes the password out of the address of a database or a mail server. */
export function withoutSecrets(text: string): string {
	return text.replace(/((?:postgres(?:ql)?|smtps?):\/\/[^\s:@/]*):[^\s@]*@/g, '$1:***@');
}
