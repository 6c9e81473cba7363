import { eq } from 'drizzle-orm';
import { NotSignedIn, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import { inTransaction, type Database } from '../server/database.ts';
import { countTry, forgetTries, networkOf, takeBackTry } from '../server/rate-limit.ts';
import type { SignInInput } from './account.ts';
import { signInsByAddress, signInsByEmail } from './attempts.server.ts';
import { hashPassword, verifyPassword } from './password.server.ts';
import { passwordFault, type PasswordChange } from './password.ts';
import { findCredentials } from './queries.server.ts';
import { endSessionsOf, startSession, type StartedSession } from './session.server.ts';
import { users } from './table.server.ts';
import type { Actor } from './user.ts';

// Both take the database and not a transaction: a wrong password must stay counted.

/**
 * Starts a session for who gives the right password. An unknown e-mail, a wrong password and a deactivated account get
 * the same answer after the same work.
 * @param from the address that asks, and its browser in its own words.
 * @throws NotSignedIn, or TooManyTries with the time to wait.
 */
export async function signIn(
	db: Database,
	{ email, password }: SignInInput,
	from: { address: string; userAgent: string | null }
): Promise<StartedSession> {
	const network = networkOf(from.address);
	await countTry(db, signInsByAddress, network);
	await countTry(db, signInsByEmail, email);
	const found = await findCredentials(db, email);
	const isRight = await verifyPassword(found?.passwordHash ?? null, password);
	if (!found || !isRight)
		throw new NotSignedIn('This e-mail and password do not belong together.', 'password');
	await forgetTries(db, signInsByEmail, email);
	await takeBackTry(db, signInsByAddress, network);
	return startSession(db, found.id, from.userAgent);
}

/**
 * Changes the actor's own password, and signs them out everywhere but in the session `keptSession`.
 * @throws NotSignedIn when the present password is wrong, Refused when the new one will not do, TooManyTries.
 */
export async function changePassword(
	db: Database,
	actor: Actor,
	{ currentPassword, newPassword }: PasswordChange,
	keptSession: string | null
): Promise<void> {
	const fault = passwordFault(newPassword, actor);
	if (fault) throw new Refused(fault, 'newPassword');
	await countTry(db, signInsByEmail, actor.email ?? '');
	const found = await findCredentials(db, actor.email ?? '');
	if (!(await verifyPassword(found?.passwordHash ?? null, currentPassword)))
		throw new NotSignedIn('This is not your present password.', 'currentPassword');
	await forgetTries(db, signInsByEmail, actor.email ?? '');
	const passwordHash = await hashPassword(newPassword);
	await inTransaction(db, async (tx) => {
		await tx.update(users).set({ passwordHash }).where(eq(users.id, actor.id));
		await endSessionsOf(tx, actor.id, keptSession);
		await recordChange(tx, {
			entity: 'users',
			entityId: actor.id,
			action: 'changePassword',
			actorId: actor.id
		});
	});
}
