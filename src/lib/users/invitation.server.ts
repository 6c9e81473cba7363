import { and, desc, eq, gt, isNull, lt, ne, sql, type SQL } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { createUser } from './account.server.ts';
import { invitationDays, type Acceptance, type InvitationInput } from './invitation.ts';
import { hasAdministrator } from './queries.server.ts';
import { hashOf, newSecret } from './secret.server.ts';
import { invitations, users } from './table.server.ts';
import { authorise, type Actor, type Role } from './user.ts';

const inAWeek = sql`now() + make_interval(days => ${invitationDays})`;
const isOpen: SQL = and(isNull(invitations.usedAt), gt(invitations.expiresAt, sql`now()`))!;
const isForSetup = isNull(invitations.invitedBy);

/** Makes a single-use link. Its secret is returned this once; only its hash is kept. */
export async function invite(
	tx: Transaction,
	actor: Actor,
	{ email, role }: InvitationInput
): Promise<{ id: number; token: string }> {
	authorise(actor, 'invite');
	const token = newSecret();
	const [row] = await tx
		.insert(invitations)
		.values({ tokenHash: hashOf(token), email, role, invitedBy: actor.id, expiresAt: inAWeek })
		.returning({ id: invitations.id });
	const { id } = row!;
	const after = { email, role };
	await recordChange(tx, { entity: 'invitations', entityId: id, action: 'invite', actorId: actor.id, after });
	return { id, token };
}

/** Makes a link invalid from now on. */
export async function revokeInvitation(tx: Transaction, actor: Actor, id: number): Promise<void> {
	authorise(actor, 'invite');
	const [row] = await tx
		.update(invitations)
		.set({ expiresAt: sql`now()` })
		.where(and(eq(invitations.id, id), isOpen))
		.returning({ email: invitations.email, role: invitations.role });
	if (!row) throw new NotFound('This invitation is not open any more.');
	await recordChange(tx, {
		entity: 'invitations',
		entityId: id,
		action: 'revokeInvitation',
		actorId: actor.id,
		before: row
	});
}

/**
 * Makes the link for the first administrator. Links of an earlier start stop working; those of the last minutes go on,
 * since two copies that start together each print one. The first to be used ends all.
 * @returns the secret of the link.
 */
export async function inviteFirstAdministrator(tx: Transaction): Promise<string> {
	const isOld = lt(invitations.createdAt, sql`now() - interval '5 minutes'`);
	await tx
		.update(invitations)
		.set({ expiresAt: sql`now()` })
		.where(and(isForSetup, isOpen, isOld));
	const token = newSecret();
	await tx.insert(invitations).values({ tokenHash: hashOf(token), role: 'admin', expiresAt: inAWeek });
	return token;
}

export type OpenInvitation = {
	id: number;
	email: string | null;
	role: Role;
	/** Null for the link that makes the first administrator. */
	invitedBy: string | null;
	createdAt: Date;
	expiresAt: Date;
};

const shown = {
	id: invitations.id,
	email: invitations.email,
	role: invitations.role,
	invitedBy: users.name,
	createdAt: invitations.createdAt,
	expiresAt: invitations.expiresAt
};

/** Links that still work, newest first. */
export async function listOpenInvitations(db: Reader): Promise<OpenInvitation[]> {
	return db
		.select(shown)
		.from(invitations)
		.leftJoin(users, eq(users.id, invitations.invitedBy))
		.where(isOpen)
		.orderBy(desc(invitations.id));
}

/** Anything, as long as every copy of Stocktake uses the same. */
const acceptanceLock = 7_182_819;

const gone = 'This link has been used, has expired or was withdrawn. Ask an administrator for a new one.';

/** The invitation behind a link. @throws NotFound when it does not work (any more). */
export async function getInvitation(db: Reader, token: string): Promise<OpenInvitation> {
	const [row] = await db
		.select(shown)
		.from(invitations)
		.leftJoin(users, eq(users.id, invitations.invitedBy))
		.where(and(eq(invitations.tokenHash, hashOf(token)), isOpen));
	if (!row) throw new NotFound(gone);
	return row;
}

/**
 * Makes the account that a link is for, and uses the link up. Two at the same moment: one gets it.
 * @throws NotFound when the link does not work, Conflict when the e-mail is taken, Refused when the password will not do.
 */
export async function acceptInvitation(
	tx: Transaction,
	token: string,
	{ name, email, password }: Acceptance
): Promise<{ userId: number }> {
	// One at a time: of several set-up links, only the first one used makes an administrator.
	await tx.execute(sql`select pg_advisory_xact_lock(${acceptanceLock})`);
	const [invitation] = await tx
		.select()
		.from(invitations)
		.where(and(eq(invitations.tokenHash, hashOf(token)), isOpen))
		.for('update');
	if (!invitation) throw new NotFound(gone);
	if (invitation.invitedBy === null) await closeSetup(tx, invitation.id);
	const address = invitation.email ?? email;
	const account = { name, email: address, role: invitation.role, password };
	const { id } = await createUser(tx, account, invitation.invitedBy);
	await tx
		.update(invitations)
		.set({ usedAt: sql`now()`, usedBy: id })
		.where(eq(invitations.id, invitation.id));
	const after = { usedBy: id };
	await recordChange(tx, {
		entity: 'invitations',
		entityId: invitation.id,
		action: 'acceptInvitation',
		actorId: id,
		after
	});
	return { userId: id };
}

/** Ends every other set-up link. @throws NotFound when there is an administrator by now. */
async function closeSetup(tx: Transaction, used: number): Promise<void> {
	if (await hasAdministrator(tx)) throw new NotFound(gone);
	await tx
		.update(invitations)
		.set({ expiresAt: sql`now()` })
		.where(and(isForSetup, isOpen, ne(invitations.id, used)));
}
