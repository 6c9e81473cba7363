import { and, desc, eq, gt, isNull, lt, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
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
	input: InvitationInput
): Promise<{ id: number; token: string }> {
	authorise(actor, 'invite');
	const { id, token } = await addInvitation(tx, actor, input);
	const after = { email: input.email, role: input.role };
	await recordChange(tx, { entity: 'invitations', entityId: id, action: 'invite', actorId: actor.id, after });
	return { id, token };
}

/**
 * Makes a single-use link with which somebody who forgot their password chooses a new one; using it signs them out
 * everywhere. @throws NotFound, or Refused for somebody who cannot sign in.
 */
export async function offerPassword(
	tx: Transaction,
	actor: Actor,
	{ userId }: { userId: number }
): Promise<{ token: string }> {
	authorise(actor, 'offerPassword');
	const [person] = await tx
		.select({ email: users.email, role: users.role, deactivatedAt: users.deactivatedAt })
		.from(users)
		.where(eq(users.id, userId));
	if (!person) throw new NotFound('There is no such person.');
	const { email, role, deactivatedAt } = person;
	if (!email) throw new Refused('This person is known by name alone: invite them by their e-mail.');
	if (deactivatedAt) throw new Refused('This account is deactivated. Reactivate it first.');
	const token = await addInvitation(tx, actor, { email, role });
	await recordChange(tx, { entity: 'users', entityId: userId, action: 'offerPassword', actorId: actor.id });
	return token;
}

async function addInvitation(
	tx: Transaction,
	actor: Actor,
	{ email, role }: InvitationInput
): Promise<{ id: number; token: string }> {
	const token = newSecret();
	const [row] = await tx
		.insert(invitations)
		.values({ tokenHash: hashOf(token), email, role, invitedBy: actor.id, expiresAt: inAWeek })
		.returning({ id: invitations.id });
	await notify(tx, 'invitations', row!.id);
	return { id: row!.id, token };
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
	await notify(tx, 'invitations', id);
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

/** Why a link does not work: a link works once, and only for a time. */
export async function whyClosed(db: Reader, token: string): Promise<NotFound> {
	const [row] = await db
		.select({ usedAt: invitations.usedAt })
		.from(invitations)
		.where(eq(invitations.tokenHash, hashOf(token)));
	if (!row) return new NotFound('There is no such invitation. Check that the whole link was copied.');
	if (row.usedAt)
		return new NotFound(
			'This link has been used already, and works once. Sign in with the account that was made, or ask an administrator for a new link.'
		);
	return new NotFound('This link has expired or was withdrawn. Ask an administrator for a new one.');
}

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
	if (!row) throw await whyClosed(db, token);
	return row;
}
