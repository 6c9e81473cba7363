import { gzipSync } from 'node:zlib';
import { desc, eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { claimDue } from '#lib/feeds/claim.server.ts';
import { inboxItems } from '#lib/feeds/inbox-table.server.ts';
import { poll } from '#lib/feeds/poll.server.ts';
import { dropOldPolls, pollFeeds } from '#lib/feeds/poller.server.ts';
import { feedPolls, feeds } from '#lib/feeds/table.server.ts';
import { openDatabase } from '#lib/server/database.ts';
import { changes } from '#lib/server/table.server.ts';
import { rssOf, serveFeeds, type FeedServer, type Served } from '../feed-server.ts';
import { roomDatabase } from '../postgres.ts';

const { db, url } = await roomDatabase();
const never = new AbortController().signal;
let server: FeedServer;
beforeAll(async () => {
	process.env.FETCH_PRIVATE = 'on';
	server = await serveFeeds({});
});
afterAll(async () => {
	delete process.env.FETCH_PRIVATE;
	await server.close();
});

let made = 0;
async function makeFeed(served: Served | undefined, changed: Partial<typeof feeds.$inferInsert> = {}) {
	const path = `/${++made}`;
	if (served !== undefined) server.paths.set(path, served);
	const [row] = await db
		.insert(feeds)
		.values({
			title: `Feed ${made}`,
			url: server.origin + path,
			isOn: true,
			startedAt: new Date(),
			...changed
		})
		.returning({ id: feeds.id });
	return { id: row!.id, path };
}
/** Polls that feed alone, as soon as it is due. */
async function pollOnce(id: number) {
	await db.update(feeds).set({ nextPollAt: new Date(Date.now() + 3_600_000) });
	await db
		.update(feeds)
		.set({ nextPollAt: new Date(Date.now() - 60_000) })
		.where(eq(feeds.id, id));
	const [claimed] = await claimDue(db, 1);
	expect(claimed?.id).toBe(id);
	await poll(db, claimed!, never);
	const [feed] = await db.select().from(feeds).where(eq(feeds.id, id));
	const [record] = await db
		.select()
		.from(feedPolls)
		.where(eq(feedPolls.feedId, id))
		.orderBy(desc(feedPolls.id))
		.limit(1);
	return { feed: feed!, record: record! };
}
const titlesOf = async (id: number) =>
	(
		await db
			.select({ title: inboxItems.title })
			.from(inboxItems)
			.where(eq(inboxItems.feedId, id))
			.orderBy(inboxItems.id)
	).map(({ title }) => title);
const minutesAhead = (moment: Date) => (moment.getTime() - Date.now()) / 60_000;

test('a poll brings the items, and says when it comes again', async () => {
	const { id } = await makeFeed(rssOf('First A', 'First B'));
	const { feed, record } = await pollOnce(id);
	expect(record).toMatchObject({ outcome: 'new', status: 200, entries: 2, newItems: 2, fault: null });
	expect(feed).toMatchObject({
		format: 'rss',
		siteUrl: 'https://news.example/',
		failures: 0,
		lastFault: null,
		heldUntil: null
	});
	expect(feed.lastItemAt).toEqual(feed.lastSucceededAt);
	expect(minutesAhead(feed.nextPollAt)).toBeGreaterThan(50);
	expect(minutesAhead(feed.nextPollAt)).toBeLessThan(70);
	expect(await titlesOf(id)).toEqual(['First A', 'First B']);
});

test('a feed that did not change is not read again', async () => {
	const etags: (string | undefined)[] = [];
	const { id } = await makeFeed((request, response) => {
		etags.push(request.headers['if-none-match']);
		if (request.headers['if-none-match'] === '"v1"') return void response.writeHead(304).end();
		response
			.writeHead(200, { etag: '"v1"', 'last-modified': 'Sun, 01 Mar 2026 12:00:00 GMT' })
			.end(rssOf('Etag A'));
	});
	await pollOnce(id);
	const { record, feed } = await pollOnce(id);
	expect(etags).toEqual([undefined, '"v1"']);
	expect(record).toMatchObject({ outcome: 'unchanged', status: 304, bytes: 0, newItems: 0 });
	expect(feed.etag).toBe('"v1"');
});

test('a feed that fails is asked less and less often, and as before when it answers again', async () => {
	const { id, path } = await makeFeed(undefined, { intervalMinutes: 60 });
	const waits: number[] = [];
	for (let turn = 0; turn < 3; turn++) waits.push(minutesAhead((await pollOnce(id)).feed.nextPollAt));
	expect(waits.map((wait, at) => Math.round(wait / 60 / 2 ** at))).toEqual([1, 1, 1]);
	server.paths.set(path, rssOf('Back A'));
	const { feed, record } = await pollOnce(id);
	expect(record.outcome).toBe('new');
	expect(feed).toMatchObject({ failures: 0, lastFault: null });
});

test.each([
	['a number', '7200'],
	['a date', new Date(Date.now() + 7_200_000).toUTCString()]
])('a server that asks to wait, by %s, is left alone', async (_, header) => {
	const { id } = await makeFeed((_request, response) =>
		response.writeHead(429, { 'retry-after': header }).end()
	);
	const { feed } = await pollOnce(id);
	expect(minutesAhead(feed.nextPollAt)).toBeGreaterThan(115);
	expect(feed.lastFault).toContain('asked too often');
});

test('a feed that is gone for good is turned off when that was said three times', async () => {
	const { id } = await makeFeed((_request, response) => response.writeHead(410).end());
	expect((await pollOnce(id)).feed).toMatchObject({ isOn: true, failures: 1 });
	await pollOnce(id);
	const { feed } = await pollOnce(id);
	expect(feed).toMatchObject({ isOn: false, failures: 3 });
	expect(feed.lastFault).toContain('gone for good');
	expect(await db.select().from(changes).where(eq(changes.action, 'stopFeed'))).toMatchObject([
		{ entityId: id, actorId: null }
	]);
});

test('a feed that has moved for good is followed, one that is away for a while is not', async () => {
	server.paths.set('/new-home', rssOf('Moved A'));
	const redirect =
		(status: number, to: string): Served =>
		(_request, response) =>
			response.writeHead(status, { location: to }).end();
	const moved = await makeFeed(redirect(301, '/new-home'));
	const { feed, record } = await pollOnce(moved.id);
	expect(feed.url).toBe(`${server.origin}/new-home`);
	expect(record.fault).toContain('moved for good');
	expect(await db.select().from(changes).where(eq(changes.action, 'moveFeed'))).toMatchObject([
		{ entityId: moved.id }
	]);
	const away = await makeFeed(redirect(302, '/new-home'));
	expect((await pollOnce(away.id)).feed.url).toBe(server.origin + away.path);
	const taken = await makeFeed(redirect(308, '/new-home'));
	const third = await pollOnce(taken.id);
	expect(third.feed.url).toBe(server.origin + taken.path);
	expect(third.record.fault).toContain('which is the feed “Feed');
});

const nested = Array.from({ length: 20 }, (_, at) => `<!ENTITY e${at + 1} "${`&e${at};`.repeat(10)}">`).join(
	''
);
const large = Buffer.alloc(1024 * 1024, ' ');
test.each<[string, Served, Record<string, unknown>, RegExp | null, string[]]>([
	[
		'entities one inside another',
		`<!DOCTYPE rss [<!ENTITY e0 "ha">${nested}]>${rssOf('Bomb &e20; A').replace(/^<\?xml[^>]*>/, '')}`,
		{ outcome: 'partial', newItems: 1 },
		/declares entities/,
		['Bomb &e20; A']
	],
	[
		'a body of 50 MB',
		(_request, response) => {
			response.writeHead(200);
			for (let part = 0; part < 50; part++) response.write(large);
			response.end();
		},
		{ outcome: 'failed' },
		/larger than|more than|at most/i,
		[]
	],
	[
		'a body that is said to have 50 MB',
		(_request, response) =>
			response.writeHead(200, { 'content-length': String(50 * 1024 * 1024) }).write('<rss'),
		{ outcome: 'failed' },
		/larger than|more than|at most/i,
		[]
	],
	[
		'a body that unpacks to 40 MB',
		(_request, response) =>
			response
				.writeHead(200, { 'content-encoding': 'gzip' })
				.end(gzipSync(Buffer.alloc(40 * 1024 * 1024, ' '))),
		{ outcome: 'failed' },
		/larger than|more than|at most/i,
		[]
	],
	[
		'the wrong encoding',
		(_request, response) =>
			response
				.writeHead(200, { 'content-type': 'text/xml; charset=utf-8' })
				.end(
					Buffer.from(
						[...rssOf('Q').replace('>Q<', '>\u0421\u043E\u0432\u0435\u0442<')].map((letter) =>
							letter.codePointAt(0)! > 255 ? letter.codePointAt(0)! - 0x350 : letter.codePointAt(0)!
						)
					)
				),
		{ outcome: 'partial', newItems: 1 },
		/read as windows-1251/,
		['Совет']
	],
	[
		'redirects in a circle',
		(request, response) => response.writeHead(302, { location: request.url! }).end(),
		{ outcome: 'failed', status: null },
		/circle/,
		[]
	],
	[
		'a date in the future',
		rssOf('Future A').replace('</item>', '<pubDate>Fri, 01 Jan 2038 00:00:00 GMT</pubDate></item>'),
		{ outcome: 'partial', newItems: 1 },
		/future/,
		['Future A']
	],
	[
		'script in a title',
		rssOf('Script &lt;script&gt;alert(1)&lt;/script&gt;A'),
		{ outcome: 'new' },
		null,
		['Script A']
	],
	[
		'a page of its site',
		'<!doctype html><title>Not here</title>',
		{ outcome: 'failed', status: 200 },
		/web page/,
		[]
	],
	[
		'an error',
		(_request, response) => response.writeHead(500).end(),
		{ outcome: 'failed', status: 500 },
		/trouble/,
		[]
	],
	[
		'nothing, and hangs up',
		(request) => request.socket.destroy(),
		{ outcome: 'failed', status: null },
		/reached|broke off/,
		[]
	]
])(
	'%s is refused or cleaned, with a record of it, and the next poll goes on',
	async (_, served, outcome, fault, titles) => {
		const { id, path } = await makeFeed(served);
		const { record } = await pollOnce(id);
		expect(record).toMatchObject(outcome);
		if (fault) expect(record.fault).toMatch(fault);
		else expect(record.fault).toBeNull();
		expect(await titlesOf(id)).toEqual(titles);
		server.paths.set(path, rssOf(`Well again ${id}`));
		expect((await pollOnce(id)).record.outcome).toBe('new');
	}
);

test('an address behind the firewall is refused where that is not allowed, and it is on record', async () => {
	delete process.env.FETCH_PRIVATE;
	try {
		const asked = server.asked.length;
		for (const address of [
			server.origin,
			'http://169.254.169.254/latest',
			'http://[::1]/',
			'http://2130706433/',
			'http://0177.0.0.1/'
		]) {
			const { id } = await makeFeed(undefined, { url: `${address}?${++made}` });
			const { record, feed } = await pollOnce(id);
			expect(record).toMatchObject({ outcome: 'failed', status: null, bytes: 0 });
			expect(feed.lastFault).not.toBeNull();
		}
		expect(server.asked).toHaveLength(asked);
	} finally {
		process.env.FETCH_PRIVATE = 'on';
	}
});

test('two copies on one database poll each feed once, and one host never twice at a time', async () => {
	await db.update(feeds).set({ isOn: false });
	const servers = await Promise.all([serveFeeds({}), serveFeeds({}), serveFeeds({})]);
	let atOnce = 0;
	let mostAtOnce = 0;
	const paths: string[] = [];
	for (const [at, one] of servers.entries())
		for (let feed = 0; feed < 8; feed++) {
			const path = `/${at}-${feed}`;
			paths.push(path);
			one.paths.set(path, (_request, response) => {
				if (at === 0) mostAtOnce = Math.max(mostAtOnce, ++atOnce);
				setTimeout(() => {
					if (at === 0) atOnce--;
					response.end(rssOf(`Shared ${feed}`, `Own ${path}`));
				}, 10);
			});
			await db.insert(feeds).values({ title: path, url: one.origin + path, isOn: true });
		}
	const stop = new AbortController();
	const pools = [openDatabase(url, { max: 3 }), openDatabase(url, { max: 3 })];
	const loops = pools.map(({ db: own }) => pollFeeds(own, stop.signal, { look: 20, parallel: 4 }));
	await expect
		.poll(
			async () =>
				(
					await db
						.select()
						.from(feedPolls)
						.innerJoin(feeds, eq(feeds.id, feedPolls.feedId))
						.where(eq(feeds.isOn, true))
				).length,
			{ timeout: 25_000 }
		)
		.toBe(24);
	stop.abort();
	await Promise.all(loops);
	await Promise.all(pools.map(({ close }) => close()));
	expect(servers.flatMap(({ asked }) => asked).sort()).toEqual(paths.sort());
	expect(mostAtOnce).toBe(1);
	const rows = await db.select({ title: inboxItems.title }).from(inboxItems);
	const shared = rows.filter(({ title }) => title.startsWith('Shared'));
	expect(shared).toHaveLength(8);
	await Promise.all(servers.map(({ close }) => close()));
});

test('a feed that a dead copy held is taken up when its time has run out, and not before', async () => {
	await db.update(feeds).set({ isOn: false });
	const { id } = await makeFeed(rssOf('Dead A'), {
		nextPollAt: new Date(0),
		heldUntil: new Date(Date.now() + 60_000)
	});
	expect(await claimDue(db, 5)).toEqual([]);
	await db
		.update(feeds)
		.set({ heldUntil: new Date(Date.now() - 1_000) })
		.where(eq(feeds.id, id));
	expect((await claimDue(db, 5)).map((feed) => feed.id)).toEqual([id]);
	expect(await claimDue(db, 5)).toEqual([]);
});

test('a copy that stops lets go of what it was polling', async () => {
	await db.update(feeds).set({ isOn: false, heldUntil: null });
	let isAsked = () => {};
	const asked = new Promise<void>((resolve) => (isAsked = resolve));
	const { id } = await makeFeed(() => isAsked(), { nextPollAt: new Date(0) });
	const stop = new AbortController();
	const loop = pollFeeds(db, stop.signal, { look: 20 });
	await asked;
	stop.abort();
	await loop;
	const [feed] = await db.select().from(feeds).where(eq(feeds.id, id));
	expect(feed).toMatchObject({ heldUntil: null, failures: 0, nextPollAt: new Date(0) });
	expect(await db.select().from(feedPolls).where(eq(feedPolls.feedId, id))).toEqual([]);
});

test('feeds that are off or hidden are not polled', async () => {
	await makeFeed(rssOf('Off'), { isOn: false, nextPollAt: new Date(0) });
	await makeFeed(rssOf('Hidden'), { hiddenAt: new Date(), nextPollAt: new Date(0) });
	await db.update(feeds).set({ heldUntil: null });
	const claimed = await claimDue(db, 50);
	expect(claimed.map(({ title }) => title)).not.toContain(`Feed ${made}`);
	expect(claimed.map(({ title }) => title)).not.toContain(`Feed ${made - 1}`);
});

test('the record of a poll is kept for ninety days', async () => {
	const { id } = await makeFeed(undefined);
	const ago = (days: number) => new Date(Date.now() - days * 86_400_000);
	await db.insert(feedPolls).values(
		[91, 89].map((days) => ({
			feedId: id,
			startedAt: ago(days),
			finishedAt: ago(days),
			outcome: 'new' as const
		}))
	);
	await dropOldPolls(db);
	expect(await db.select().from(feedPolls).where(eq(feedPolls.feedId, id))).toHaveLength(1);
});
