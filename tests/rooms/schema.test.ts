import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { migrateDatabase } from '#lib/server/migrate.ts';
import { roomDatabase } from '../postgres.ts';

const { db, url } = await roomDatabase();

const count = async (statement: ReturnType<typeof sql>) => {
	const [row] = await db.execute<{ n: number }>(statement);
	return row?.n;
};

test('the migrations have run, with the two extensions that search needs', async () => {
	expect(
		await count(sql`select count(*)::int as n from pg_extension where extname in ('pg_trgm', 'unaccent')`)
	).toBe(2);
	expect(await count(sql`select count(*)::int as n from drizzle.__drizzle_migrations`)).toBeGreaterThan(0);
});

test('several copies may migrate at once, and migrating again changes nothing', async () => {
	const before = await count(sql`select count(*)::int as n from drizzle.__drizzle_migrations`);
	await Promise.all([migrateDatabase(url), migrateDatabase(url), migrateDatabase(url)]);
	expect(await count(sql`select count(*)::int as n from drizzle.__drizzle_migrations`)).toBe(before);
});

test('a database that is not there is named in the fault, the password is not', async () => {
	const wrong = new URL(url);
	wrong.pathname = '/no_such_database';
	const fault = await migrateDatabase(wrong.href).catch((error: Error) => error);
	expect(String(fault)).toContain('has no database "no_such_database"');
	expect(String(fault)).not.toContain(wrong.password);
});

test('a wrong password is named as such', async () => {
	const wrong = new URL(url);
	wrong.password = 'wrong';
	await expect(migrateDatabase(wrong.href)).rejects.toThrow('refused the password of "postgres"');
});

test('days and moments are counted in UTC', async () => {
	const [row] = await db.execute<{ zone: string }>(sql`select current_setting('timezone') as zone`);
	expect(row?.zone).toBe('UTC');
});
