import { and, desc, eq, gt, isNull, or, sql } from 'drizzle-orm';
import { addDays, today } from '../calendar.ts';
import { NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Database, Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { countTry, forgetTries, networkOf, type Limit } from '../server/rate-limit.ts';
import { hashPassword, verifyPassword } from '../users/password.server.ts';
import { hashOf, newSecret } from '../users/secret.server.ts';
import { users } from '../users/table.server.ts';
import { authorise, type Actor } from '../users/user.ts';
import { getIssue } from './issues.server.ts';
import type { ShareInput } from './share.ts';
import { briefingIssues, briefings, briefingShares } from './table.server.ts';

/**
 * Makes a read-only link to one issue. Its secret is returned this once; only its hash is kept.
 * @throws Refused for a day that is over, NotFound where there is no such issue.
 */
export async function shareIssue(
	tx: Transaction,
	actor: Actor | null,
	{ briefingId, number, expiresOn, password }: ShareInput & { briefingId: number; number: number }
): Promise<{ id: number; token: string }> {
	authorise(actor, 'shareBriefing');
	if (expiresOn && expiresOn < today())
		throw new Refused('This day is over. Choose a later one.', 'expiresOn');
	const issue = await getIssue(tx, briefingId, number);
	const token = newSecret();
	const [row] = await tx
		.insert(briefingShares)
		.values({
			issueId: issue.id,
			tokenHash: hashOf(token),
			passwordHash: password ? await hashPassword(password) : null,
			expiresAt: expiresOn ? new Date(`${addDays(expiresOn, 1)}T00:00:00Z`) : null,
			createdBy: actor.id
		})
		.returning({ id: briefingShares.id });
	await recordChange(tx, {
		entity: 'briefings',
		entityId: briefingId,
		action: 'shareIssue',
		actorId: actor.id,
		after: { share: row!.id, number, expiresOn, hasPassword: password !== '' }
	});
	await notify(tx, 'briefings', briefingId);
	return { id: row!.id, token };
}

/** Ends a link. Ending it twice changes nothing. */
export async function revokeShare(
	tx: Transaction,
	actor: Actor | null,
	{ briefingId, shareId }: { briefingId: number; shareId: number }
): Promise<void> {
	authorise(actor, 'shareBriefing');
	const own = tx
		.select({ id: briefingIssues.id })
		.from(briefingIssues)
		.where(eq(briefingIssues.briefingId, briefingId));
	const [row] = await tx
		.update(briefingShares)
		.set({ revokedAt: sql`coalesce(${briefingShares.revokedAt}, now())` })
		.where(and(eq(briefingShares.id, shareId), sql`${briefingShares.issueId} in ${own}`))
		.returning({ id: briefingShares.id });
	if (!row) throw new NotFound('There is no such link.');
	const change = { entity: 'briefings', entityId: briefingId, action: 'revokeShare', actorId: actor.id };
	await recordChange(tx, { ...change, after: { share: shareId } });
	await notify(tx, 'briefings', briefingId);
}

/** The links to the issues of a briefing, newest first; those that are over too. */
export function listShares(db: Reader, briefingId: number) {
	return db
		.select({
			id: briefingShares.id,
			number: briefingIssues.number,
			hasPassword: sql<boolean>`${briefingShares.passwordHash} is not null`,
			expiresAt: briefingShares.expiresAt,
			createdAt: briefingShares.createdAt,
			createdBy: users.name,
			revokedAt: briefingShares.revokedAt
		})
		.from(briefingShares)
		.innerJoin(briefingIssues, eq(briefingIssues.id, briefingShares.issueId))
		.innerJoin(users, eq(users.id, briefingShares.createdBy))
		.where(eq(briefingIssues.briefingId, briefingId))
		.orderBy(desc(briefingShares.id));
}

const guesses: Limit = { what: 'shared-password', tries: 10, minutes: 15 };

/** Making a document costs seconds of work: one network gets so many made by links; those made before cost nothing. @throws TooManyTries */
export const countMaking = (db: Database, address: string): Promise<void> =>
	countTry(db, { what: 'shared-document', tries: 30, minutes: 15 }, networkOf(address));

/** What somebody brings to a link: the password, or the proof that they gave it before. */
export type Key = { password?: string | null; proof?: string | null };

export type Opened =
	| { needsPassword: true }
	| {
			needsPassword: false;
			briefingId: number;
			number: number;
			/** Opens the link again without the password; null where it asks for none. */
			proof: string | null;
	  };

/**
 * Where a link leads. Takes the database: a wrong password stays counted whatever happens next.
 * @throws NotFound for a link that is unknown, over or ended, or whose briefing is hidden; Refused for a wrong password;
 * TooManyTries.
 */
export async function openShare(db: Database, token: string, { password, proof }: Key): Promise<Opened> {
	const share = await findOpen(db, token);
	if (!share) throw new NotFound('This link leads nowhere: it is over, or was taken back.');
	const { passwordHash, briefingId, number } = share;
	const opened = { needsPassword: false, briefingId, number } as const;
	if (!passwordHash) return { ...opened, proof: null };
	// Made from what only the server knows of the link: a new password makes it worthless.
	const expected = hashOf(`${token} ${passwordHash}`);
	if (proof === expected) return { ...opened, proof: expected };
	if (password === null || password === undefined) return { needsPassword: true };
	await countTry(db, guesses, hashOf(token));
	if (!(await verifyPassword(passwordHash, password)))
		throw new Refused('This is not the password of this link.', 'password');
	await forgetTries(db, guesses, hashOf(token));
	return { ...opened, proof: expected };
}

async function findOpen(db: Reader, token: string) {
	const [share] = await db
		.select({
			passwordHash: briefingShares.passwordHash,
			briefingId: briefingIssues.briefingId,
			number: briefingIssues.number
		})
		.from(briefingShares)
		.innerJoin(briefingIssues, eq(briefingIssues.id, briefingShares.issueId))
		.innerJoin(briefings, eq(briefings.id, briefingIssues.briefingId))
		.where(
			and(
				eq(briefingShares.tokenHash, hashOf(token)),
				isNull(briefingShares.revokedAt),
				isNull(briefings.hiddenAt),
				or(isNull(briefingShares.expiresAt), gt(briefingShares.expiresAt, sql`now()`))
			)
		);
	return share;
}
