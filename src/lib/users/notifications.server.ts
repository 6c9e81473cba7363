import { and, desc, eq, isNull, lt, sql } from 'drizzle-orm';
import { NotAllowed } from '../errors.ts';
import type { Reader, Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import type { NotificationReason } from './notification.ts';
import { notifications, users } from './table.server.ts';
import type { Actor } from './user.ts';

export type Telling = {
	reason: NotificationReason;
	/** Who caused it; null for the installation itself. */
	actorId: number | null;
	/** Title of the record that it is about. */
	title: string;
	/** Path of the page to open. */
	href: string;
};

/** Lets people know of something, in the transaction that does it. Nobody is told of what they did themselves. */
export async function tell(
	tx: Transaction,
	userIds: readonly number[],
	{ actorId, ...telling }: Telling
): Promise<void> {
	const others = [...new Set(userIds)].filter((id) => id !== actorId);
	if (others.length === 0) return;
	await tx.insert(notifications).values(others.map((userId) => ({ userId, actorId, ...telling })));
	for (const id of others) await notify(tx, 'notifications', id);
}

export type Notification = Awaited<ReturnType<typeof listNotifications>>['notifications'][number];

/** Which notifications: behind the id `before`, not read yet, for one reason. */
type Picked = { before?: number | null; unreadOnly?: boolean; reason?: NotificationReason; limit?: number };

/** What somebody was told, newest first; with the id from which the next page follows. */
export async function listNotifications(
	db: Reader,
	userId: number,
	{ before, unreadOnly = false, reason, limit = 50 }: Picked
) {
	const { id, title, href, createdAt, readAt } = notifications;
	const rows = await db
		.select({ id, reason: notifications.reason, who: users.name, title, href, createdAt, readAt })
		.from(notifications)
		.leftJoin(users, eq(users.id, notifications.actorId))
		.where(
			and(
				eq(notifications.userId, userId),
				before ? lt(id, before) : undefined,
				unreadOnly ? isNull(readAt) : undefined,
				reason ? eq(notifications.reason, reason) : undefined
			)
		)
		.orderBy(desc(id))
		.limit(limit + 1);
	const page = rows.slice(0, limit);
	return { notifications: page, nextBefore: rows.length > limit ? page.at(-1)!.id : null };
}

/** More are not counted. */
export const mostUnread = 100;

/** How many notifications somebody has not read, of all reasons or of one; at most `mostUnread`. */
export async function countUnread(db: Reader, userId: number, reason?: NotificationReason): Promise<number> {
	const unread = db
		.select({ one: sql`1` })
		.from(notifications)
		.where(
			and(
				eq(notifications.userId, userId),
				isNull(notifications.readAt),
				reason ? eq(notifications.reason, reason) : undefined
			)
		)
		.limit(mostUnread)
		.as('unread');
	const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(unread);
	return row!.n;
}

/** Notes that one of the actor's notifications was read; somebody else's is none of theirs. */
export async function markRead(tx: Transaction, actor: Actor, id: number): Promise<void> {
	await read(tx, actor, id);
}

/** Notes that all of the actor's notifications were read. */
export async function markAllRead(tx: Transaction, actor: Actor): Promise<void> {
	await read(tx, actor);
}

async function read(tx: Transaction, actor: Actor, id?: number): Promise<void> {
	if (actor.scope !== 'write') throw new NotAllowed('This token may only read.');
	const { userId, readAt } = notifications;
	const rows = await tx
		.update(notifications)
		.set({ readAt: new Date() })
		.where(and(eq(userId, actor.id), isNull(readAt), id ? eq(notifications.id, id) : undefined))
		.returning({ id: notifications.id });
	if (rows.length > 0) await notify(tx, 'notifications', actor.id);
}
