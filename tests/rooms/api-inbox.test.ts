import * as v from 'valibot';
import { beforeAll, expect, test } from 'vitest';
import { recordDevelopment } from '#lib/developments/commands.server.ts';
import type { Seen } from '#lib/feeds/triage.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { builtServer } from '../built-server.ts';
import { aDevelopment, makeActor } from '../fixtures.ts';
import { makeFeed, makeItems } from '../inbox-items.ts';
import { roomDatabase } from '../postgres.ts';
import * as shapes from '../../src/routes/api/inbox-shapes.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);
const ana = await makeActor(db, 'analyst', 'ana');
const vic = await makeActor(db, 'viewer', 'vic');
const tokens = new Map<number, string>();
let items: Seen[] = [];

beforeAll(async () => {
	for (const actor of [ana, vic])
		await inTransaction(db, async (tx) => {
			tokens.set(actor.id, (await createToken(tx, actor, { name: 'test', scope: 'write' })).token);
		});
	items = await makeItems(db, await makeFeed(db, 'Agency'), ['One', 'Two', 'Three', 'Four', 'Five']);
});

const as = (actor: Actor, path: string, json?: unknown) =>
	ask(`/api/v1${path}`, { token: tokens.get(actor.id), ...(json === undefined ? {} : { json }) });
const titles = (body: { items: { title: string }[] }) => body.items.map(({ title }) => title);

test('what waits is listed page by page, the newest first, for members alone', async () => {
	const { body: first } = await as(vic, '/inbox?limit=3');
	expect(v.safeParse(shapes.inboxPage, first).issues).toBeUndefined();
	expect(titles(first)).toEqual(['One', 'Two', 'Three']);
	const { body: second } = await as(vic, first.next.replace('/api/v1', ''));
	expect(titles(second)).toEqual(['Four', 'Five']);
	expect(second.next).toBeNull();
	expect((await ask('/api/v1/inbox')).status).toBe(401);
	expect((await as(vic, '/inbox?state=nonsense')).status).toBe(400);
	expect((await as(vic, '/inbox/999999')).status).toBe(404);
	const unknown = await as(vic, '/inbox?recommendation=east/Z');
	expect(unknown.status).toBe(400);
	expect(unknown.body.errors).toMatchObject([{ parameter: 'recommendation' }]);
});

test('an item is dismissed with its reason, found by it, and the decision is taken back', async () => {
	const { id, version } = items[1]!;
	expect((await as(vic, `/inbox/${id}/dismiss`, { reason: 'too_minor', version })).status).toBe(403);
	expect((await as(ana, `/inbox/${id}/dismiss`, { reason: 'dull', version })).status).toBe(422);
	const { body } = await as(ana, `/inbox/${id}/dismiss`, { reason: 'too_minor', version });
	expect(v.safeParse(shapes.inboxItem, body).issues).toBeUndefined();
	expect(body).toMatchObject({ state: 'dismissed', dismissReason: 'too_minor', decidedBy: 'ana' });
	expect((await as(ana, `/inbox/${id}/snooze`, { until: 'week', version })).status).toBe(409);
	expect(titles((await as(vic, '/inbox?state=dismissed&reason=too_minor')).body)).toEqual(['Two']);
	const undone = await as(ana, `/inbox/${id}/undo`, { version: body.version });
	expect(undone.body).toMatchObject({ state: 'new', decidedBy: null });
});

test('items are snoozed and brought back, attached, and tied to what was logged from them', async () => {
	const { id: developmentId } = await inTransaction(db, (tx) => recordDevelopment(tx, ana, aDevelopment()));
	const snoozed = await as(ana, `/inbox/${items[2]!.id}/snooze`, { until: 'tomorrow', version: 1 });
	expect(snoozed.body.state).toBe('snoozed');
	const back = await as(ana, `/inbox/${items[2]!.id}/bring-back`, { version: snoozed.body.version });
	expect(back.body).toMatchObject({ state: 'new', snoozedUntil: null });
	const attached = await as(ana, `/inbox/${items[3]!.id}/attach`, { developmentId, version: 1 });
	expect(attached.body).toMatchObject({ state: 'attached', developmentId });
	const logged = await as(ana, `/inbox/${items[4]!.id}/log`, { developmentId, version: 1 });
	expect(logged.body).toMatchObject({ state: 'logged', developmentId });
	const { body } = await as(vic, `/developments/${developmentId}/reports`);
	expect(v.safeParse(shapes.report, body.reports[0]).issues).toBeUndefined();
	expect(body.reports).toMatchObject([
		{ id: items[4]!.id, title: 'Five', isAttached: false, feed: { title: 'Agency' } },
		{ id: items[3]!.id, title: 'Four', isAttached: true, feed: { title: 'Agency' } }
	]);
	expect((await ask(`/api/v1/developments/${developmentId}/reports`)).status).toBe(401);
	expect((await as(vic, '/developments/999999/reports')).status).toBe(404);
	expect((await as(ana, `/inbox/${items[0]!.id}/log`, { developmentId: 999_999, version: 1 })).status).toBe(
		404
	);
	expect((await as(ana, `/inbox/${items[0]!.id}/suggestions`)).status).toBe(200);
});
