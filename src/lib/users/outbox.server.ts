import { and, asc, eq, inArray, isNull, lt, notInArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { inTransaction, type Database, type Transaction } from '../server/database.ts';
import type { Send } from '../server/mailer.ts';
import { digestOf, letterOf, type Letter } from './letter.ts';
import type { Mailing } from './notification.ts';
import { notifications, users } from './table.server.ts';

/** What is older, in days, is not sent any more, as after mail was off for long: it stands in the app. */
const freshFor = { each: 2, daily: 7 };
/** A digest tells of no more. */
const mostInDigest = 200;

export type Outbox = {
	send: Send;
	/** The site's address, for links. */
	origin: string;
	now: Date;
	/** People whom the mail server refused lately. */
	except?: readonly number[];
};

/** A message that was not taken, and whom it was for; it waits on. */
export class Undelivered extends Error {
	readonly userId: number;
	constructor(userId: number, cause: unknown) {
		super('A message was not taken.', { cause });
		this.name = 'Undelivered';
		this.userId = userId;
	}
}

/**
 * Sends the oldest notification that waits for somebody who wants each by itself. It is held until the server has taken
 * it, so that no other process sends it as well.
 * @returns whether there was one. @throws Undelivered
 */
export async function mailNext(db: Database, { send, origin, now, except }: Outbox): Promise<boolean> {
	return inTransaction(db, async (tx) => {
		const [found] = await waiting(tx)
			.where(and(isWaiting('each', now), isReachable('each', except)))
			.orderBy(asc(notifications.id))
			.limit(1)
			.for('update', { of: notifications, skipLocked: true });
		if (!found) return false;
		const { userId, email, ...told } = found;
		await deliver(send, userId, email, letterOf(told, origin), `notification-${told.id}`);
		await markMailed(tx, [told.id]);
		return true;
	});
}

/**
 * Sends somebody who wants one message a day what waits from before today (UTC). A person gets at most one a day.
 * @returns whether there was somebody. @throws Undelivered
 */
export async function mailDigest(db: Database, { send, origin, now, except }: Outbox): Promise<boolean> {
	const today = now.toISOString().slice(0, 10);
	return inTransaction(db, async (tx) => {
		const due = and(isWaiting('daily', now), lt(notifications.createdAt, new Date(`${today}T00:00:00Z`)));
		const [person] = await tx
			.select({ id: users.id, email: users.email })
			.from(users)
			.where(
				and(
					isReachable('daily', except),
					sql`coalesce(${users.digestOn} < ${today}, true)`,
					sql`exists (select 1 from ${notifications} where ${notifications.userId} = ${users.id} and ${due})`
				)
			)
			.orderBy(asc(users.id))
			.limit(1)
			.for('no key update', { skipLocked: true });
		if (!person) return false;
		const list = await waiting(tx)
			.where(and(eq(notifications.userId, person.id), due))
			.orderBy(asc(notifications.id))
			.limit(mostInDigest);
		await deliver(send, person.id, person.email, digestOf(list, origin), `digest-${person.id}-${today}`);
		await markMailed(
			tx,
			list.map(({ id }) => id)
		);
		await tx.update(users).set({ digestOn: today }).where(eq(users.id, person.id));
		return true;
	});
}

const actor = alias(users, 'actor');

function waiting(tx: Transaction) {
	const { id, reason, title, href, createdAt, userId } = notifications;
	return tx
		.select({ id, reason, who: actor.name, title, href, createdAt, userId, email: users.email })
		.from(notifications)
		.innerJoin(users, eq(users.id, notifications.userId))
		.leftJoin(actor, eq(actor.id, notifications.actorId))
		.$dynamic();
}

/** Not sent, not read in the app meanwhile, and not too old. Rows come in order of time, so that old ones are not looked at. */
function isWaiting(mailing: keyof typeof freshFor, now: Date) {
	const since = new Date(now.getTime() - freshFor[mailing] * 86_400_000).toISOString();
	return and(
		isNull(notifications.mailedAt),
		isNull(notifications.readAt),
		sql`${notifications.id} > coalesce((select old.id from notifications old
			where old.created_at < ${since}::timestamptz order by old.id desc limit 1), 0)`
	);
}

const isReachable = (mailing: Mailing, except: readonly number[] = []) =>
	and(
		eq(users.mailing, mailing),
		isNull(users.deactivatedAt),
		sql`${users.email} is not null`,
		except.length > 0 ? notInArray(users.id, [...except]) : undefined
	);

async function deliver(send: Send, userId: number, to: string | null, letter: Letter, key: string) {
	if (to === null) return;
	await send({ to, ...letter, key }).catch((error: unknown) => {
		throw new Undelivered(userId, error);
	});
}

async function markMailed(tx: Transaction, ids: readonly number[]): Promise<void> {
	await tx
		.update(notifications)
		.set({ mailedAt: new Date() })
		.where(inArray(notifications.id, [...ids]));
}
