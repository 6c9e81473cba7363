import { and, count, desc, eq, isNull, lt } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import type { NotificationReason } from './notification.ts';
import { notifications, users } from './table.server.ts';

const unread = (userId: number, reason: NotificationReason) =>
	and(eq(notifications.userId, userId), eq(notifications.reason, reason), isNull(notifications.readAt));

export type Unread = Awaited<ReturnType<typeof listUnread>>[number];

/** What somebody was told for one reason and has not opened, the newest first, before the one of key `before`. */
export function listUnread(
	db: Reader,
	userId: number,
	reason: NotificationReason,
	{ before, limit }: { before?: number | undefined; limit: number }
) {
	return db
		.select({
			id: notifications.id,
			title: notifications.title,
			href: notifications.href,
			by: users.name,
			createdAt: notifications.createdAt
		})
		.from(notifications)
		.leftJoin(users, eq(users.id, notifications.actorId))
		.where(and(unread(userId, reason), before === undefined ? undefined : lt(notifications.id, before)))
		.orderBy(desc(notifications.id))
		.limit(limit);
}

/** How much that is. */
export async function countUnread(db: Reader, userId: number, reason: NotificationReason): Promise<number> {
	const [row] = await db.select({ n: count() }).from(notifications).where(unread(userId, reason));
	return row?.n ?? 0;
}
