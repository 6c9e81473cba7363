import { and, asc, eq, isNotNull } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openDatabase } from '#lib/server/database.ts';
import { mailer, MailFailure, type Send } from '#lib/server/mailer.ts';
import type { Mailing } from '#lib/users/notification.ts';
import { mailDigest, mailNext, Undelivered } from '#lib/users/outbox.server.ts';
import { sendMail } from '#lib/users/postman.server.ts';
import { notifications, users } from '#lib/users/table.server.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import { smtpServer, type SmtpServer } from '../smtp-server.ts';

const { db, url } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const ben = await makeActor(db, 'analyst', 'ben');
const origin = 'https://stocktake.example.org';
const now = new Date('2026-03-10T09:00:00Z');

let smtp: SmtpServer;
let send: Send;
beforeEach(async () => {
	await db.delete(notifications);
	await db.update(users).set({ mailing: 'each', digestOn: null, deactivatedAt: null });
	smtp = await smtpServer();
	send = mailer({ smtpUrl: smtp.url, from: 'Stocktake <stocktake@example.org>', origin });
});
afterEach(() => smtp.close());

const tell = async (title: string, createdAt = '2026-03-10T08:59:00Z', userId = ana.id, readAt?: Date) => {
	const [row] = await db
		.insert(notifications)
		.values({
			userId,
			reason: 'mention',
			actorId: ben.id,
			title,
			href: '/developments/5?view=discussion#comment-12',
			createdAt: new Date(createdAt),
			readAt
		})
		.returning({ id: notifications.id });
	return row!.id;
};
const wants = (mailing: Mailing) => db.update(users).set({ mailing }).where(eq(users.id, ana.id));
const outbox = (at = now) => ({ send, origin, now: at });
const next = (at = now) => mailNext(db, outbox(at));
const digest = (at = now) => mailDigest(db, outbox(at));
const subjects = () => smtp.taken.map(({ data }) => /^Subject: (.*)$/m.exec(data)?.[1]);
const mailedTitles = async () => {
	const rows = await db
		.select({ title: notifications.title })
		.from(notifications)
		.where(isNotNull(notifications.mailedAt))
		.orderBy(asc(notifications.id));
	return rows.map(({ title }) => title);
};

describe('a message for each', () => {
	test('goes to the person, says who did what and leads there; then nothing waits', async () => {
		const id = await tell('Summit ends');
		expect(await next()).toBe(true);
		const [mail] = smtp.taken;
		expect(mail).toMatchObject({ from: 'stocktake@example.org', to: ['ana@example.org'] });
		expect(mail!.data).toContain('Subject: ben mentioned you: Summit ends');
		expect(mail!.data).toContain(`Message-ID: <notification-${id}@stocktake.example.org>`);
		expect(mail!.data).toContain('Auto-Submitted: auto-generated');
		expect(mail!.data.replaceAll('=\n', '').replaceAll('=3D', '=')).toContain(
			'https://stocktake.example.org/developments/5?view=discussion#comment-12'
		);
		expect(await next()).toBe(false);
		expect(smtp.taken).toHaveLength(1);
	});

	test('keeps any title to its place: no line of it becomes a header', async () => {
		await tell('Встреча\r\nBcc: evil@example.org');
		await next();
		expect(smtp.taken[0]!.to).toEqual(['ana@example.org']);
		expect(smtp.taken[0]!.data.split('\n\n')[0]).not.toMatch(/^Bcc:/m);
	});

	test.each<[string, () => Promise<unknown>]>([
		['who wants none', () => wants('off')],
		[
			'who was deactivated',
			() => db.update(users).set({ deactivatedAt: new Date() }).where(eq(users.id, ana.id))
		],
		['who wants one a day', () => wants('daily')]
	])('is not for somebody %s', async (_, change) => {
		await tell('Summit ends');
		await change();
		expect(await next()).toBe(false);
	});

	test('is not sent of what was read meanwhile, nor of what is older than two days', async () => {
		await tell('read', undefined, ana.id, now);
		await tell('old', '2026-03-08T08:59:00Z');
		expect(await next()).toBe(false);
	});

	test('waits on where the server does not take it, and is marked only when it does', async () => {
		await tell('Summit ends');
		smtp.answers.message = () => '451 4.3.0 Try again later';
		const failure = next();
		await expect(failure).rejects.toThrow(Undelivered);
		await expect(failure).rejects.toMatchObject({ userId: ana.id, cause: expect.any(MailFailure) });
		expect(await mailedTitles()).toEqual([]);
		delete smtp.answers.message;
		expect(await next()).toBe(true);
		expect(await mailedTitles()).toEqual(['Summit ends']);
	});

	test('is sent once, by however many processes', async () => {
		const other = openDatabase(url, { max: 2 });
		try {
			for (const title of ['one', 'two', 'three', 'four']) await tell(title);
			await Promise.all(
				[db, db, other.db, other.db].map(async (each) => {
					while (await mailNext(each, outbox()));
				})
			);
			expect(subjects().sort()).toEqual(
				['four', 'one', 'three', 'two'].map((title) => `ben mentioned you: ${title}`)
			);
		} finally {
			await other.close();
		}
	});
});

