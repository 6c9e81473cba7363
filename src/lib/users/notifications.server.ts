import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import type { NotificationReason } from './notification.ts';
import { notifications } from './table.server.ts';

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
