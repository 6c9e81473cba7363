import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import type { Notice } from '#lib/notice.ts';
import { inTransaction } from '#lib/server/database.ts';
import { notify, subscribe } from '#lib/server/notifications.ts';
import { deactivateUser } from '#lib/users/commands.server.ts';
import { arrive, leave, listPresent, listPresentAmong, stay } from '#lib/users/presence.server.ts';
import { endSession, sessionCookie, startSession } from '#lib/users/session.server.ts';
import { builtServer } from '../built-server.ts';
import { aDevelopment, makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db, url } = await roomDatabase();
const { address } = await builtServer(url);
const ana = await makeActor(db, 'analyst', 'Ana');
const ben = await makeActor(db, 'analyst', 'Ben');
const admin = await makeActor(db, 'admin', 'Ada');

/** What was told, and the way to wait for the next. */
function listening(since?: number) {
	const told: Notice[] = [];
	const waiting: (() => void)[] = [];
	const stop = subscribe(
		url,
		(notice) => {
			told.push(notice);
			waiting.splice(0).forEach((wake) => wake());
		},
		since
	);
	const until = async (topic: string, id: number): Promise<void> => {
		while (!told.some((notice) => notice.topic === topic && notice.id === id))
			await new Promise<void>((wake) => waiting.push(wake));
	};
	/** Asks again after each notice, until the answer is the one waited for. */
	const untilThat = async (holds: () => Promise<boolean>): Promise<void> => {
		for (;;) {
			const heard = told.length;
			if (await holds()) return;
			if (told.length === heard) await new Promise<void>((wake) => waiting.push(wake));
		}
	};
	return { told, until, untilThat, stop };
}

const say = (topic: string, id: number) => inTransaction(db, (tx) => notify(tx, topic, id));

describe('a change', () => {
	test('is told once it is kept, and not where it is taken back', async () => {
		const { told, until, stop } = listening();
		await until('resync', 0);
		await inTransaction(db, async (tx) => {
			await notify(tx, 'evidence', 1);
			throw new Error('Undo.');
		}).catch(() => 'undone');
		await say('evidence', 2);
		await until('evidence', 2);
		expect(told).not.toContainEqual({ topic: 'evidence', id: 1 });
		stop();
	});

	test('of a moment ago is told to who begins to listen now', async () => {
		const first = listening();
		const before = Date.now();
		await say('evidence', 3);
		await first.until('evidence', 3);
		first.stop();
		const { told, stop } = listening(before);
		expect(told).toContainEqual({ topic: 'evidence', id: 3 });
		stop();
	});

	test('before anybody listened may have been missed', () => {
		const { told, stop } = listening(Date.now() - 3_600_000);
		expect(told).toEqual([{ topic: 'resync', id: 0 }]);
		stop();
	});
});

describe('who has a development open', () => {
	const place = 'development:7';
	const here = { tab: 'tab of Ana', userId: ana.id, place };
	const there = { tab: 'tab of Ben', userId: ben.id, place };
	const namesFor = async (actor: { id: number }) =>
		(await listPresent(db, place, actor.id)).map(({ name }) => name);
	afterEach(() => db.execute(sql`delete from presences`));

	test('is seen by the others, at that place alone', async () => {
		await arrive(db, here);
		await arrive(db, there);
		expect(await namesFor(ana)).toEqual(['Ben']);
		expect(await namesFor(ben)).toEqual(['Ana']);
		expect(await listPresent(db, 'development:8', ben.id)).toEqual([]);
	});

	test('is said of all records of a kind at once, to a list of them', async () => {
		const items = ['inbox:1', 'inbox:2'].map((at) => ({ tab: `tab at ${at}`, userId: ana.id, place: at }));
		for (const presence of [...items, { ...items[0]!, tab: 'another' }, there]) await arrive(db, presence);
		const seenBy = async (actor: { id: number }) =>
			(await listPresentAmong(db, 'inbox', actor.id)).map(({ place, name }) => `${name} at ${place}`);
		expect(await seenBy(ben)).toEqual(['Ana at inbox:1', 'Ana at inbox:2']);
		expect(await seenBy(ana)).toEqual([]);
		expect(await listPresentAmong(db, '%', admin.id)).toEqual([]);
		await db.execute(
			sql`update presences set seen_at = now() - interval '61 seconds' where place = 'inbox:1'`
		);
		expect(await seenBy(ben)).toEqual(['Ana at inbox:2']);
	});

	test('counts once, with however many tabs, and until the last is closed', async () => {
		await arrive(db, here);
		await arrive(db, { ...here, tab: 'another' });
		expect(await namesFor(ben)).toEqual(['Ana']);
		await leave(db, here);
		expect(await namesFor(ben)).toEqual(['Ana']);
		await leave(db, { ...here, tab: 'another' });
		expect(await namesFor(ben)).toEqual([]);
	});

	test('is told when somebody comes and when somebody goes, and not for a second tab', async () => {
		const { told, until, stop } = listening();
		const elsewhere = { ...here, place: 'development:8' };
		await arrive(db, elsewhere);
		await arrive(db, { ...elsewhere, tab: 'another' });
		await leave(db, elsewhere);
		await leave(db, { ...elsewhere, tab: 'another' });
		await say('end', 1);
		await until('end', 1);
		expect(told.filter(({ topic, id }) => topic === 'presence' && id === 8)).toEqual([
			{ topic: 'presence', id: 8 },
			{ topic: 'presence', id: 8 }
		]);
		stop();
	});

	test('fades after a minute without a sign of life, and comes back with one', async () => {
		await arrive(db, here);
		await db.execute(sql`update presences set seen_at = now() - interval '61 seconds'`);
		expect(await namesFor(ben)).toEqual([]);
		await stay(db, here);
		expect(await namesFor(ben)).toEqual(['Ana']);
		await db.execute(sql`update presences set seen_at = now() - interval '61 seconds'`);
		await arrive(db, there);
		expect(await db.execute(sql`select tab from presences`)).toHaveLength(1);
	});
});

