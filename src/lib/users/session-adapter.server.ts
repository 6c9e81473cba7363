import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { Adapter, DatabaseSession } from 'lucia';
import type { Reader } from '../server/database.ts';
import { hashOf } from './secret.server.ts';
import { sessions, users } from './table.server.ts';
import type { Actor } from './user.ts';

declare module 'lucia' {
	interface Register {
		UserId: number;
		DatabaseSessionAttributes: { userAgent: string | null };
		DatabaseUserAttributes: Pick<Actor, 'name' | 'email' | 'role'>;
	}
}

/**
 * What Lucia asks of a database. It hashes at every entry: the id in the cookie is stored nowhere, and only the caller
 * who brought it gets it back. Somebody who is deactivated has no sessions.
 */
export function sessionAdapter(db: Reader): Adapter {
	return {
		async getSessionAndUser(id) {
			const [row] = await db
				.select({
					userId: users.id,
					name: users.name,
					email: users.email,
					role: users.role,
					expiresAt: sessions.expiresAt,
					userAgent: sessions.userAgent
				})
				.from(sessions)
				.innerJoin(users, eq(users.id, sessions.userId))
				.where(and(eq(sessions.idHash, hashOf(id)), isNull(users.deactivatedAt)));
			if (!row) return [null, null];
			const { userId, name, email, role, expiresAt, userAgent } = row;
			return [
				{ id, userId, expiresAt, attributes: { userAgent } },
				{ id: userId, attributes: { name, email, role } }
			];
		},
		/** Without ids, since they are not known: Lucia's own `getUserSessions` is therefore not used. */
		async getUserSessions(userId) {
			const rows = await db.select().from(sessions).where(eq(sessions.userId, userId));
			return rows.map(({ expiresAt, userAgent }): DatabaseSession => {
				return { id: '', userId, expiresAt, attributes: { userAgent } };
			});
		},
		async setSession({ id, userId, expiresAt, attributes }) {
			await db
				.insert(sessions)
				.values({ idHash: hashOf(id), userId, expiresAt, userAgent: attributes.userAgent });
		},
		async updateSessionExpiration(id, expiresAt) {
			await db
				.update(sessions)
				.set({ expiresAt })
				.where(eq(sessions.idHash, hashOf(id)));
		},
		async deleteSession(id) {
			await db.delete(sessions).where(eq(sessions.idHash, hashOf(id)));
		},
		async deleteUserSessions(userId) {
			await db.delete(sessions).where(eq(sessions.userId, userId));
		},
		async deleteExpiredSessions() {
			await db.delete(sessions).where(lte(sessions.expiresAt, sql`now()`));
		}
	};
}
