import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadSample } from '#lib/exchange/sample.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { builtServer } from '../built-server.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import * as shapes from '../../src/routes/api/briefing-shapes.ts';

const { db, url } = await roomDatabase();
await loadSample(db);
const { ask } = await builtServer(url);
const tokens: Record<string, string> = {};

beforeAll(async () => {
	for (const role of ['analyst', 'viewer'] as const) {
		const actor: Actor = await makeActor(db, role);
		await inTransaction(db, async (tx) => {
			tokens[role] = (await createToken(tx, actor, { name: 'test', scope: 'write' })).token;
		});
	}
});

const as = (role: string, path: string, json?: unknown) =>
	ask(`/api/v1${path}`, { token: tokens[role], ...(json === undefined ? {} : { json }) });

describe('briefings through the API', () => {
	test('are begun, listed, and read as documents', async () => {
		const { status, body, headers } = await as('analyst', '/briefings', {
			title: 'Through the API',
			periodFrom: '2021-01-01',
			periodTo: '2022-12-31',
			recommendations: ['romano-2021/C1']
		});
		expect(status).toBe(201);
		expect(headers.get('location')).toBe(`/api/v1/briefings/${body.id}`);
		const list = await as('viewer', '/briefings?state=draft&limit=1');
		expect(v.safeParse(shapes.briefingPage, list.body).issues).toBeUndefined();
		expect(list.body.briefings[0]).toMatchObject({ id: body.id, publications: ['romano-2021'] });
		const read = await as('viewer', `/briefings/${body.id}`);
		expect(v.safeParse(shapes.briefing, read.body).issues).toBeUndefined();
		expect(read.body).toMatchObject({ title: 'Through the API', asOf: { on: '2022-12-31' }, issue: null });
	});

	test('page after page, none twice', async () => {
		for (const title of ['A', 'B', 'C'])
			await as('analyst', '/briefings', { title, publications: ['romano-2021'] });
		const seen: string[] = [];
		let next: string | null = '/api/v1/briefings?limit=2';
		while (next) {
			const { body }: { body: v.InferOutput<typeof shapes.briefingPage> } = await ask(next, {
				token: tokens.viewer
			});
			seen.push(...body.briefings.map(({ title }) => title));
			next = body.next;
		}
		expect(seen).toEqual(['C', 'B', 'A', 'Through the API']);
	});

	test('are for members, begun by analysts, and name what is not there', async () => {
		expect((await ask('/api/v1/briefings')).status).toBe(401);
		expect((await ask('/api/v1/briefings/1')).status).toBe(401);
		expect((await as('viewer', '/briefings', { title: 'X', publications: ['romano-2021'] })).status).toBe(
			403
		);
		expect((await as('analyst', '/briefings', { title: 'X' })).status).toBe(422);
		expect((await as('analyst', '/briefings', { title: 'X', publications: ['nowhere'] })).status).toBe(422);
		expect((await as('viewer', '/briefings/999999')).status).toBe(404);
		expect((await as('viewer', '/briefings?state=lost')).status).toBe(400);
	});
});
