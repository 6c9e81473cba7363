import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import { editBriefing, editBlock } from '#lib/briefings/commands.server.ts';
import { makeExports } from '#lib/briefings/exporter.server.ts';
import { hashOfJson } from '#lib/briefings/freeze.server.ts';
import { getBriefing, listBlocks } from '#lib/briefings/queries.server.ts';
import { loadSample } from '#lib/exchange/sample.server.ts';
import { inTransaction, openDatabase } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import type { Actor } from '#lib/users/user.ts';
import * as shapes from '../../src/routes/api/briefing-shapes.ts';
import * as composingShapes from '../../src/routes/api/composing-shapes.ts';
import * as discussionShapes from '../../src/routes/api/discussion-shapes.ts';
import * as issueShapes from '../../src/routes/api/issue-shapes.ts';
import { builtServer } from '../built-server.ts';
import { aWordFile, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db, url } = await roomDatabase();
await loadSample(db);
const { ask } = await builtServer(url);
const tokens: Record<string, string> = {};
let editor: Actor;

beforeAll(async () => {
	for (const role of ['analyst', 'viewer', 'editor'] as const) {
		const actor: Actor = await makeActor(db, role);
		if (role === 'editor') editor = actor;
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

/** A briefing in review, at version 1. */
async function inReview(title = 'To be issued'): Promise<number> {
	const { body } = await as('analyst', '/briefings', { title, recommendations: ['romano-2021/C1'] });
	expect((await act('analyst', `/briefings/${body.id}/review`)).body).toMatchObject({ state: 'in_review' });
	return body.id;
}
const act = (role: string, path: string) => ask(`/api/v1${path}`, { method: 'POST', token: tokens[role] });
const issued = async () => {
	const id = await inReview();
	expect((await as('editor', `/briefings/${id}/issues`, { version: 1 })).status).toBe(201);
	return id;
};
const fits = (shape: v.GenericSchema, body: unknown) =>
	expect(v.safeParse(shape, body).issues).toBeUndefined();

describe('composing through the API', () => {
	const begun = async () =>
		(await as('analyst', '/briefings', { title: 'Composed', recommendations: ['romano-2021/C1'] })).body.id;
	const put = (role: string, path: string, json: unknown, headers: Record<string, string> = {}) =>
		ask(`/api/v1${path}`, { method: 'PUT', token: tokens[role], json, headers });

	test('talks about a block of the briefing, and of no other', async () => {
		const [at, other] = [`/briefings/${await begun()}`, await begun()];
		const { blockId } = (await as('viewer', at)).body.sections[0];
		const said = await as('analyst', `${at}/threads`, { blockId, body: 'Is this right?' });
		expect(said.status).toBe(201);
		fits(discussionShapes.said, said.body);
		await as('editor', `/threads/${said.body.threadId}/comments`, { body: 'It is.' });
		const { body } = await as('viewer', `${at}/threads`);
		expect(body.threads).toMatchObject([
			{ about: { subject: 'block', id: blockId }, state: 'open', comments: [{}, { body: 'It is.' }] }
		]);
		fits(discussionShapes.thread, body.threads[0]);
		expect((await as('viewer', `/briefings/${other}/threads`)).body.threads).toEqual([]);
		const stray = await as('analyst', `/briefings/${other}/threads`, { blockId, body: 'Here?' });
		expect([stray.status, stray.body.errors[0].pointer]).toEqual([422, '/blockId']);
		expect((await as('viewer', `${at}/threads`, { blockId, body: 'Me too' })).status).toBe(403);
		expect((await ask(`/api/v1${at}/threads`)).status).toBe(401);
		expect((await as('viewer', '/briefings/999999/threads')).status).toBe(404);
	});

	test('chooses what it is about, by the version that was read', async () => {
		await makePublication(db, 'lakes-2020', ['L1', 'L2']);
		const at = `/briefings/${await begun()}/publications`;
		const both = { publications: ['romano-2021', 'lakes-2020'], withBlocks: true };
		expect((await put('analyst', at, both)).status).toBe(428);
		const taken = await put('analyst', at, { ...both, version: 1 });
		fits(composingShapes.chosen, taken.body);
		expect(taken.body).toEqual({ version: 2, added: ['L1', 'L2'], takenOut: [] });
		expect((await put('analyst', at, { ...both, version: 1 })).status).toBe(409);
		expect((await put('analyst', at, both, { 'if-match': '"1"' })).status).toBe(412);
		const left = await put('analyst', at, { publications: ['lakes-2020'] }, { 'if-match': '"2"' });
		expect(left.body).toEqual({ version: 3, added: [], takenOut: ['C1'] });
		const unknown = await put('analyst', at, { publications: ['nowhere'], version: 3 });
		expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, '/publications']);
		expect((await put('viewer', at, { ...both, version: 3 })).status).toBe(403);
	});

	test('keeps Word files of the house, and follows one', async () => {
		const file = (role: string, body: Uint8Array, name = 'Ministry%20note.docx') =>
			ask(`/api/v1/house-templates?name=${name}`, {
				method: 'POST',
				token: tokens[role],
				body: body as BodyInit,
				headers: { 'content-type': 'application/octet-stream' }
			});
		expect((await file('analyst', aWordFile())).status).toBe(403);
		const bad = await file('editor', new TextEncoder().encode('no Word file'));
		expect(bad.status).toBe(422);
		const kept = await file('editor', aWordFile());
		expect(kept.status).toBe(201);
		fits(composingShapes.houseTemplate, kept.body);
		expect(kept.body).toMatchObject({ name: 'Ministry note', uploadedBy: 'editor', followers: 0 });
		const { id: templateId } = kept.body;
		const at = `/briefings/${await begun()}/house-template`;
		expect((await put('analyst', at, { templateId })).body).toMatchObject({ templateId });
		expect((await put('viewer', at, { templateId })).status).toBe(403);
		expect((await act('editor', `/house-templates/${templateId}/hide`)).body.isHidden).toBe(true);
		const list = await as('viewer', '/house-templates');
		expect(list.body.houseTemplates).toMatchObject([{ id: templateId, followers: 1, isHidden: true }]);
		expect((await act('editor', `/house-templates/${templateId}/restore`)).body.isHidden).toBe(false);
		expect((await act('editor', '/house-templates/999999/hide')).status).toBe(404);
		expect((await put('analyst', at, { templateId: 999_999 })).body.errors[0].pointer).toBe('/templateId');
		expect((await put('analyst', at, { templateId: null })).status).toBe(200);
		expect((await as('viewer', '/house-templates')).body.houseTemplates[0].followers).toBe(0);
	});
});

describe('issuing through the API', () => {
	test('takes review, an editor, and the version that was read', async () => {
		const { body } = await as('analyst', '/briefings', { title: 'Slow', publications: ['romano-2021'] });
		const at = `/briefings/${body.id}`;
		expect((await act('viewer', `${at}/review`)).status).toBe(403);
		expect((await ask(`/api/v1${at}/review`, { method: 'POST' })).status).toBe(401);
		const early = await as('editor', `${at}/issues`, { version: 1 });
		expect(early.status).toBe(422);
		expect(early.headers.get('content-type')).toBe('application/problem+json');
		expect(early.body.detail).toContain('Send it to review first');
		const sent = await act('analyst', `${at}/review`);
		fits(issueShapes.briefingStanding, sent.body);
		expect((await act('analyst', `${at}/draft`)).body.state).toBe('draft');
		await act('analyst', `${at}/review`);
		expect((await as('analyst', `${at}/issues`, { version: 1 })).status).toBe(403);
		const fields = { title: 'Slower', audience: '', periodFrom: null, periodTo: null, since: null };
		await inTransaction(db, (tx) =>
			editBriefing(tx, editor, body.id, 1, { ...fields, citationStyle: 'apa' })
		);
		const stale = await as('editor', `${at}/issues`, { version: 1 });
		expect(stale.status).toBe(409);
		expect(stale.body.errors).toMatchObject([{ pointer: '/version' }]);
		const { state, version } = (await as('viewer', at)).body;
		expect({ state, version }).toEqual({ state: 'in_review', version: 2 });
		const made = await as('editor', `${at}/issues`, { version });
		expect(made.status).toBe(201);
		expect(made.headers.get('location')).toBe(`/api/v1${at}/issues/1`);
		fits(issueShapes.issueHeading, made.body);
		expect(made.body).toMatchObject({ briefing: body.id, number: 1, issuedBy: 'editor' });
		expect((await act('analyst', `${at}/draft`)).status).toBe(422);
		expect((await as('editor', `${at}/issues`, {})).body.errors).toMatchObject([{ pointer: '/version' }]);
	});

	test('gives what was frozen, with a hash that anybody can check', async () => {
		const id = await issued();
		const list = await as('viewer', `/briefings/${id}/issues`);
		fits(issueShapes.issueList, list.body);
		const { body } = await as('viewer', `/briefings/${id}/issues/1`);
		fits(issueShapes.issue, body);
		expect(hashOfJson(body.content)).toBe(body.contentHash);
		expect(body.content.document).toMatchObject({ title: 'To be issued', issue: { number: 1 } });
		const rebuilt = await as('viewer', `/briefings/${id}/issues/1/rebuild`);
		fits(issueShapes.rebuilt, rebuilt.body);
		expect(rebuilt.body).toMatchObject({ isSame: true, areInputsWhole: true, isContentWhole: true });
		expect((await ask(`/api/v1/briefings/${id}/issues`)).status).toBe(401);
		expect((await ask(`/api/v1/briefings/${id}/issues/1`)).status).toBe(401);
		for (const missing of ['2', '0', 'one', '99999999999'])
			expect((await as('viewer', `/briefings/${id}/issues/${missing}`)).status).toBe(404);
	});

	test('says what changed from one issue to the next', async () => {
		const id = await issued();
		const position = (await listBlocks(db, id)).find(({ kind }) => kind === 'position')!;
		await inTransaction(db, (tx) =>
			editBlock(tx, editor, { blockId: position.id, version: 1, choices: { charts: false } })
		);
		await act('analyst', `/briefings/${id}/review`);
		const { version } = await getBriefing(db, id);
		expect((await as('editor', `/briefings/${id}/issues`, { version })).body.number).toBe(2);
		const { body } = await as('viewer', `/briefings/${id}/issues/2/comparison/1`);
		fits(issueShapes.comparison, body);
		expect({ before: body.before, after: body.after }).toEqual({ before: 1, after: 2 });
		const changed = body.sections.filter(({ change }: { change: string }) => change !== 'same');
		expect(changed).toMatchObject([{ blockId: position.id, change: 'changed' }]);
		expect((await as('viewer', `/briefings/${id}/issues/2/comparison/3`)).status).toBe(404);
	});
});

describe('links through the API', () => {
	test('open an issue until they are taken back; the secret is told once', async () => {
		const id = await issued();
		const share = { expiresOn: '2999-12-31', password: 'correct horse' };
		expect((await as('analyst', `/briefings/${id}/issues/1/shares`, share)).status).toBe(403);
		const made = await as('editor', `/briefings/${id}/issues/1/shares`, share);
		expect(made.status).toBe(201);
		fits(issueShapes.madeShare, made.body);
		const { url, ...told } = made.body;
		expect(told).toMatchObject({ issue: 1, hasPassword: true, expiresAt: '3000-01-01T00:00:00.000Z' });
		const { pathname } = new URL(url);
		expect((await ask(pathname)).status).toBe(200);
		expect(made.headers.get('location')).toBe(`/api/v1/briefings/${id}/shares/${told.id}`);
		expect((await as('viewer', `/briefings/${id}/shares/${told.id}`)).body).toEqual(told);
		const list = await as('viewer', `/briefings/${id}/shares`);
		fits(issueShapes.shareList, list.body);
		expect(JSON.stringify(list.body)).not.toContain(pathname.split('/').at(-1));
		expect((await act('analyst', `/briefings/${id}/shares/${told.id}/revoke`)).status).toBe(403);
		const ended = await act('editor', `/briefings/${id}/shares/${told.id}/revoke`);
		fits(issueShapes.share, ended.body);
		expect(ended.body.revokedAt).not.toBeNull();
		expect((await ask(pathname)).status).toBe(404);
	});

	test('are refused for a day that is over, a short password, an issue or a link that is not there', async () => {
		const id = await issued();
		const refusedAt = async (json: object, number = 1) => {
			const { status, body } = await as('editor', `/briefings/${id}/issues/${number}/shares`, json);
			return [status, body.errors?.[0]?.pointer];
		};
		expect(await refusedAt({ expiresOn: '2020-01-01' })).toEqual([422, '/expiresOn']);
		expect(await refusedAt({ password: 'short' })).toEqual([422, '/password']);
		expect(await refusedAt({ expires: '2999-01-01' })).toEqual([422, '/expires']);
		expect(await refusedAt({}, 7)).toEqual([404, undefined]);
		const other = await issued();
		const { body } = await as('editor', `/briefings/${other}/issues/1/shares`, {});
		expect((await as('viewer', `/briefings/${id}/shares/${body.id}`)).status).toBe(404);
		expect((await act('editor', `/briefings/${id}/shares/${body.id}/revoke`)).status).toBe(404);
	});
});

describe('documents through the API', () => {
	test('are asked for, watched, and fetched when they are made', { timeout: 60_000 }, async () => {
		const id = await issued();
		const at = `/briefings/${id}/documents`;
		expect((await as('viewer', at, { format: 'md' })).status).toBe(403);
		expect((await as('analyst', at, { format: 'odt' })).body.errors).toMatchObject([{ pointer: '/format' }]);
		expect((await as('analyst', at, { format: 'md', issue: 9 })).status).toBe(404);
		const asked = await as('analyst', at, { format: 'md', issue: 1 });
		expect(asked.status).toBe(202);
		fits(issueShapes.exported, asked.body);
		expect(asked.body).toMatchObject({ issue: 1, state: 'waiting', progress: 0, file: null });
		const location = asked.headers.get('location')!;
		expect(location).toBe(`/api/v1${at}/${asked.body.id}`);
		const early = await ask(`${location}/file`, { token: tokens.viewer });
		expect(early.status).toBe(202);
		expect(early.headers.get('location')).toBe(location);
		const single = openDatabase(url, { max: 1 });
		const stop = new AbortController();
		const work = makeExports(single.db, stop.signal, 20);
		const state = async () => (await ask(location, { token: tokens.viewer })).body.state;
		await expect.poll(state, { timeout: 30_000, interval: 50 }).toBe('done');
		stop.abort();
		await work;
		await single.close();
		const { body } = await ask(location, { token: tokens.viewer });
		const file = await ask(body.file, { token: tokens.viewer });
		expect(file.status).toBe(200);
		expect(file.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
		expect(file.headers.get('content-disposition')).toContain('to-be-issued-no-1.md');
		expect(file.body).toContain('# To be issued');
		expect((await ask(`${location}/file`)).status).toBe(401);
		const list = await as('viewer', at);
		fits(issueShapes.exportList, list.body);
		const other = await issued();
		expect((await as('viewer', `/briefings/${other}/documents/${asked.body.id}`)).status).toBe(404);
	});
});
