import { sql } from 'drizzle-orm';
import { addShippedTemplates } from './briefings/templates.server.ts';
import { RuleError } from './errors.ts';
import { addStarters } from './feeds/starters.server.ts';
import { learnSuggestions } from './feeds/suggest-learning.server.ts';
import { publications } from './publications/table.server.ts';
import { CannotStart } from './server/cannot-start.ts';
import type { Configuration } from './server/configuration.ts';
import type { Database, Reader, Transaction } from './server/database.ts';
import { sweepRateLimits } from './server/rate-limit.ts';
import { createUser } from './users/account.server.ts';
import { inviteFirstAdministrator } from './users/invitation.server.ts';
import { invitationPath } from './users/invitation.ts';
import { hasAdministrator } from './users/queries.server.ts';
import { sweepSessions } from './users/session.server.ts';

/** Anything, as long as every copy of Stocktake uses the same. */
const installationLock = 7_182_820;

/**
 * Brings a migrated database to where people can use it: a first administrator or a link to become one, and the sample
 * in an empty database; what can be suggested is learned. Several copies may start at once: one prepares, the others wait and find it done.
 * @returns the path of the single-use link that makes the first administrator, when there is none yet.
 */
export async function prepareInstallation(
	db: Database,
	{ administrator, sample }: Pick<Configuration, 'administrator' | 'sample'>
): Promise<{ setupLink?: string }> {
	const prepared = await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${installationLock})`);
		await sweepSessions(tx);
		await sweepRateLimits(db);
		await addShippedTemplates(tx);
		await addStarters(tx);
		// Loaded on its own connection: it commits while this transaction holds the lock.
		if (sample && (await isEmpty(tx))) await (await import('./exchange/sample.server.ts')).loadSample(db);
		if (await hasAdministrator(tx)) return {};
		if (administrator) {
			await createFirstAdministrator(tx, administrator);
			return {};
		}
		return { setupLink: invitationPath(await inviteFirstAdministrator(tx)) };
	});
	await learnSuggestions(db);
	return prepared;
}

async function isEmpty(db: Reader): Promise<boolean> {
	const [row] = await db.select({ id: publications.id }).from(publications).limit(1);
	return row === undefined;
}

async function createFirstAdministrator(
	tx: Transaction,
	{ email, password }: { email: string; password: string }
) {
	try {
		await createUser(tx, { name: 'Administrator', email, role: 'admin', password });
	} catch (error) {
		if (!(error instanceof RuleError)) throw error;
		const setting = error.field === 'password' ? 'ADMIN_PASSWORD' : 'ADMIN_EMAIL';
		throw new CannotStart(`${setting} cannot be used. ${error.message}`);
	}
}
