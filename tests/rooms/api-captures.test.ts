import * as v from 'valibot';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import { findText } from '#lib/developments/kept-text.server.ts';
import { captures } from '#lib/feeds/inbox-table.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { builtServer } from '../built-server.ts';
import { serveFeeds } from '../feed-server.ts';
import { aDevelopment, makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import * as shapes from '../../src/routes/api/capture-shapes.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);
const ana = await makeActor(db, 'analyst', 'ana');
const vic = await makeActor(db, 'viewer', 'vic');
const tokens = new Map<number, string>();
const article = `<html lang="en"><head><title>Summit called off</title><meta property="og:site_name" content="Daily">
	<meta property="article:published_time" content="2026-09-12"></head><body><article><h1>Summit called off</h1>
	<p>${'The chair called the summit off, since three states would not come. '.repeat(8)}</p></article></body></html>`;
const site = await serveFeeds({
	'/article': (_request, response) => void response.setHeader('content-type', 'text/html').end(article),
	'/gone': (_request, response) => void response.writeHead(410).end(),
	'/inwards': (_request, response) =>
		void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end()
});
afterAll(() => site.close());
beforeAll(async () => {
	for (const actor of [ana, vic])
		await inTransaction(db, async (tx) => {
			tokens.set(actor.id, (await createToken(tx, actor, { name: 'test', scope: 'write' })).token);
		});
});

const as = (actor: Actor, path: string, json?: unknown) =>
	ask(`/api/v1${path}`, { token: tokens.get(actor.id), ...(json === undefined ? {} : { json }) });
const capture = (address: string) => as(ana, '/captures', { url: address });

test('a page is captured, read again by members alone, and becomes the text of what is logged from it', async () => {
	const { status, headers, body } = await capture(`${site.origin}/article`);
	expect(status).toBe(201);
	expect(headers.get('location')).toBe(`/api/v1/captures/${body.id}`);
	expect(v.safeParse(shapes.capture, body).issues).toBeUndefined();
	expect(body).toMatchObject({
		title: 'Summit called off',
		publisher: 'Daily',
		publishedOn: '2026-09-12',
		language: 'en',
		source: null,
		developmentId: null,
		capturedBy: 'ana'
	});
	expect((await as(vic, `/captures/${body.id}`)).body).toEqual(body);
	expect((await ask(`/api/v1/captures/${body.id}`)).status).toBe(401);
	expect((await as(vic, '/captures/999999')).status).toBe(404);

	const { id: developmentId } = await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment()));
	const log = { developmentId };
	expect((await as(vic, `/captures/${body.id}/log`, log)).status).toBe(403);
	expect((await as(ana, `/captures/${body.id}/log`, { developmentId: 999_999 })).status).toBe(404);
	expect((await as(ana, `/captures/${body.id}/log`, log)).body).toMatchObject({ developmentId });
	expect(await findText(db, developmentId, ana)).toMatchObject({ origin: 'captured', text: body.text });
	expect((await as(ana, `/captures/${body.id}/log`, log)).status).toBe(409);
});

test('a page that is sent along is read and not fetched', async () => {
	const { status, body } = await as(ana, '/captures', {
		url: `${site.origin}/behind-a-login`,
		html: article
	});
	expect(status).toBe(201);
	expect(body).toMatchObject({ title: 'Summit called off', bodyHash: null });
	expect(site.asked).not.toContain('/behind-a-login');
});

test.each([
	['an address of this machine', 'http://127.0.0.1/', 'off'],
	['the same, written as one number', 'http://2130706433/', 'off'],
	['the network of a cloud', 'http://169.254.169.254/latest/meta-data/', 'on'],
	['a redirect to it', `${site.origin}/inwards`, 'on'],
	['a page that is gone', `${site.origin}/gone`, 'on'],
	['what is no address', 'ftp://files.example/a', 'on']
])('%s is refused in words, and nothing is kept', async (_what, address, inside) => {
	process.env.FETCH_PRIVATE = inside;
	const before = await db.$count(captures);
	const { status, body } = await capture(address);
	process.env.FETCH_PRIVATE = 'on';
	expect(status).toBe(422);
	expect(body.errors).toEqual([{ pointer: '/url', detail: body.detail }]);
	expect(await db.$count(captures)).toBe(before);
});

test('capturing takes an analyst with a token that writes', async () => {
	expect((await as(vic, '/captures', { url: `${site.origin}/article` })).status).toBe(403);
	expect((await ask('/api/v1/captures', { json: { url: `${site.origin}/article` } })).status).toBe(401);
	expect((await as(ana, '/captures', {})).body.errors).toMatchObject([{ pointer: '/url' }]);
});

test('so many captures in a while are enough', async () => {
	const eager = await makeActor(db, 'analyst', 'eager');
	const { token } = await inTransaction(db, (tx) => createToken(tx, eager, { name: 'test', scope: 'write' }));
	const send = () =>
		ask('/api/v1/captures', { token, json: { url: 'https://a.example/', html: '<p>x</p>' } });
	for (let count = 0; count < 60; count++) expect((await send()).status).toBe(201);
	const refused = await send();
	expect(refused.status).toBe(429);
	expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
});
