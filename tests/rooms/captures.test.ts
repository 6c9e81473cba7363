import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sql } from 'drizzle-orm';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import { hostOf } from '#lib/developments/table.server.ts';
import { findText } from '#lib/developments/kept-text.server.ts';
import { NotFound, NotSignedIn } from '#lib/errors.ts';
import { captureSchema } from '#lib/feeds/capture.ts';
import { findPage, keepCapture, useCapture } from '#lib/feeds/capture.server.ts';
import { getCapture, listCapturesOf, listUnusedCaptures, sourceOfPage } from '#lib/feeds/captures.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { aDevelopment, makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'Ana');
const article = `<html lang="en"><head><title>Summit called off</title><meta name="author" content="Ann Author">
	<meta property="og:site_name" content="Daily"><meta property="article:published_time" content="2026-09-12"></head>
	<body><article><h1>Summit called off</h1><script>alert(1)</script><p>${'The chair called the summit off, since three states would not come. '.repeat(8)}</p></article></body></html>`;
const pages: Record<string, [number, string, string]> = {
	'/article': [200, 'text/html', article],
	'/paper.pdf': [200, 'application/pdf', '%PDF-1.7'],
	'/gone': [410, 'text/html', 'gone'],
	'/plain': [200, 'text/plain; charset=utf-8', 'Plain <b>words</b> & more']
};
const server = createServer(({ url = '' }, response) => {
	const [status, type, body] = pages[url] ?? [404, 'text/html', ''];
	response.writeHead(status, { 'content-type': type }).end(body);
});
await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
beforeAll(() => void (process.env.FETCH_PRIVATE = 'on'));
afterAll(() => {
	delete process.env.FETCH_PRIVATE;
	server.close();
});

const find = (url: string, html = '') => findPage(db, ana, v.parse(captureSchema, { url, html }));
const keep = async (url: string) => {
	const page = await find(url);
	return inTransaction(db, (tx) => keepCapture(tx, ana, page));
};
const log = (part: Parameters<typeof aDevelopment>[0]) =>
	inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment(part)));

test('a page is kept with what it says, its words and their hash, and becomes the text of what is logged from it', async () => {
	const { id } = await keep(`${address}/article`);
	const kept = await getCapture(db, id, ana);
	expect(kept).toMatchObject({
		title: 'Summit called off',
		publisher: 'Daily',
		author: 'Author, Ann',
		publishedOn: '2026-09-12',
		language: 'en',
		finalUrl: `${address}/article`,
		developmentId: null,
		capturedBy: 'Ana'
	});
	expect(kept.textHash).toMatch(/^[0-9a-f]{64}$/);
	expect(kept.bodyHash).toMatch(/^[0-9a-f]{64}$/);
	expect(kept.html).not.toContain('script');
	expect((await listUnusedCaptures(db, ana)).map((one) => one.id)).toContain(id);

	const development = await log({ title: 'Summit called off' });
	await inTransaction(db, (tx) => useCapture(tx, ana, id, development.id));
	expect(await findText(db, development.id, ana)).toMatchObject({
		version: 1,
		origin: 'captured',
		text: kept.text
	});
	expect(await listCapturesOf(db, development.id)).toMatchObject([{ id, textHash: kept.textHash }]);

	const another = await log({ title: 'Something else' });
	await inTransaction(db, (tx) => useCapture(tx, ana, id, another.id));
	expect(await listCapturesOf(db, another.id)).toEqual([]);
});

test('what a browser sends is read and not fetched', async () => {
	const page = await find('https://paywalled.example/a', article);
	expect(page).toMatchObject({
		finalUrl: 'https://paywalled.example/a',
		bodyHash: null,
		author: 'Author, Ann'
	});
});

test('plain text is kept as it is', async () => {
	expect((await find(`${address}/plain`)).text).toBe('Plain <b>words</b> & more');
});

describe('what cannot be captured says why', () => {
	test.each([
		['/paper.pdf', /This is a PDF/],
		['/gone', /answered 410: the page is gone/],
		['/nothing', /answered 404: there is no such page/]
	])('%s', async (path, words) => {
		await expect(find(address + path)).rejects.toMatchObject({
			field: 'url',
			message: expect.stringMatching(words)
		});
	});

	test('an address of a cloud’s own network', async () => {
		await expect(find('http://169.254.169.254/latest/meta-data/')).rejects.toMatchObject({ code: 'private' });
	});
});

test('captured pages are for members', async () => {
	const { id } = await keep(`${address}/article`);
	await expect(getCapture(db, id, null)).rejects.toThrow(NotSignedIn);
	await expect(getCapture(db, 999_999, ana)).rejects.toThrow(NotFound);
});

test('the source is found by its name, or by the host of what it reported before', async () => {
	await log({ title: 'One', source: 'Known Daily', sourceUrl: 'https://www.daily.example/1' });
	const of = (publisher: string, finalUrl: string) => sourceOfPage(db, { publisher, finalUrl });
	expect(await of('known daily', 'https://elsewhere.example/')).toBe('Known Daily');
	expect(await of('The Daily', 'https://daily.example/2')).toBe('Known Daily');
	expect(await of('The Daily', 'https://www.daily.example/3')).toBe('Known Daily');
	expect(await of('Other', 'https://other.example/')).toBeUndefined();
	expect(await of('Other', 'https://notdaily.example/')).toBeUndefined();
	expect(await sourceOfPage(db, { publisher: 'Other', finalUrl: null })).toBeUndefined();
});

test('the index finds the developments of a host', async () => {
	const plan = await db.transaction(async (tx) => {
		await tx.execute(sql`set local enable_seqscan = off`);
		return tx.execute<{ 'QUERY PLAN': string }>(sql`explain select d.source_id from developments d
			where ${hostOf(sql`d.source_url`)} = ${hostOf(sql`'https://daily.example/2'`)} and d.hidden_at is null
			order by d.id desc limit 200`);
	});
	const steps = plan.map((row) => row['QUERY PLAN']).join('\n');
	expect(steps).toContain('developments_source_host');
	expect(steps).not.toContain('Sort');
});

test('so many captures in a while are enough', async () => {
	const eager = await makeActor(db, 'analyst', 'Eager');
	const ask = () => findPage(db, eager, { url: 'https://a.example/', html: '<p>x</p>' });
	for (let count = 0; count < 60; count++) await ask();
	await expect(ask()).rejects.toThrow(/Too many tries/);
});
