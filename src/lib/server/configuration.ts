import { resolve } from 'node:path';

/** Everything that can be set from outside, checked and typed. Each setting is explained in `.env.example`. */
export type Configuration = {
	/** A PostgreSQL of one's own; null for the built-in one. */
	databaseUrl: string | null;
	/** Whether the sample publication is loaded into an empty database. */
	sample: boolean;
	/** The first administrator, created at start when there is none; null to hand out a single-use link instead. */
	administrator: { email: string; password: string } | null;
	port: number;
	/** The address to listen on; null for this machine alone, by every name that `localhost` has. */
	host: string | null;
	/** The one address that readers use; null to go by the request's own Host. */
	origin: string | null;
	/** Where the built-in PostgreSQL keeps its data, as an absolute path. */
	dataDirectory: string;
	/** `dataDirectory` was asked for by name, so no other place will do. */
	dataDirectoryIsChosen: boolean;
	/** A proxy in front sets X-Forwarded-For and X-Forwarded-Proto, and they can be believed. */
	trustProxy: boolean;
	/** The largest request taken, in bytes. */
	bodySizeLimit: number;
	/** The largest file taken by the page Import, in bytes. */
	importSizeLimit: number;
	/** How notifications go out by e-mail; null where they do not. */
	mail: { smtpUrl: string; from: string; origin: string } | null;
	/** Feeds and pages may be fetched from this machine and its private networks: for development and tests alone. */
	fetchPrivate: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Never shorter than what the sign-up form accepts. */
const shortestPassword = 12;
const on = ['on', 'true', 'yes', '1'];
const off = ['off', 'false', 'no', '0'];
const units = { '': 1, K: 1024, M: 1024 ** 2, G: 1024 ** 3 };

/**
 * Reads the configuration from the environment. An empty variable counts as not set.
 * @returns the configuration, or every fault at once, each a sentence that names the variable and what to do.
 */
export function readConfiguration(
	env: Environment
): { configuration: Configuration; faults?: undefined } | { configuration?: undefined; faults: string[] } {
	const faults: string[] = [];
	const setting = (name: string) => env[name]?.trim() || undefined;
	const fault = (sentence: string) => void faults.push(sentence);

	const origin = readOrigin(setting('ORIGIN'), fault);
	const configuration: Configuration = {
		databaseUrl: readDatabaseUrl(setting('DATABASE_URL'), fault),
		sample: readSwitch('STOCKTAKE_SAMPLE', setting('STOCKTAKE_SAMPLE'), true, fault),
		administrator: readAdministrator(setting('ADMIN_EMAIL'), env.ADMIN_PASSWORD || undefined, fault),
		port: readPort(setting('PORT'), fault),
		host: readHost(setting('HOST'), fault),
		origin,
		dataDirectory: resolve(setting('STOCKTAKE_DATA_DIR') ?? '.data'),
		dataDirectoryIsChosen: setting('STOCKTAKE_DATA_DIR') !== undefined,
		trustProxy: readSwitch('TRUST_PROXY', setting('TRUST_PROXY'), false, fault),
		bodySizeLimit: readSize('BODY_SIZE_LIMIT', setting('BODY_SIZE_LIMIT'), 10, fault),
		importSizeLimit: readSize('IMPORT_SIZE_LIMIT', setting('IMPORT_SIZE_LIMIT'), 64, fault),
		mail: readMail(setting('SMTP_URL'), setting('MAIL_FROM'), setting('ORIGIN'), fault),
		fetchPrivate: readSwitch('FETCH_PRIVATE', setting('FETCH_PRIVATE'), false, fault)
	};
	return faults.length > 0 ? { faults } : { configuration };
}

/** The largest file that the page Import takes, in bytes, for pages; while developing there is no limit. */
export const largestImport = (): number => Number(process.env.IMPORT_SIZE_LIMIT) || 64 * units.M;

/** Whether this installation sends e-mail, for pages: they know the environment alone. */
export const sendsMail = (): boolean => Boolean(process.env.MAIL_FROM);

/** `fetchPrivate`, for what runs in the pages' process: it knows the environment alone. */
export const fetchesPrivate = (): boolean =>
	on.includes((process.env.FETCH_PRIVATE ?? '').trim().toLowerCase());

/** What to say at start about settings that are no good where others can reach the server. */
export const warningsOf = ({ fetchPrivate }: Configuration): string[] =>
	fetchPrivate
		? [
				'FETCH_PRIVATE is on: whoever may capture pages or add feeds can read from this machine and its private networks. It is meant for development; leave it out elsewhere.'
			]
		: [];

type Fault = (sentence: string) => void;

function readDatabaseUrl(value: string | undefined, fault: Fault): string | null {
	if (value === undefined) return null;
	// The value holds a password, so no message repeats it.
	if (!URL.canParse(value)) {
		fault(
			'DATABASE_URL is not an address. Write it as postgres://user:password@host:5432/database, with signs ' +
				'like @ / # in the password percent-encoded.'
		);
		return null;
	}
	const { protocol, pathname } = new URL(value);
	if (protocol !== 'postgres:' && protocol !== 'postgresql:')
		fault(`DATABASE_URL begins with ${protocol}//; it must begin with postgres://.`);
	else if (pathname.length < 2)
		fault(
			'DATABASE_URL names no database. Add its name at the end: postgres://user:password@host:5432/stocktake.'
		);
	return value;
}

function readSwitch(name: string, value: string | undefined, fallback: boolean, fault: Fault): boolean {
	if (value === undefined) return fallback;
	const answer = value.toLowerCase();
	if (on.includes(answer)) return true;
	if (!off.includes(answer)) fault(`${name} is "${value}"; it must be on or off.`);
	return false;
}

function readAdministrator(
	email: string | undefined,
	password: string | undefined,
	fault: Fault
): Configuration['administrator'] {
	if (email === undefined && password === undefined) return null;
	if (email === undefined)
		fault('ADMIN_PASSWORD is set but ADMIN_EMAIL is not. Set both, or neither to be given a link instead.');
	else if (!/^[^\s@]+@[^\s@]+$/.test(email))
		fault(`ADMIN_EMAIL is "${email}", which is not an e-mail address. Write it as name@example.org.`);
	if (password === undefined)
		fault('ADMIN_EMAIL is set but ADMIN_PASSWORD is not. Set both, or neither to be given a link instead.');
	else if (password.length < shortestPassword)
		fault(`ADMIN_PASSWORD is too short; use at least ${shortestPassword} characters.`);
	return email !== undefined && password !== undefined ? { email, password } : null;
}

function readPort(value: string | undefined, fault: Fault): number {
	if (value === undefined) return 3000;
	const port = Number(value);
	if (!/^\d+$/.test(value) || port < 1 || port > 65_535)
		fault(`PORT is "${value}"; it must be a whole number from 1 to 65535, such as 3000.`);
	return port;
}

function readHost(value: string | undefined, fault: Fault): string | null {
	if (value === undefined) return null;
	if (!/^[\w.:-]+$/.test(value) || value.includes('://'))
		fault(
			`HOST is "${value}"; it must be an address to listen on, such as 127.0.0.1 or 0.0.0.0, without http://.`
		);
	return value;
}

function readOrigin(value: string | undefined, fault: Fault): string | null {
	if (value === undefined) return null;
	const example = 'Write it as https://stocktake.example.org.';
	if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
		fault(`ORIGIN is "${value}"; it must be the whole address that readers use. ${example}`);
		return null;
	}
	const { origin, href } = new URL(value);
	if (href !== `${origin}/`) fault(`ORIGIN is "${value}"; leave out what follows the host: ${origin}.`);
	return origin;
}

