import { eq } from 'drizzle-orm';
import { Conflict, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import { violatedConstraint, type Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { hashPassword } from './password.server.ts';
import { passwordFault } from './password.ts';
import { endSessionsOf } from './session.server.ts';
import { users } from './table.server.ts';
import type { Role } from './user.ts';

export type NewUser = { name: string; email: string | null; role: Role; password: string | null };

/**
 * Makes an account. Asks no permission: whoever calls has shown theirs, by an invitation, the configuration, or a shell
 * on the machine. Without a password the person stands by name beside their work and cannot sign in.
 * @param createdBy who is written down as its maker; null for the installation itself.
 * @throws Conflict when the e-mail is taken, Refused when the password will not do.
 */
export async function createUser(
	tx: Transaction,
	{ name, email, role, password }: NewUser,
	createdBy: number | null = null
): Promise<{ id: number }> {
	const fault = password === null ? undefined : passwordFault(password, { name, email });
	if (fault) throw new Refused(fault, 'password');
	const passwordHash = password === null ? null : await hashPassword(password);
	const id = await insertUser(tx, { name, email, role, passwordHash });
	const after = { name, email, role };
	await recordChange(tx, { entity: 'users', entityId: id, action: 'createUser', actorId: createdBy, after });
	await notify(tx, 'account', id);
	return { id };
}

async function insertUser(tx: Transaction, row: typeof users.$inferInsert): Promise<number> {
	try {
		const [made] = await tx.insert(users).values(row).returning({ id: users.id });
		return made!.id;
	} catch (error) {
		if (violatedConstraint(error) !== 'users_email') throw error;
		throw new Conflict('Somebody with this e-mail has an account already.', 'email');
	}
}

/**
 * Gives an account a password without knowing the one before, and signs it out everywhere. Asks no permission, as
 * `createUser`. @throws Refused when the password will not do.
 */
export async function resetPassword(
	tx: Transaction,
	user: { id: number; name: string; email: string | null },
	password: string
): Promise<void> {
	const fault = passwordFault(password, user);
	if (fault) throw new Refused(fault, 'password');
	const passwordHash = await hashPassword(password);
	await tx.update(users).set({ passwordHash }).where(eq(users.id, user.id));
	await endSessionsOf(tx, user.id);
	await recordChange(tx, { entity: 'users', entityId: user.id, action: 'resetPassword', actorId: user.id });
}
