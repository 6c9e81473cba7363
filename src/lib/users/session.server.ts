import { and, desc, eq, gt, isNull, ne, sql } from 'drizzle-orm';
import { Lucia, TimeSpan } from 'lucia';
import type { Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { hashOf } from './secret.server.ts';
import { sessionAdapter } from './session-adapter.server.ts';
import { sessions, users } from './table.server.ts';
import type { Actor } from './user.ts';

/** A session ends this long after it was last used; using it in the second half starts the time anew. */
const lifetime = new TimeSpan(14, 'd');

/** Name of the cookie that holds the session's id. */
export const sessionCookie = 'stocktake_session';

const luciaOn = (db: Reader) =>
	new Lucia(sessionAdapter(db), {
		sessionExpiresIn: lifetime,
		getUserAttributes: ({ name, email, role }: Pick<Actor, 'name' | 'email' | 'role'>) => ({
			name,
			email,
			role
		})
	});

declare module 'lucia' {
	interface Register {
		Lucia: ReturnType<typeof luciaOn>;
	}
}

/** What the cookie needs: the id is a secret, handed out once. */
export type StartedSession = { id: string; expiresAt: Date };

/** Starts a session for somebody whose password or invitation was just checked. */
export async function startSession(
	db: Reader,
	userId: number,
	userAgent: string | null = null
): Promise<StartedSession> {
	const { id, expiresAt } = await luciaOn(db).createSession(userId, {
		userAgent: userAgent?.slice(0, 300) ?? null
	});
	return { id, expiresAt };
}

/**
 * Who the session with this id belongs to; undefined when it is unknown, over, or its owner deactivated.
 * `renewed` is set when its end was moved: then the cookie must be set again.
 */
export async function findSession(
	db: Reader,
	id: string
): Promise<{ actor: Actor; renewed?: StartedSession } | undefined> {
	const { session, user } = await luciaOn(db).validateSession(id);
	if (!session) return undefined;
	const { name, email, role } = user;
	const actor: Actor = { id: user.id, name, email, role, scope: 'write' };
	return session.fresh ? { actor, renewed: { id, expiresAt: session.expiresAt } } : { actor };
}

/** Whether the session with this id still opens anything; looking does not renew it. */
export async function isSessionOpen(db: Reader, id: string): Promise<boolean> {
	const [row] = await db
		.select({ userId: users.id })
		.from(sessions)
		.innerJoin(users, eq(users.id, sessions.userId))
		.where(
			and(eq(sessions.idHash, hashOf(id)), gt(sessions.expiresAt, sql`now()`), isNull(users.deactivatedAt))
		);
	return row !== undefined;
}

/** Ends the session with this id: signing out. */
export async function endSession(db: Reader, id: string): Promise<void> {
	await luciaOn(db).invalidateSession(id);
}

/** Ends every session of `userId`: signing out everywhere. `except` is the id of one to keep. */
export async function endSessionsOf(tx: Transaction, userId: number, except?: string | null): Promise<void> {
	if (except)
		await tx.delete(sessions).where(and(eq(sessions.userId, userId), ne(sessions.idHash, hashOf(except))));
	else await luciaOn(tx).invalidateUserSessions(userId);
	await notify(tx, 'account', userId);
}

/** Ends one of `userId`'s own sessions, named by its hash as `listSessions` gives it. */
export async function endOwnSession(tx: Transaction, userId: number, idHash: string): Promise<void> {
	await tx.delete(sessions).where(and(eq(sessions.userId, userId), eq(sessions.idHash, idHash)));
	await notify(tx, 'account', userId);
}

export type SessionLine = {
	idHash: string;
	createdAt: Date;
	expiresAt: Date;
	userAgent: string | null;
	/** The one that asks. */
	isCurrent: boolean;
};

/** The open sessions of `userId`, newest first. `currentId` is the id of the one that asks. */
export async function listSessions(
	db: Reader,
	userId: number,
	currentId: string | null
): Promise<SessionLine[]> {
	const current = currentId ? hashOf(currentId) : null;
	const rows = await db
		.select()
		.from(sessions)
		.where(and(eq(sessions.userId, userId), gt(sessions.expiresAt, sql`now()`)))
		.orderBy(desc(sessions.createdAt));
	return rows.map(({ idHash, createdAt, expiresAt, userAgent }) => {
		return { idHash, createdAt, expiresAt, userAgent, isCurrent: idHash === current };
	});
}

/** Forgets sessions that are over; they are refused in any case. */
export async function sweepSessions(db: Reader): Promise<void> {
	await luciaOn(db).deleteExpiredSessions();
}
