import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { NotAllowed } from '#lib/errors.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { getMailing, setMailing } from '#lib/users/mailing.server.ts';
import {
	countUnread,
	listNotifications,
	markAllRead,
	markRead,
	tell
} from '#lib/users/notifications.server.ts';
import { notifications } from '#lib/users/table.server.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const ben = await makeActor(db, 'analyst', 'ben');

const inTx = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);
const telling = { reason: 'mention', title: 'Summit ends', href: '/developments/5' } as const;
const told = (title: string, to = [ana.id]) =>
	inTx((tx) => tell(tx, to, { ...telling, title, actorId: ben.id }));
const titles = async (options = {}) => {
	const page = await listNotifications(db, ana.id, options);
	return page.notifications.map(({ title }) => title);
};

beforeEach(async () => {
	await db.delete(notifications);
});

describe('notifications', () => {
	test('stand newest first with who caused them, page by page', async () => {
		for (const title of ['one', 'two', 'three']) await told(title);
		const first = await listNotifications(db, ana.id, { limit: 2 });
		expect(first.notifications.map(({ title, who }) => [title, who])).toEqual([
			['three', 'ben'],
			['two', 'ben']
		]);
		expect(await titles({ limit: 2, before: first.nextBefore })).toEqual(['one']);
		expect((await listNotifications(db, ana.id, { limit: 3 })).nextBefore).toBeNull();
	});

	test('are one’s own: nobody reads or marks another’s, and nobody is told of their own deed', async () => {
		await told('for ana and ben', [ana.id, ben.id]);
		expect((await listNotifications(db, ben.id, {})).notifications).toEqual([]);
		const [{ id } = { id: 0 }] = (await listNotifications(db, ana.id, {})).notifications;
		await inTx((tx) => markRead(tx, ben, id));
		expect(await countUnread(db, ana.id)).toBe(1);
		await inTx((tx) => markRead(tx, ana, id));
		expect(await countUnread(db, ana.id)).toBe(0);
	});

	test('are counted while unread, to a hundred, and marked all at once', async () => {
		await db
			.insert(notifications)
			.values(Array.from({ length: 130 }, () => ({ ...telling, userId: ana.id })));
		expect(await countUnread(db, ana.id)).toBe(100);
		await inTx((tx) => markAllRead(tx, ana));
		expect(await countUnread(db, ana.id)).toBe(0);
		await told('new');
		expect(await titles({ unreadOnly: true })).toEqual(['new']);
	});

	test('lead to a page of this site and nowhere else', async () => {
		for (const href of ['//evil.example', 'https://evil.example', 'developments'])
			await expect(inTx((tx) => tell(tx, [ana.id], { ...telling, href, actorId: null }))).rejects.toThrow();
	});

	test('are marked by no token that only reads', async () => {
		const reading = { ...ana, scope: 'read' as const };
		await expect(inTx((tx) => markAllRead(tx, reading))).rejects.toThrow(NotAllowed);
		await expect(inTx((tx) => setMailing(tx, reading, { mailing: 'off' }))).rejects.toThrow(NotAllowed);
	});
});

test('how somebody is mailed is theirs to change, and stands in history', async () => {
	expect(await getMailing(db, ana.id)).toBe('each');
	await inTx((tx) => setMailing(tx, ana, { mailing: 'daily' }));
	expect(await getMailing(db, ana.id)).toBe('daily');
	const [change] = await db.execute(
		sql`select action, before, after from changes where entity = 'users' and entity_id = ${ana.id}`
	);
	expect(change).toEqual({
		action: 'setMailing',
		before: { mailing: 'each' },
		after: { mailing: 'daily' }
	});
});
