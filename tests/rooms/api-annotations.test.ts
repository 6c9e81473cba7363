import * as v from 'valibot';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import { codeEvidence } from '#lib/evidence/commands.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { builtServer } from '../built-server.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import * as shapes from '../../src/routes/api/annotation-shapes.ts';

const { db, url } = await roomDatabase();
const { ask, address } = await builtServer(url);
const ana = await makeActor(db, 'analyst', 'ana');
const { ids } = await makePublication(db, 'paper', ['A1']);
const tokens: Record<string, string> = {};
const tokenOf = async (actor: Actor) =>
	(await inTransaction(db, (tx) => createToken(tx, actor, { name: 'test', scope: 'write' }))).token;

beforeAll(async () => {
	await db.execute(sql`update site set reading = 'public'`);
	tokens.ana = await tokenOf(ana);
	tokens.ben = await tokenOf(await makeActor(db, 'analyst', 'ben'));
	tokens.eda = await tokenOf(await makeActor(db, 'editor', 'eda'));
	tokens.vic = await tokenOf(await makeActor(db, 'viewer', 'vic'));
});

const article = 'Ministers met in Vienna 😀.\nThe Council adopted the budget. Russia abstained.';
const profile = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"';

const develop = async () => (await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment()))).id;
const put = (id: number, body: string, headers: Record<string, string> = {}, token = tokens.ana) =>
	ask(`/api/v1/developments/${id}/text`, {
		method: 'PUT',
		token,
		body,
		headers: { 'content-type': 'text/plain; charset=utf-8', ...headers }
	});
const withText = async () => {
	const id = await develop();
	expect((await put(id, article)).status).toBe(200);
	return id;
};
const quote = (exact: string) => ({ selector: { type: 'TextQuoteSelector', exact } });
const post = (id: number, json: unknown, token = tokens.ana) =>
	ask(`/api/v1/developments/${id}/annotations`, { token, json });
const list = (id: number, query = '', init: Parameters<typeof ask>[1] = { token: tokens.vic }) =>
	ask(`/api/v1/developments/${id}/annotations${query}`, init);

describe('a kept text', () => {
	test('is sent plain and comes back plain, or as JSON where that is asked for, with its version', async () => {
		const id = await develop();
		expect((await ask(`/api/v1/developments/${id}/text`, { token: tokens.ana })).status).toBe(404);
		const saved = await put(id, 'Re\u0301union\r\na\u0300 Vienne');
		expect(saved.body).toMatchObject({ version: 1, text: 'Réunion\nà Vienne', recordedBy: 'ana' });
		expect(v.safeParse(shapes.keptTextSaved, saved.body).issues).toBeUndefined();
		const plain = await ask(`/api/v1/developments/${id}/text`, { token: tokens.vic });
		expect(plain.headers.get('content-type')).toBe('text/plain; charset=utf-8');
		expect(plain.headers.get('etag')).toBe('"1"');
		expect(plain.body).toBe('Réunion\nà Vienne');
		const json = await ask(`/api/v1/developments/${id}/text`, {
			token: tokens.vic,
			headers: { accept: 'application/json' }
		});
		expect(v.safeParse(shapes.keptText, json.body).issues).toBeUndefined();
	});

	test('names the version that was read, and is not overwritten by who read another', async () => {
		const id = await withText();
		expect((await put(id, 'Two')).status).toBe(428);
		expect((await put(id, 'Two', { 'if-match': '"1"' })).body).toMatchObject({ version: 2 });
		expect((await put(id, 'Three', { 'if-match': '"1"' })).status).toBe(412);
		const json = { text: 'Three', version: 1 };
		const stale = await ask(`/api/v1/developments/${id}/text`, { method: 'PUT', token: tokens.ben, json });
		expect(stale.status).toBe(409);
		expect(stale.body).toMatchObject({ currentVersion: 2, errors: [{ pointer: '/version' }] });
		const first = await ask(`/api/v1/developments/${id}/text?version=1`, { token: tokens.vic });
		expect(first.body).toBe(article);
		expect((await ask(`/api/v1/developments/${id}/text?version=9`, { token: tokens.vic })).status).toBe(404);
	});

	test('is for members, though others may read the rest', async () => {
		const id = await withText();
		expect((await ask(`/api/v1/developments/${id}`)).status).toBe(200);
		expect((await ask(`/api/v1/developments/${id}/text`)).status).toBe(401);
		expect((await list(id, '', {})).status).toBe(401);
		expect((await put(id, 'x', { 'if-match': '"1"' }, tokens.vic)).status).toBe(403);
	});

	test('of 500,000 letters is taken, a longer or broken one refused with the reason', async () => {
		const id = await develop();
		expect((await put(id, 'Ж'.repeat(500_001))).body.errors[0].detail).toContain('500000');
		expect((await put(id, 'Ж'.repeat(500_000))).status).toBe(200);
		expect((await put(id, 'x'.repeat(5_000_000), { 'if-match': '"1"' })).status).toBe(413);
		expect((await put(id, '<p>x</p>', { 'content-type': 'text/html' })).status).toBe(415);
		const lone = { text: '\ud83d', version: 1 };
		const refused = await ask(`/api/v1/developments/${id}/text`, {
			method: 'PUT',
			token: tokens.ana,
			json: lone
		});
		expect(refused.status).toBe(422);
		expect(refused.body.errors[0]).toMatchObject({ pointer: '/text' });
	});

	test('says how many annotations lost their passage', async () => {
		const id = await withText();
		await post(id, { motivation: 'highlighting', target: quote('Russia abstained.') });
		const saved = await put(id, article.replace(' Russia abstained.', ''), { 'if-match': '"1"' });
		expect(saved.body.annotations).toEqual({ orphaned: 1, found: 0 });
		expect((await list(id)).body.total).toBe(1);
	});
});

