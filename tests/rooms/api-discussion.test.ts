import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import { codings } from '#lib/evidence/table.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import type { Role } from '#lib/users/user.ts';
import * as shapes from '../../src/routes/api/discussion-shapes.ts';
import { builtServer } from '../built-server.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);
const { ids } = await makePublication(db, 'paper', ['A1']);

async function join(role: Role, name: string) {
	const actor = await makeActor(db, role, name);
	const { token } = await inTransaction(db, (tx) => createToken(tx, actor, { name: 'test', scope: 'write' }));
	return { actor, token };
}
const ana = await join('analyst', 'ana');
const ben = await join('analyst', 'ben');
const vic = await join('viewer', 'vic');

let threads = '';
let developmentId = 0;
beforeAll(async () => {
	developmentId = (
		await inTransaction(db, (tx) => recordDevelopment(tx, ana.actor, aDevelopment({ title: 'Summit ends' })))
	).id;
	threads = `/api/v1/developments/${developmentId}/threads`;
});
const post = (path: string, json: unknown, { token } = ana) => ask(path, { token, json, method: 'POST' });
const patch = (id: number, json: unknown, { token } = ana) =>
	ask(`/api/v1/comments/${id}`, { token, json, method: 'PATCH' });

describe('a discussion over the API', () => {
	test('is opened, answered, resolved and read as it is described', async () => {
		const opened = await post(threads, { body: 'Which day, @[ben]? **Now.** via @osce' });
		expect(opened.status).toBe(201);
		expect(v.safeParse(shapes.said, opened.body).issues).toBeUndefined();
		const { threadId } = opened.body;
		expect(opened.body).toMatchObject({
			comment: {
				body: 'Which day, @[ben]? **Now.** via @osce',
				mentions: [{ id: ben.actor.id, name: 'ben' }]
			},
			unknownMentions: ['osce']
		});
		expect((await post(`/api/v1/threads/${threadId}/comments`, { body: 'The 4th.' }, ben)).status).toBe(201);
		const resolved = await post(`/api/v1/threads/${threadId}/resolve`, undefined, ben);
		expect(resolved.body).toMatchObject({ state: 'resolved', resolvedBy: 'ben' });
		const reopened = await post(`/api/v1/threads/${threadId}/reopen`, undefined);
		expect(v.safeParse(shapes.thread, reopened.body).issues).toBeUndefined();
		const list = await ask(threads, { token: vic.token });
		expect(list.body.threads[0]).toEqual(reopened.body);
	});

	test('tells people, who read it page by page', async () => {
		const { body, status } = await ask('/api/v1/notifications?limit=1', { token: ana.token });
		expect(status).toBe(200);
		expect(v.safeParse(shapes.notificationPage, body).issues).toBeUndefined();
		expect(body).toMatchObject({
			notifications: [{ reason: 'reply', who: 'ben', title: 'Summit ends' }],
			unread: 1,
			next: null
		});
		const bens = await ask('/api/v1/notifications?unread=yes', { token: ben.token });
		expect(bens.body.notifications).toMatchObject([{ reason: 'mention', who: 'ana', readAt: null }]);
	});

	test('is for members: nobody else sees that there is anything', async () => {
		for (const path of [threads, '/api/v1/recommendations/paper/A1/threads', '/api/v1/notifications'])
			expect((await ask(path)).status, path).toBe(401);
		expect((await post(threads, { body: 'x' }, vic)).status).toBe(403);
	});

	test('of a hidden or unknown record is a 404', async () => {
		expect((await ask('/api/v1/developments/999999/threads', { token: ana.token })).status).toBe(404);
		expect((await post('/api/v1/developments/999999/threads', { body: 'x' })).status).toBe(404);
		expect((await post('/api/v1/threads/999999/comments', { body: 'x' })).status).toBe(404);
		expect((await post('/api/v1/threads/x/resolve', undefined)).status).toBe(404);
		expect((await patch(999_999, { version: 1, body: 'x' })).status).toBe(404);
	});

	test('about a coding names one of this development that can be seen', async () => {
		const blind = {
			developmentId,
			recommendationId: ids.A1!,
			recommendationVersion: 1,
			coderId: ana.actor.id,
			effect: -1,
			state: 'submitted' as const,
			revealedAt: null
		};
		const [row] = await db.insert(codings).values(blind).returning({ id: codings.id });
		const codingId = row!.id;
		const mine = await post(threads, { body: 'A note.', codingId });
		expect(mine.status).toBe(201);
		const theirs = await post(threads, { body: 'Why?', codingId }, ben);
		expect(theirs.status).toBe(422);
		expect(theirs.body.errors).toEqual([{ pointer: '/codingId', detail: 'There is no such coding here.' }]);
		const seen = await ask(threads, { token: ben.token });
		expect(JSON.stringify(seen.body)).not.toContain('A note.');
	});

	test.each<[string, unknown, string]>([
		['no words', { body: ' ' }, '/body'],
		['100,000 characters', { body: 'x'.repeat(100_000) }, '/body'],
		['half a character', { body: '\ud83d' }, '/body'],
		['a mention of nobody', { body: '@[Nobody At All]' }, '/body'],
		['a field that is unknown', { body: 'x', subject: 'coding' }, '/subject'],
		['an id that is none', { body: 'x', codingId: 'C1' }, '/codingId']
	])('refuses %s beside its field', async (_, json, pointer) => {
		const before = (await ask(threads, { token: ana.token })).body.threads.length;
		const { status, body } = await post(threads, json);
		expect(status).toBe(422);
		expect(body.errors[0].pointer).toBe(pointer);
		expect((await ask(threads, { token: ana.token })).body.threads).toHaveLength(before);
	});

	test('keeps a hostile comment as typed', async () => {
		const body = '<script>alert(1)</script> [x](javascript:alert(1))';
		expect((await post(threads, { body })).body.comment.body).toBe(body);
	});

	test('edits from the version that was read; a stale one is a 409 with what stands now', async () => {
		const { comment } = (await post('/api/v1/recommendations/paper/A1/threads', { body: 'One' })).body;
		const edited = await patch(comment.id, { version: 1, body: 'Two' });
		expect(edited.body).toMatchObject({ comment: { body: 'Two', version: 2 } });
		const stale = await patch(comment.id, { version: 1, body: 'Three' });
		expect(stale.status).toBe(409);
		expect(stale.body).toMatchObject({
			errors: [{ pointer: '/version' }],
			current: { body: 'Two', version: 2 }
		});
		expect((await patch(comment.id, { version: 2, body: 'x' }, ben)).status).toBe(403);
	});
});
