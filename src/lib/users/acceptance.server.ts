import { and, eq, ne, sql } from 'drizzle-orm';
import { NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { createUser, resetPassword } from './account.server.ts';
import { isForSetup, isOpen, whyClosed } from './invitation.server.ts';
import type { Acceptance } from './invitation.ts';
import { hasAdministrator } from './queries.server.ts';
import { hashOf } from './secret.server.ts';
import { invitations, users } from './table.server.ts';

/** Anything, as long as every copy of Stocktake uses the same. */
const acceptanceLock = 7_182_819;

type Invitation = typeof invitations.$inferSelect;

/**
 * Does what a link is for, and uses the link up: makes an account, or gives the account that has its e-mail a new
 * password. Two at the same moment: one gets it.
 * @throws NotFound when the link does not work, Conflict when the e-mail is taken, Refused when the password will not
 * do or the account is deactivated.
 */
export async function acceptInvitation(
	tx: Transaction,
	token: string,
	input: Acceptance
): Promise<{ userId: number }> {
	// One at a time: of several set-up links, only the first one used makes an administrator.
	await tx.execute(sql`select pg_advisory_xact_lock(${acceptanceLock})`);
	const [invitation] = await tx
		.select()
		.from(invitations)
		.where(and(eq(invitations.tokenHash, hashOf(token)), isOpen))
		.for('update');
	if (!invitation) throw await whyClosed(tx, token);
	if (invitation.invitedBy === null && (await hasAdministrator(tx)))
		throw new NotFound('There is an administrator already. Ask them for an invitation.');
	const userId = await makeOrRestore(tx, invitation, input);
	await useUp(tx, invitation, userId);
	return { userId };
}

async function makeOrRestore(tx: Transaction, invitation: Invitation, input: Acceptance): Promise<number> {
	const { email, role, invitedBy } = invitation;
	const owner = email === null ? undefined : await findOwner(tx, email);
	if (!owner) {
		const account = { name: input.name, email: email ?? input.email, role, password: input.password };
		return (await createUser(tx, account, invitedBy)).id;
	}
	if (owner.deactivatedAt)
		throw new Refused('This account is deactivated. An administrator has to reactivate it first.');
	await resetPassword(tx, owner, input.password);
	return owner.id;
}

async function findOwner(tx: Transaction, email: string) {
	const [owner] = await tx
		.select({ id: users.id, name: users.name, email: users.email, deactivatedAt: users.deactivatedAt })
		.from(users)
		.where(eq(sql`lower(${users.email})`, email.toLowerCase()))
		.for('update');
	return owner;
}

/** Every other link to the same end goes with it: for the same e-mail, or for the first administrator. */
async function useUp(tx: Transaction, { id, email, invitedBy }: Invitation, userId: number): Promise<void> {
	await tx
		.update(invitations)
		.set({ usedAt: sql`now()`, usedBy: userId })
		.where(eq(invitations.id, id));
	const toSameEnd =
		invitedBy === null ? isForSetup : eq(sql`lower(${invitations.email})`, email?.toLowerCase() ?? '');
	await tx
		.update(invitations)
		.set({ expiresAt: sql`now()` })
		.where(and(toSameEnd, isOpen, ne(invitations.id, id)));
	await notify(tx, 'invitations', id);
	const after = { usedBy: userId };
	await recordChange(tx, {
		entity: 'invitations',
		entityId: id,
		action: 'acceptInvitation',
		actorId: userId,
		after
	});
}