function readSize(name: string, value: string | undefined, megabytes: number, fault: Fault): number {
	if (value === undefined) return megabytes * units.M;
	const [, number, unit] = /^(\d+)([KMG]?)$/i.exec(value) ?? [];
	if (number === undefined || Number(number) === 0) {
		fault(`${name} is "${value}"; it must be a number of bytes, or one with K, M or G, such as 10M.`);
		return 0;
	}
	return Number(number) * units[unit?.toUpperCase() as keyof typeof units];
}

/** A mail server needs a sender, and an address for the links; its own address may hold a password: no message repeats it. */
function readMail(
	smtpUrl: string | undefined,
	from: string | undefined,
	origin: string | undefined,
	fault: Fault
): Configuration['mail'] {
	if (smtpUrl === undefined) {
		if (from !== undefined)
			fault('MAIL_FROM is set but SMTP_URL is not. Set both to send e-mail, or neither to send none.');
		return null;
	}
	const example = 'Write it as smtp://user:password@mail.example.org:587, or smtps:// for port 465';
	if (!URL.canParse(smtpUrl) || !/^smtps?:$/.test(new URL(smtpUrl).protocol) || !new URL(smtpUrl).hostname)
		fault(
			`SMTP_URL is not the address of a mail server. ${example}, with signs like @ / # in the password percent-encoded.`
		);
	if (from === undefined)
		fault('SMTP_URL is set but MAIL_FROM is not. Set it to the sender: Stocktake <stocktake@example.org>.');
	else if (!/^(?:[^<>\n]*<[^\s@<>]+@[^\s@<>]+>|[^\s@<>]+@[^\s@<>]+)$/.test(from))
		fault(
			`MAIL_FROM is "${from}"; it must be an e-mail address, alone or as Stocktake <stocktake@example.org>.`
		);
	if (origin === undefined)
		fault(
			'SMTP_URL is set but ORIGIN is not. Links in e-mails need the address that readers use; set ORIGIN to it.'
		);
	if (from === undefined || origin === undefined || !URL.canParse(origin)) return null;
	return { smtpUrl, from, origin: new URL(origin).origin };
}
