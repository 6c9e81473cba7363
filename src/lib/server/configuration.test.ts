import { describe, expect, test } from 'vitest';
import { readConfiguration, warningsOf } from './configuration.ts';

const faultsOf = (env: Record<string, string>) => readConfiguration(env).faults ?? [];

describe('without any setting', () => {
	test('everything has a sensible value', () => {
		const { configuration } = readConfiguration({});
		expect(configuration).toMatchObject({
			databaseUrl: null,
			sample: true,
			administrator: null,
			port: 3000,
			host: null,
			origin: null,
			dataDirectoryIsChosen: false,
			trustProxy: false,
			bodySizeLimit: 10_485_760,
			fetchPrivate: false
		});
		expect(configuration?.dataDirectory).toMatch(/[/\\]\.data$/);
	});

	test('an empty variable counts as not set', () => {
		const { configuration } = readConfiguration({ PORT: '', DATABASE_URL: ' ', ADMIN_PASSWORD: '' });
		expect(configuration).toMatchObject({ port: 3000, databaseUrl: null, administrator: null });
	});
});

test('every setting is read', () => {
	const { configuration } = readConfiguration({
		DATABASE_URL: 'postgres://me:p%40ss@db.example.org:5433/stocktake',
		STOCKTAKE_SAMPLE: 'off',
		ADMIN_EMAIL: 'ada@example.org',
		ADMIN_PASSWORD: 'a long enough one',
		PORT: '8080',
		HOST: '0.0.0.0',
		ORIGIN: 'https://stocktake.example.org/',
		STOCKTAKE_DATA_DIR: '/srv/stocktake',
		TRUST_PROXY: 'on',
		BODY_SIZE_LIMIT: '512k',
		IMPORT_SIZE_LIMIT: '1G',
		SMTP_URL: 'smtps://me:p%40ss@mail.example.org',
		MAIL_FROM: 'Stocktake <stocktake@example.org>',
		FETCH_PRIVATE: 'on'
	});
	expect(configuration).toEqual({
		databaseUrl: 'postgres://me:p%40ss@db.example.org:5433/stocktake',
		sample: false,
		administrator: { email: 'ada@example.org', password: 'a long enough one' },
		port: 8080,
		host: '0.0.0.0',
		origin: 'https://stocktake.example.org',
		dataDirectory: '/srv/stocktake',
		dataDirectoryIsChosen: true,
		trustProxy: true,
		bodySizeLimit: 524_288,
		importSizeLimit: 1_073_741_824,
		mail: {
			smtpUrl: 'smtps://me:p%40ss@mail.example.org',
			from: 'Stocktake <stocktake@example.org>',
			origin: 'https://stocktake.example.org'
		},
		fetchPrivate: true
	});
	expect(warningsOf(configuration!)).toEqual([expect.stringContaining('FETCH_PRIVATE is on')]);
});

test('all faults are named at once', () => {
	const faults = faultsOf({
		PORT: 'http',
		STOCKTAKE_SAMPLE: 'maybe',
		ORIGIN: 'stocktake',
		BODY_SIZE_LIMIT: 'big'
	});
	expect(faults).toHaveLength(4);
	for (const name of ['PORT', 'STOCKTAKE_SAMPLE', 'ORIGIN', 'BODY_SIZE_LIMIT'])
		expect(faults.some((sentence) => sentence.startsWith(`${name} is`))).toBe(true);
});

test.each([
	['0', 'from 1 to 65535'],
	['65536', 'from 1 to 65535'],
	['80.5', 'whole number'],
	['-1', 'whole number']
])('port %s is refused', (PORT, hint) => {
	expect(faultsOf({ PORT })).toEqual([expect.stringContaining(hint)]);
});

test('half an administrator is refused, whichever half it is', () => {
	expect(faultsOf({ ADMIN_EMAIL: 'ada@example.org' })).toEqual([
		expect.stringContaining('ADMIN_PASSWORD is not')
	]);
	expect(faultsOf({ ADMIN_PASSWORD: 'a long enough one' })).toEqual([
		expect.stringContaining('ADMIN_EMAIL is not')
	]);
});

test('a short password or a malformed address for the administrator is refused, and the password is not repeated', () => {
	const faults = faultsOf({ ADMIN_EMAIL: 'ada', ADMIN_PASSWORD: 'hunter2' });
	expect(faults).toHaveLength(2);
	expect(faults.join()).not.toContain('hunter2');
});

test.each([
	['not an address', 'is not an address'],
	['mysql://me:secret@host/db', 'must begin with postgres://'],
	['postgres://me:secret@host', 'names no database']
])('the database address %s is refused without showing its password', (DATABASE_URL, hint) => {
	const faults = faultsOf({ DATABASE_URL });
	expect(faults).toEqual([expect.stringContaining(hint)]);
	expect(faults.join()).not.toContain('secret');
});

test('an origin with a path says what to write instead', () => {
	expect(faultsOf({ ORIGIN: 'https://example.org/stocktake' })).toEqual([
		expect.stringContaining('leave out what follows the host: https://example.org.')
	]);
});

test('a host is an address, not a page', () => {
	expect(faultsOf({ HOST: 'http://0.0.0.0' })).toEqual([expect.stringContaining('without http://')]);
	expect(faultsOf({ HOST: '::' })).toEqual([]);
});

const mail = { SMTP_URL: 'smtp://mail.example.org', MAIL_FROM: 'a@example.org', ORIGIN: 'https://a.example' };

test('mail needs a server, a sender and an address for links; each that is missing is named', () => {
	expect(faultsOf(mail)).toEqual([]);
	expect(faultsOf({ ...mail, MAIL_FROM: '' })).toEqual([expect.stringContaining('MAIL_FROM is not')]);
	expect(faultsOf({ ...mail, ORIGIN: '' })).toEqual([expect.stringContaining('ORIGIN is not')]);
	expect(faultsOf({ MAIL_FROM: 'a@example.org' })).toEqual([expect.stringContaining('SMTP_URL is not')]);
	expect(faultsOf({ SMTP_URL: mail.SMTP_URL })).toHaveLength(2);
});

test.each(['mail.example.org:25', 'https://me:secret@mail.example.org', 'smtp://', 'smtp://me:sec ret@@'])(
	'the mail server %s is refused without showing its password',
	(SMTP_URL) => {
		const faults = faultsOf({ ...mail, SMTP_URL });
		expect(faults).toEqual([expect.stringMatching(/^SMTP_URL is not the address/)]);
		expect(faults.join()).not.toMatch(/sec ?ret/);
	}
);

test.each(['Stocktake', 'a@b@c', 'Stocktake <a@b> x', 'a b@c'])('the sender %s is refused', (MAIL_FROM) => {
	expect(faultsOf({ ...mail, MAIL_FROM })).toEqual([expect.stringContaining(`MAIL_FROM is "${MAIL_FROM}"`)]);
});