describe('one message a day', () => {
	beforeEach(() => wants('daily'));

	test('tells at the first look of a day what waits from the days before, and the rest the day after', async () => {
		await tell('two days ago', '2026-03-08T12:00:00Z');
		await tell('last evening', '2026-03-09T23:59:00Z');
		await tell('today', '2026-03-10T00:00:00Z');
		expect(await digest()).toBe(true);
		expect(await digest()).toBe(false);
		expect(subjects()).toEqual(['2 notifications in Stocktake']);
		expect(await mailedTitles()).toEqual(['two days ago', 'last evening']);
		expect(await digest(new Date('2026-03-11T00:00:01Z'))).toBe(true);
		expect(subjects()).toHaveLength(2);
		expect(await mailedTitles()).toHaveLength(3);
	});

	test('is one a day, by however many processes', async () => {
		await tell('one', '2026-03-09T12:00:00Z');
		await Promise.all([digest(), digest(), digest()]);
		expect(smtp.taken).toHaveLength(1);
	});

	test('is none where there is nothing to tell', async () => {
		await tell('read', '2026-03-09T12:00:00Z', ana.id, now);
		await tell('a week old', '2026-03-02T12:00:00Z');
		expect(await digest()).toBe(false);
	});
});

describe('while the process runs', () => {
	const pace = { look: 5, leastPause: 5, mostPause: 20, leaveOut: 60_000 };
	const fresh = () => new Date().toISOString();
	const run = async (until: () => boolean | Promise<boolean>) => {
		const stop = new AbortController();
		const running = sendMail(db, { send, origin }, stop.signal, pace);
		await vi.waitFor(async () => expect(await until()).toBe(true), { timeout: 10_000, interval: 10 });
		stop.abort();
		await running;
	};

	test('a server that is away is tried again until it is there, and the log keeps the secrets', async () => {
		const lines: string[] = [];
		const written = vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
			lines.push(String(line));
			return true;
		});
		try {
			await tell('Summit ends', fresh());
			smtp.answers.message = () => (lines.length < 2 ? '421 4.3.2 Shutting down' : undefined);
			await run(() => smtp.taken.length > 0);
		} finally {
			written.mockRestore();
		}
		expect(lines.join('')).toMatch(/warn (the mail server takes nothing|a message was refused)/);
		expect(lines.join('')).not.toMatch(/secret|ana@example|Summit/);
	});

	test('somebody whose address is refused keeps nobody else waiting', async () => {
		const written = vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
		try {
			smtp.answers.recipient = (address) => (address.startsWith('ana') ? '550 5.1.1 Unknown' : undefined);
			await tell('for ana', fresh());
			await tell('for ben', fresh(), ben.id);
			await run(() => smtp.taken.length > 0);
		} finally {
			written.mockRestore();
		}
		expect(smtp.taken.map(({ to }) => to)).toEqual([['ben@example.org']]);
		const [left] = await db
			.select({ mailedAt: notifications.mailedAt })
			.from(notifications)
			.where(and(eq(notifications.userId, ana.id)));
		expect(left).toEqual({ mailedAt: null });
	});
});
