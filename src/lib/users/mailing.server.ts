import { eq } from 'drizzle-orm';
import { NotAllowed } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Reader, Transaction } from '../server/database.ts';
import type { Mailing } from './notification.ts';
import { users } from './table.server.ts';
import type { Actor } from './user.ts';

/** How somebody wants to be mailed. */
export async function getMailing(db: Reader, userId: number): Promise<Mailing> {
	const [row] = await db.select({ mailing: users.mailing }).from(users).where(eq(users.id, userId));
	return row?.mailing ?? 'off';
}

/** Changes how the actor wants to be mailed. */
export async function setMailing(
	tx: Transaction,
	actor: Actor,
	{ mailing }: { mailing: Mailing }
): Promise<void> {
	if (actor.scope !== 'write') throw new NotAllowed('This token may only read.');
	const before = await getMailing(tx, actor.id);
	if (before === mailing) return;
	await tx.update(users).set({ mailing }).where(eq(users.id, actor.id));
	await recordChange(tx, {
		entity: 'users',
		entityId: actor.id,
		action: 'setMailing',
		actorId: actor.id,
		before: { mailing: before },
		after: { mailing }
	});
}