describe('the stream of changes', () => {
	async function open(sessionId: string, query = '') {
		const response = await fetch(`${address}/live${query}`, {
			headers: { cookie: `${sessionCookie}=${sessionId}` }
		});
		const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
		let text = '';
		/** All that came, once it holds `wanted` or the stream has ended. */
		const until = async (wanted: string): Promise<string> => {
			while (!text.includes(wanted)) {
				const { done, value } = await reader.read();
				if (done) return `${text}[end]`;
				text += value;
			}
			return text;
		};
		return { status: response.status, until, close: () => reader.cancel() };
	}

	test('is for members', async () => {
		expect((await fetch(`${address}/live`)).status).toBe(401);
	});

	test('names what changed and says nothing of it', async () => {
		const session = await startSession(db, ana.id);
		const { until, close } = await open(session.id);
		const { id } = await inTransaction(db, (tx) =>
			recordDevelopment(tx, ben, aDevelopment({ title: 'Secret until loaded' }))
		);
		const text = await until(`{"topic":"development","id":${id}}`);
		expect(text).not.toContain('Secret');
		await close();
	});

	test('shows who has the record open while it is, and not for long after', async () => {
		const session = await startSession(db, ana.id);
		const { until, close } = await open(session.id, '?place=development:9');
		await until('{"topic":"presence","id":9}');
		expect(await listPresent(db, 'development:9', ben.id)).toEqual([{ id: ana.id, name: 'Ana' }]);
		const others = listening();
		await close();
		await others.untilThat(async () => (await listPresent(db, 'development:9', ben.id)).length === 0);
		others.stop();
	});

	test('says to members, and to nobody else, who has a record open', async () => {
		const session = await startSession(db, ana.id);
		await arrive(db, { tab: 'tab of Ben', userId: ben.id, place: 'development:10' });
		const ask = (cookie: string) =>
			fetch(`${address}/live/present?place=development:10`, { headers: { cookie } });
		expect(await (await ask(`${sessionCookie}=${session.id}`)).json()).toEqual([{ id: ben.id, name: 'Ben' }]);
		expect((await ask('')).status).toBe(401);
		const among = (cookie: string) =>
			fetch(`${address}/live/present?among=development`, { headers: { cookie } });
		expect(await (await among(`${sessionCookie}=${session.id}`)).json()).toEqual([
			{ place: 'development:10', id: ben.id, name: 'Ben' }
		]);
		expect((await among('')).status).toBe(401);
	});

	test('takes no place that is none', async () => {
		const session = await startSession(db, ana.id);
		const { until, close } = await open(session.id, "?place=development:1'%20or%20true");
		await until('retry');
		expect(await db.execute(sql`select 1 from presences where user_id = ${ana.id}`)).toEqual([]);
		await close();
	});

	test('ends at once for somebody who is deactivated or signed out everywhere', async () => {
		const session = await startSession(db, ben.id);
		const { until } = await open(session.id);
		await until('retry');
		await db.execute(sql`update users set password_hash = 'set' where id = ${admin.id}`);
		await inTransaction(db, (tx) => deactivateUser(tx, admin, { userId: ben.id }));
		expect(await until('never')).toMatch(/\[end\]$/);
	});

	test('is closed to a session that is over', async () => {
		const session = await startSession(db, ana.id);
		await endSession(db, session.id);
		expect((await open(session.id)).status).toBe(401);
	});
});
