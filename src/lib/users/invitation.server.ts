import { and, desc, eq, gt, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { NotFound } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { invitationDays, type InvitationInput } from './invitation.ts';
import { hashOf, newSecret } from './secret.server.ts';
import { invitations, users } from './table.server.ts';
import { authorise, type Actor, type Role } from './user.ts';

const inAWeek = sql`now() + make_interval(days => ${invitationDays})`;
/** Links that still work. */
export const isOpen: SQL = and(isNull(invitations.usedAt), gt(invitations.expiresAt, sql`now()`))!;
/** Links that make the first administrator. */
export const isForSetup = isNull(invitations.invitedBy);

/**
 * Makes a single-use link. Its secret is returned this once; only its hash is kept. For an e-mail that has an account
 * the link sets a new password, and the account keeps its role.
 */
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

export const gone =
	'This link has been used, has expired or was withdrawn. Ask an administrator for a new one.';

/**
 * The invitation behind a link, with the name of the account that has its e-mail already: then the link sets a new
 * password. @throws NotFound when it does not work (any more).
 */
export async function getInvitation(
	db: Reader,
	token: string
): Promise<OpenInvitation & { accountName: string | null }> {
	const owner = alias(users, 'owner');
	const [row] = await db
		.select({ ...shown, accountName: owner.name })
		.from(invitations)
		.leftJoin(users, eq(users.id, invitations.invitedBy))
		.leftJoin(owner, eq(sql`lower(${owner.email})`, sql`lower(${invitations.email})`))
		.where(and(eq(invitations.tokenHash, hashOf(token)), isOpen));
	if (!row) throw new NotFound(gone);
	return row;
}
