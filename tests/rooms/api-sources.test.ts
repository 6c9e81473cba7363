import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { builtServer } from '../built-server.ts';
import { aDevelopment, makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import * as shapes from '../../src/routes/api/source-shapes.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);
const eda = await makeActor(db, 'editor', 'eda');
const ana = await makeActor(db, 'analyst', 'ana');
const tokens = new Map<number, string>();

beforeAll(async () => {
	for (const actor of [eda, ana])
		await inTransaction(db, async (tx) => {
			tokens.set(actor.id, (await createToken(tx, actor, { name: 'test', scope: 'write' })).token);
		});
	await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment({ source: 'Reuters' })));
});

const as = (actor: Actor, path: string, json?: unknown, method?: string) =>
	ask(`/api/v1${path}`, {
		token: tokens.get(actor.id),
		...(json === undefined ? {} : { json }),
		...(method ? { method } : {})
	});

test('a source is added, changed field by field, merged into another one and parted again', async () => {
	const made = await as(eda, '/sources', { name: 'Reuters agency', kind: 'news', reliability: 'B' });
	expect(made.status).toBe(201);
	expect(v.safeParse(shapes.source, made.body).issues).toBeUndefined();
	const { id } = made.body;
	const changed = await as(eda, `/sources/${id}`, { owner: 'Thomson Reuters', version: 1 }, 'PATCH');
	expect(changed.body).toMatchObject({ name: 'Reuters agency', owner: 'Thomson Reuters', version: 2 });
	expect((await as(eda, `/sources/${id}`, { owner: 'Nobody', version: 1 }, 'PATCH')).status).toBe(409);

	const { body: page } = await as(ana, '/sources?q=reuters');
	expect(v.safeParse(shapes.sourcePage, page).issues).toBeUndefined();
	const other = page.sources.find(({ name }: { name: string }) => name === 'Reuters');
	expect(other).toMatchObject({ developments: 1 });
	const merged = await as(eda, `/sources/${other.id}/merge`, { into: id, version: 1 });
	expect(merged.body).toMatchObject({ id, developments: 1, merged: [{ id: other.id, name: 'Reuters' }] });
	const parted = await as(eda, `/sources/${other.id}/part`, undefined, 'POST');
	expect(parted.body).toMatchObject({ id: other.id, developments: 1, mergedInto: null });
});

test('an analyst reads the register and does not keep it', async () => {
	expect((await as(ana, '/sources', { name: 'New', kind: 'news', reliability: 'B' })).status).toBe(403);
	expect((await as(ana, '/sources?kind=nonsense')).status).toBe(400);
	expect((await as(ana, '/sources/999999')).status).toBe(404);
});
