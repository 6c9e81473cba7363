import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres, { type Sql } from 'postgres';
import { prepareInstallation } from '#lib/installation.ts';
import { openDatabase } from '#lib/server/database.ts';
import { startCluster } from '#lib/server/embedded-postgres.ts';
import { migrateDatabase } from '#lib/server/migrate.ts';
import { step } from './report.ts';

/** A PostgreSQL for measuring alone. Its databases are copies of one that holds the sample. */
export type BenchCluster = {
	/** The address of a database of that name. */
	urlOf(name: string): string;
	/** Makes the database a fresh copy of the sample. */
	copySample(name: string): Promise<string>;
	has(name: string): Promise<boolean>;
	drop(name: string): Promise<void>;
	stop(): Promise<void>;
};

/**
 * Starts it with an empty data folder, or with the one at `kept`, whose databases stay for the next run. A crash of
 * the machine may lose its data; everything else is as in a real installation.
 */
export async function startBenchCluster(kept: string | undefined): Promise<BenchCluster> {
	const folder = kept ?? mkdtempSync(join(tmpdir(), 'stocktake-bench-'));
	if (!existsSync(folder)) mkdirSync(folder, { recursive: true });
	// As root, PostgreSQL runs as another user, who has to get in.
	chmodSync(folder, 0o755);
	const cluster = await step('starting PostgreSQL', () =>
		startCluster(folder, { sync: false, isChosen: true })
	);
	const urlOf = (name: string) => Object.assign(new URL(cluster.url), { pathname: `/${name}` }).href;
	const stop = async () => {
		await cluster.stop();
		if (!kept) rmSync(folder, { recursive: true, force: true });
	};
	try {
		await step('migrating and loading the sample', () => prepare(cluster.url));
	} catch (error) {
		await stop();
		throw error;
	}
	const administer = <T>(work: (sql: Sql) => Promise<T>) => connected(urlOf('postgres'), work);
	const drop = async (name: string) =>
		void (await administer((sql) => sql.unsafe(`drop database if exists ${name} with (force)`)));
	return {
		urlOf,
		drop,
		stop,
		copySample: async (name) => {
			await drop(name);
			await administer((sql) => sql.unsafe(`create database ${name} template stocktake strategy file_copy`));
			return urlOf(name);
		},
		has: (name) =>
			administer(async (sql) => (await sql`select from pg_database where datname = ${name}`).length > 0)
	};
}

async function prepare(url: string): Promise<void> {
	await migrateDatabase(url);
	const { db, close } = openDatabase(url, { max: 2 });
	try {
		await prepareInstallation(db, { administrator: null, sample: true });
	} finally {
		await close();
	}
}

/** Runs `work` on a connection of its own. */
export async function connected<T>(url: string, work: (sql: Sql) => Promise<T>): Promise<T> {
	const sql = postgres(url, { max: 1, onnotice: () => {}, connection: { TimeZone: 'UTC' } });
	try {
		return await work(sql);
	} finally {
		await sql.end({ timeout: 5 });
	}
}
