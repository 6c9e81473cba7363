import { and, asc, eq, gt, like, lte, ne, sql } from 'drizzle-orm';
import { inTransaction, type Database, type Reader, type Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { presences, users } from './table.server.ts';

/** A browser tab that has a record open. */
export type Presence = { tab: string; userId: number; place: string };

/** `development:12`, the record that is open. */
export const placePattern = /^[a-z]+:[1-9]\d{0,14}$/;
const kindPattern = /^[a-z]+$/;

/** Without a sign of life for so long, somebody counts as gone: their copy of Stocktake or their line broke. */
const faded = sql`now() - interval '1 minute'`;

/** Somebody opened a record; the others who have it open are told, unless the person had it open already. */
export async function arrive(db: Database, presence: Presence): Promise<void> {
	await inTransaction(db, async (tx) => {
		await tx.delete(presences).where(lte(presences.seenAt, faded));
		const isNew = !(await isThere(tx, presence));
		await tx.insert(presences).values(presence);
		if (isNew) await announce(tx, presence);
	});
}

/** Says that the record is still open. */
export async function stay(db: Reader, presence: Presence): Promise<void> {
	await db
		.insert(presences)
		.values(presence)
		.onConflictDoUpdate({ target: presences.tab, set: { seenAt: sql`now()` } });
}

/** The tab is closed or shows something else; told unless the person has the record open in another. */
export async function leave(db: Database, presence: Presence): Promise<void> {
	await inTransaction(db, async (tx) => {
		await tx.delete(presences).where(eq(presences.tab, presence.tab));
		if (!(await isThere(tx, presence))) await announce(tx, presence);
	});
}

/** Who else has the record open now, by name. */
export async function listPresent(
	db: Reader,
	place: string,
	exceptId: number
): Promise<{ id: number; name: string }[]> {
	return db
		.selectDistinct({ id: users.id, name: users.name })
		.from(presences)
		.innerJoin(users, eq(users.id, presences.userId))
		.where(and(eq(presences.place, place), gt(presences.seenAt, faded), ne(users.id, exceptId)))
		.orderBy(asc(users.name), asc(users.id));
}

/** Most readers of whom a list says what they have open. */
const mostInList = 200;

/** Who else has a record of this kind open now, and which: of `inbox`, who reads which item. */
export async function listPresentAmong(
	db: Reader,
	kind: string,
	exceptId: number
): Promise<{ place: string; id: number; name: string }[]> {
	if (!kindPattern.test(kind)) return [];
	return db
		.selectDistinct({ place: presences.place, id: users.id, name: users.name })
		.from(presences)
		.innerJoin(users, eq(users.id, presences.userId))
		.where(and(like(presences.place, `${kind}:%`), gt(presences.seenAt, faded), ne(users.id, exceptId)))
		.orderBy(asc(users.name), asc(users.id), asc(presences.place))
		.limit(mostInList);
}

async function isThere(tx: Transaction, { place, userId }: Presence): Promise<boolean> {
	const [row] = await tx
		.select({ tab: presences.tab })
		.from(presences)
		.where(and(eq(presences.place, place), eq(presences.userId, userId), gt(presences.seenAt, faded)))
		.limit(1);
	return row !== undefined;
}

const announce = (tx: Transaction, { place }: Presence) =>
	notify(tx, 'presence', Number(place.split(':')[1]));
