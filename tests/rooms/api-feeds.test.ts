import { beforeAll, expect, test } from 'vitest';
import { feedPolls } from '#lib/feeds/table.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import { builtServer } from '../built-server.ts';
import { makeActor } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);
const tokens: Record<string, string> = {};
beforeAll(async () => {
	for (const role of ['editor', 'viewer'] as const) {
		const actor = await makeActor(db, role);
		tokens[role] = (
			await inTransaction(db, (tx) => createToken(tx, actor, { name: 'test', scope: 'write' }))
		).token;
	}
});
const as = (role: string, method: string, path: string, body?: unknown) =>
	ask(`/api/v1${path}`, { method, token: tokens[role], json: body });

test('a feed is added, read, edited, turned off and hidden', async () => {
	const added = await as('editor', 'POST', '/feeds', {
		title: 'News',
		url: 'https://unreachable.invalid/rss',
		silentAfterDays: 7
	});
	expect(added.status).toBe(201);
	expect(added.body).toMatchObject({
		title: 'News',
		isOn: true,
		isHidden: false,
		intervalMinutes: 60,
		silentAfterDays: 7
	});
	const path = `/feeds/${added.body.id}`;
	expect(
		(await as('editor', 'POST', '/feeds', { title: 'Again', url: 'https://unreachable.invalid/rss' })).status
	).toBe(409);
	expect((await as('editor', 'PATCH', path, { title: 'Unsaid' })).status).toBe(428);
	const off = await as('editor', 'PATCH', path, {
		title: 'Other',
		isOn: false,
		silentAfterDays: null,
		version: 1
	});
	expect(off).toMatchObject({
		status: 200,
		body: { title: 'Other', isOn: false, state: 'off', silentAfterDays: null, nextPollAt: null }
	});
	expect((await as('editor', 'PATCH', path, { title: 'Late', version: 1 })).status).toBe(409);
	expect((await as('editor', 'POST', `${path}/poll`)).status).toBe(422);
	const on = await as('editor', 'PATCH', path, { isOn: true, version: off.body.version });
	expect(on.body).toMatchObject({ isOn: true });
	expect((await as('editor', 'POST', `${path}/poll`)).body.nextPollAt).not.toBeNull();
	const hidden = await as('editor', 'PATCH', path, { isHidden: true, version: on.body.version });
	expect(hidden.body).toMatchObject({ isHidden: true, isOn: false });
	expect((await as('viewer', 'GET', '/feeds')).body.feeds.map(({ id }: { id: number }) => id)).not.toContain(
		added.body.id
	);
});

test('members read, editors write, others do neither', async () => {
	const { body } = await as('editor', 'POST', '/feeds', { title: 'Read', url: 'https://read.invalid/rss' });
	expect((await as('viewer', 'GET', `/feeds/${body.id}`)).body).toMatchObject({ id: body.id });
	expect((await as('viewer', 'PATCH', `/feeds/${body.id}`, { isOn: false, version: 1 })).status).toBe(403);
	expect((await as('viewer', 'POST', '/feeds', { title: 'x', url: 'https://x.invalid/' })).status).toBe(403);
	expect((await ask('/api/v1/feeds')).status).toBe(401);
	expect((await as('viewer', 'GET', '/feeds/99999')).status).toBe(404);
});

test('the polls of a feed are read page by page', async () => {
	const { body } = await as('editor', 'POST', '/feeds', { title: 'Polls', url: 'https://polls.invalid/rss' });
	await as('editor', 'PATCH', `/feeds/${body.id}`, { isOn: false, version: 1 });
	const row = { feedId: body.id as number, startedAt: new Date(), outcome: 'unchanged' as const };
	await db.insert(feedPolls).values(Array.from({ length: 45 }, () => row));
	let seen = 0;
	let next: string | null = `/api/v1/feeds/${body.id}/polls`;
	while (next) {
		const page: { body: { polls: unknown[]; next: string | null } } = await ask(next, {
			token: tokens.viewer!
		});
		seen += page.body.polls.length;
		next = page.body.next;
	}
	expect(seen).toBeGreaterThanOrEqual(45);
	expect((await as('viewer', 'GET', `/feeds/${body.id}/polls?before=x`)).status).toBe(400);
});
