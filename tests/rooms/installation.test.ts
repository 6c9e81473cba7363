import { afterEach, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { prepareInstallation } from '#lib/installation.ts';
import { publications } from '#lib/publications/table.server.ts';
import { CannotStart } from '#lib/server/cannot-start.ts';
import { inTransaction } from '#lib/server/database.ts';
import { acceptInvitation } from '#lib/users/acceptance.server.ts';
import { hasAdministrator, listUsers } from '#lib/users/queries.server.ts';
import { signIn } from '#lib/users/sign-in.server.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();

const password = 'a quiet river at dawn';
const withoutSample = { administrator: null, sample: false };
const tokenOf = (link: string | undefined) => link!.replace('/invitation/', '');
const accept = (link: string | undefined, email: string) =>
	inTransaction(db, (tx) => acceptInvitation(tx, tokenOf(link), { name: 'First', email, password }));

afterEach(() => db.execute(sql`truncate users, invitations cascade`));

test('copies that start together each hand out a link, and one of them makes the administrator', async () => {
	const started = await Promise.all([
		prepareInstallation(db, withoutSample),
		prepareInstallation(db, withoutSample)
	]);
	const [one, two] = started.map(({ setupLink }) => setupLink);
	expect(one).not.toBe(two);
	const both = await Promise.allSettled([accept(one, 'one@example.org'), accept(two, 'two@example.org')]);
	expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
	expect(await listUsers(db)).toMatchObject([{ role: 'admin', hasPassword: true }]);
	expect(await prepareInstallation(db, withoutSample)).toEqual({});
});

test('a link of an earlier start stops working', async () => {
	const earlier = await prepareInstallation(db, withoutSample);
	await db.execute(sql`update invitations set created_at = now() - interval '1 hour'`);
	const later = await prepareInstallation(db, withoutSample);
	await expect(accept(earlier.setupLink, 'old@example.org')).rejects.toMatchObject({ name: 'NotFound' });
	await expect(accept(later.setupLink, 'new@example.org')).resolves.toBeDefined();
});

test('the configuration can name the first administrator, who is made once', async () => {
	const administrator = { email: 'admin@example.org', password };
	const both = [0, 1].map(() => prepareInstallation(db, { administrator, sample: false }));
	expect(await Promise.all(both)).toEqual([{}, {}]);
	expect(await listUsers(db)).toHaveLength(1);
	await expect(signIn(db, administrator, { address: '192.0.2.1', userAgent: null })).resolves.toBeDefined();
});

test('a password that will not do is named, and nothing is made', async () => {
	const administrator = { email: 'admin@example.org', password: 'admin@example.org' };
	const start = prepareInstallation(db, { administrator, sample: false });
	await expect(start).rejects.toThrow(CannotStart);
	await expect(start).rejects.toThrow(/^ADMIN_PASSWORD cannot be used\. /);
	expect(await hasAdministrator(db)).toBe(false);
});

test('an empty database is given the sample once, by whichever copy comes first', async () => {
	const withSample = { administrator: null, sample: true };
	await Promise.all([prepareInstallation(db, withSample), prepareInstallation(db, withSample)]);
	await prepareInstallation(db, withSample);
	expect(await db.select({ slug: publications.slug }).from(publications)).toEqual([{ slug: 'romano-2021' }]);
}, 30_000);