describe('annotations', () => {
	test('are made and read as the W3C’s model has them', async () => {
		const id = await withText();
		const made = await post(id, {
			motivation: 'commenting',
			body: { type: 'TextualBody', value: 'Which **budget**?' },
			target: quote('adopted the budget')
		});
		expect(made.status).toBe(201);
		expect(made.headers.get('location')).toBe(`/api/v1/annotations/${made.body.id.split('/').at(-1)}`);
		expect(made.body).toMatchObject({
			'@context': 'http://www.w3.org/ns/anno.jsonld',
			creator: { name: 'ana' },
			target: {
				source: `${address}/api/v1/developments/${id}/text`,
				selector: [
					{ exact: 'adopted the budget', suffix: '. Russia abstained.' },
					{ type: 'TextPositionSelector', start: 39, end: 57 }
				]
			}
		});
		const read = await ask(new URL(made.body.id).pathname, { token: tokens.vic });
		expect(read.headers.get('content-type')).toBe(profile);
		expect(read.headers.get('etag')).toBe('"1"');
		expect(read.body).toEqual(made.body);
		expect(v.safeParse(shapes.annotation, read.body).issues).toBeUndefined();
		expect((await post(id, made.body, tokens.ben)).status).toBe(201);
	});

	test('are listed as a collection or page by page, as JSON-LD or as JSON', async () => {
		const id = await withText();
		for (const words of ['Ministers', 'Vienna', 'Council'])
			await post(id, { motivation: 'highlighting', target: quote(words) });
		const all = await list(id, '?limit=2');
		expect(all.headers.get('content-type')).toBe(profile);
		expect(all.headers.get('vary')).toContain('accept');
		expect(v.safeParse(shapes.collection, all.body).issues).toBeUndefined();
		expect(all.body).toMatchObject({ type: 'AnnotationCollection', total: 3 });
		const next = new URL(all.body.first.next);
		const page = await list(id, next.search);
		expect(v.safeParse(shapes.page, page.body).issues).toBeUndefined();
		expect(page.body.items).toMatchObject([{ target: { selector: [{ exact: 'Council' }, {}] } }]);
		const json = await list(id, '', { token: tokens.vic, headers: { accept: 'application/json' } });
		expect(json.headers.get('content-type')).toBe('application/json');
		expect((await list(await develop())).body).toMatchObject({ total: 0 });
		expect((await list(id, '?page=0')).status).toBe(400);
	});

	test('that ask for what is not there are refused at their place', async () => {
		const id = await withText();
		const faults = async (json: unknown) => {
			const { status, body } = await post(id, json);
			return [status, ...(body.errors ?? []).map((fault: { pointer: string }) => fault.pointer)];
		};
		const target = quote('Vienna');
		expect(await faults({ motivation: 'highlighting', target: quote('Geneva') })).toEqual([
			422,
			'/target/selector'
		]);
		expect(await faults({ motivation: 'commenting', target })).toEqual([422, '/body']);
		expect(await faults({ motivation: 'linking', target })).toEqual([422, '/body']);
		expect(await faults({ motivation: 'tagging', target })).toEqual([422, '/motivation']);
		const position = { selector: { type: 'TextPositionSelector', start: 0, end: 4 } };
		expect(await faults({ motivation: 'highlighting', target: position })).toEqual([422, '/target/selector']);
		const body = 'x'.repeat(10_001);
		expect(await faults({ motivation: 'commenting', target, body })).toEqual([422, '/body']);
		expect((await post(999_999, { motivation: 'highlighting', target })).status).toBe(404);
		expect((await post(id, { motivation: 'highlighting', target }, tokens.vic)).status).toBe(403);
	});

	test('are tied to a coding by its address', async () => {
		const id = await withText();
		const input = { developmentId: id, recommendationId: ids.A1!, effect: 1, rationale: '' } as const;
		const { codingId } = await inTransaction(db, (tx) => codeEvidence(tx, ana, input));
		const source = `${address}/developments/${id}#coding-${codingId}`;
		const made = await post(id, {
			motivation: 'linking',
			body: { type: 'SpecificResource', source },
			target: quote('Russia abstained.')
		});
		expect(made.body.body).toEqual({ type: 'SpecificResource', source, purpose: 'linking' });
		await db.execute(sql`alter table codings disable trigger codings_unchanged`);
		await db.execute(sql`update codings set revealed_at = null where id = ${codingId}`);
		await db.execute(sql`alter table codings enable trigger codings_unchanged`);
		expect((await list(id, '', { token: tokens.eda })).body.total).toBe(0);
		expect((await ask(new URL(made.body.id).pathname, { token: tokens.eda })).status).toBe(404);
		expect((await list(id, '', { token: tokens.ana })).body.total).toBe(1);
	});

	test('are changed by who made them, hidden and restored by editors too', async () => {
		const id = await withText();
		const made = await post(id, { motivation: 'highlighting', target: quote('Vienna') });
		const path = new URL(made.body.id).pathname;
		const patch = (token: string | undefined, json: unknown, headers = {}) =>
			ask(path, { method: 'PATCH', token, json, headers });
		expect((await patch(tokens.ben, { body: 'Mine', version: 1 })).status).toBe(403);
		expect((await patch(tokens.ana, { body: 'Why there?' })).status).toBe(428);
		const changed = await patch(tokens.ana, { body: 'Why there?' }, { 'if-match': '"1"' });
		expect(changed.body).toMatchObject({ motivation: 'commenting', body: { value: 'Why there?' } });
		expect(changed.headers.get('etag')).toBe('"2"');
		expect((await patch(tokens.ana, { body: 'Stale', version: 1 })).status).toBe(409);
		expect((await patch(tokens.ana, { body: '', version: 2 })).status).toBe(422);
		expect((await ask(`${path}/hide`, { method: 'POST', token: tokens.ben })).status).toBe(403);
		expect((await ask(`${path}/hide`, { method: 'POST', token: tokens.eda })).status).toBe(200);
		expect((await ask(path, { token: tokens.ben })).status).toBe(404);
		expect((await list(id, '', { token: tokens.eda })).body.total).toBe(0);
		expect((await ask(`${path}/restore`, { method: 'POST', token: tokens.ana })).status).toBe(200);
		expect((await list(id)).body.total).toBe(1);
	});
});
