import * as v from 'valibot';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import { setOwner } from '#lib/recommendations/owner.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { builtServer } from '../built-server.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import * as shapes from '../../src/routes/api/work-shapes.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);
const ana = await makeActor(db, 'analyst', 'ana');
const ben = await makeActor(db, 'analyst', 'ben');
const eda = await makeActor(db, 'editor', 'eda');
const vic = await makeActor(db, 'viewer', 'vic');
const tokens = new Map<number, string>();
const developmentIds: number[] = [];

beforeAll(async () => {
	const { ids } = await makePublication(db, 'paper', ['A1']);
	for (const actor of [ana, ben, eda, vic])
		await inTransaction(db, async (tx) => {
			tokens.set(actor.id, (await createToken(tx, actor, { name: 'test', scope: 'write' })).token);
		});
	for (const title of ['One', 'Two', 'Three', 'Four'])
		await inTransaction(db, async (tx) => {
			developmentIds.push((await recordDevelopment(tx, eda, aDevelopment({ title }))).id);
		});
	await inTransaction(db, (tx) => setOwner(tx, eda, { recommendationId: ids.A1!, ownerId: ana.id }));
});

const as = (actor: Actor, path: string, json?: unknown) =>
	ask(`/api/v1${path}`, { token: tokens.get(actor.id), ...(json === undefined ? {} : { json }) });
const act = (actor: Actor, id: number, what: string) =>
	ask(`/api/v1/assignments/${id}/${what}`, { token: tokens.get(actor.id), method: 'POST' });
const assign = (actor: Actor, changes: Record<string, unknown> = {}) =>
	as(actor, '/assignments', {
		publication: 'paper',
		developmentIds,
		coderIds: [ana.id, ben.id],
		each: 1,
		...changes
	});

describe('assigning through the API', () => {
	test('spreads developments evenly and answers who was asked for what', async () => {
		const { status, body } = await assign(eda);
		expect(status).toBe(200);
		expect(v.safeParse(shapes.assigned, body).issues).toBeUndefined();
		expect(body.coders).toEqual([
			{ id: ana.id, name: 'ana', before: 0, after: 2 },
			{ id: ben.id, name: 'ben', before: 0, after: 2 }
		]);
		expect((await assign(eda)).body).toMatchObject({ places: [], pooled: [], complete: 4 });
	});

	test('is refused to analysts and to nobody, and says what is wrong with what was sent', async () => {
		expect((await assign(ana)).status).toBe(403);
		expect((await ask('/api/v1/assignments', { json: {} })).status).toBe(401);
		const pointers = async (changes: Record<string, unknown>) => {
			const { status, body } = await assign(eda, changes);
			return [status, ...body.errors.map(({ pointer }: { pointer: string }) => pointer)];
		};
		expect(await pointers({ each: 0 })).toEqual([422, '/each']);
		expect(await pointers({ coderIds: [vic.id] })).toEqual([422, '/coderIds']);
		expect(await pointers({ developmentIds: [999_999] })).toEqual([422, '/developmentIds']);
		expect(await pointers({ developmentIds: [] })).toEqual([422, '/developmentIds']);
		expect(await pointers({ publication: 'none' })).toEqual([422, '/publication']);
	});
});

describe('what waits for me', () => {
	test('is one answer of the described shape, for whoever asks', async () => {
		const { status, body, headers } = await as(ana, '/work');
		expect([status, headers.get('cache-control')]).toEqual([200, expect.stringContaining('no-cache')]);
		expect(v.safeParse(shapes.work, body).issues).toBeUndefined();
		expect(body.counts).toMatchObject({ assigned: 2, overdue: 1, pool: 0 });
		expect(body.assigned).toHaveLength(2);
		expect(body.overdue).toEqual([
			{ publication: 'paper', code: 'A1', title: 'Title A1', level: null, assessedOn: null }
		]);
		expect((await as(vic, '/work')).body.counts.assigned).toBe(0);
		expect((await ask('/api/v1/work')).status).toBe(401);
	});

	test('is worked off: given back, taken by another, done', async () => {
		const [mine] = (await as(ana, '/work')).body.assigned;
		const id = mine.assignmentId;
		expect((await act(ben, id, 'done')).status).toBe(403);
		const { status, body } = await act(ana, id, 'return');
		expect([status, body]).toEqual([
			200,
			{
				id,
				developmentId: mine.development.id,
				publication: 'paper',
				assignee: null,
				dueOn: null,
				doneAt: null
			}
		]);
		const [free] = (await as(ben, '/work')).body.pool;
		expect(free).toMatchObject({ assignmentId: id, places: 1 });
		expect((await act(ben, id, 'take')).body).toMatchObject({ assignee: 'ben', dueOn: mine.dueOn });
		expect((await act(ana, id, 'take')).status).toBe(409);
		const done = await act(ben, id, 'done');
		expect(v.safeParse(shapes.assignment, done.body).issues).toBeUndefined();
		expect(done.body.doneAt).not.toBeNull();
		expect((await as(ben, '/work')).body.counts.assigned).toBe(2);
		expect((await act(ben, 999_999, 'take')).status).toBe(404);
		expect((await act(vic, id, 'take')).status).toBe(403);
	});

	test('comes back to the pool when its time is over, before it is listed', async () => {
		await db.execute(sql`update assignments set lapses_at = now() - interval '1 hour' where done_at is null`);
		const { body } = await as(ana, '/work');
		expect([body.assigned, body.counts.pool]).toEqual([[], 3]);
	});
});
