import * as v from 'valibot';
import { sql } from 'drizzle-orm';
import { beforeAll, describe, expect, test } from 'vitest';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import { startSession } from '#lib/users/session.server.ts';
import type { Role } from '#lib/users/user.ts';
import { builtServer } from '../built-server.ts';
import { makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';
import { codedEvidence } from '../../src/routes/api/coding-shapes.ts';
import * as shapes from '../../src/routes/api/shapes.ts';

const { db, url } = await roomDatabase();
const { ask, address } = await builtServer(url);

const developments = '/api/v1/developments';
let [analyst, colleague, editor, viewer, reader] = ['', '', '', '', ''];
let analystId = 0;

async function tokenOf(role: Role, name: string, scope: 'read' | 'write' = 'write'): Promise<string> {
	const actor = await makeActor(db, role, name);
	if (name === 'analyst') analystId = actor.id;
	return (await inTransaction(db, (tx) => createToken(tx, actor, { name: 'test', scope }))).token;
}

beforeAll(async () => {
	await db.execute(sql`update site set reading = 'public'`);
	await makePublication(db, 'paper-2024', ['A1', 'A2']);
	analyst = await tokenOf('analyst', 'analyst');
	colleague = await tokenOf('analyst', 'colleague');
	editor = await tokenOf('editor', 'editor');
	viewer = await tokenOf('viewer', 'viewer');
	reader = await tokenOf('analyst', 'reader', 'read');
});

const valid = {
	occurredOn: 'March 2022',
	kind: 'decision',
	title: 'Council adopts a decision',
	source: 'Official Journal',
	sourceReliability: 'A',
	forums: ['EU'],
	actors: ['Council', 'Council ']
};
const post = (json: unknown, headers = {}) => ask(developments, { token: analyst, json, headers });
const count = async () =>
	(await db.execute<{ n: number }>(sql`select count(*)::int as n from developments`))[0]!.n;

describe('logging a development', () => {
	test('answers 201 with its address, its version and the record, codings and all', async () => {
		const evidence = [
			{ recommendation: 'paper-2024/A1', effect: 1, rationale: 'It binds.' },
			{ recommendation: 'paper-2024/A2', effect: -2 }
		];
		const { status, headers, body } = await post({ ...valid, evidence });
		expect(status).toBe(201);
		expect(headers.get('location')).toBe(`${developments}/${body.id}`);
		expect(headers.get('etag')).toBe('"1"');
		expect(v.safeParse(shapes.development, body).issues).toBeUndefined();
		expect(body).toMatchObject({
			occurredOn: '2022-03-01',
			occurredPrecision: 'month',
			sourceReliability: 'A',
			credibility: 6,
			actors: ['Council'],
			recordedBy: 'analyst',
			evidence: [
				{ publication: 'paper-2024', code: 'A1', effect: 1 },
				{ publication: 'paper-2024', code: 'A2', effect: -2 }
			]
		});
		expect((await ask(`${developments}/${body.id}`)).body).toEqual(body);
		const progress = await ask('/api/v1/recommendations/paper-2024/A1/progress?interval=month&to=2022-03-31');
		expect(progress.body.series[0]).toMatchObject({ period: '2022-03', evidence: { '1': 1 } });
	});

	test('keeps what people write: Cyrillic, right to left, HTML, without stray control characters', async () => {
		const title = 'Совет принял решение — قرار المجلس';
		const summary = '<script>alert(1)</script> & "quotes"\r\nsecond line';
		const { status, body } = await post({ ...valid, title: `${title}\u0000\u0007`, summary });
		expect(status).toBe(201);
		expect([body.title, body.summary]).toEqual([title, summary.replace('\r', '')]);
	});

	test('takes an external id once, and says which development has it', async () => {
		const first = await post({ ...valid, externalId: 'X-1' });
		const second = await post({ ...valid, externalId: 'X-1', title: 'Another' });
		expect(second.status).toBe(409);
		expect(second.body).toMatchObject({
			errors: [{ pointer: '/externalId' }],
			existing: { id: first.body.id, href: `${developments}/${first.body.id}` }
		});
		const both = await Promise.all([1, 2].map(() => post({ ...valid, externalId: 'X-2' })));
		expect(both.map((reply) => reply.status).sort()).toEqual([201, 409]);
	});

	test('sent twice under one Idempotency-Key makes one development', async () => {
		const send = (title: string) => post({ ...valid, title }, { 'idempotency-key': 'a1b2' });
		const [first, again, other] = [await send('Once'), await send('Once'), await send('Other')];
		expect([first.status, again.status, other.status]).toEqual([201, 200, 422]);
		expect(again.body.id).toBe(first.body.id);
		expect((await post(valid, { 'idempotency-key': 'not a key' })).status).toBe(400);
		expect((await post(valid, { 'idempotency-key': 'not;one' })).status).toBe(400);
		const both = await Promise.all([1, 2].map(() => post(valid, { 'idempotency-key': 'c3d4' })));
		expect(both.map((reply) => reply.status).sort()).toEqual([200, 201]);
		expect(both[0]!.body.id).toBe(both[1]!.body.id);
	});

	test.each<[string, Record<string, unknown>, string]>([
		['a date that does not exist', { occurredOn: '2022-02-30' }, '/occurredOn'],
		['no date', { occurredOn: undefined }, '/occurredOn'],
		['a title of 10,000 characters', { title: 'x'.repeat(10_000) }, '/title'],
		['an empty title', { title: ' \u0007 ' }, '/title'],
		['a lone surrogate', { title: 'half \ud83d' }, '/title'],
		['an unknown kind', { kind: 'rumour' }, '/kind'],
		['a script for an address', { sourceUrl: 'javascript:alert(1)' }, '/sourceUrl'],
		['a number for a title', { title: 7 }, '/title'],
		['a credibility of 7', { credibility: 7 }, '/credibility'],
		['a reliability of G', { sourceReliability: 'G' }, '/sourceReliability'],
		['a list of numbers for actors', { actors: [1] }, '/actors/0'],
		['a field that does not exist', { titel: 'x' }, '/titel'],
		['effect 3', { evidence: [{ recommendation: 'paper-2024/A1', effect: 3 }] }, '/evidence/0/effect'],
		[
			'an unknown code',
			{ evidence: [{ recommendation: 'paper-2024/Z9', effect: 1 }] },
			'/evidence/0/recommendation'
		],
		['no code', { evidence: [{ effect: 1 }] }, '/evidence/0/recommendation'],
		[
			'a misspelt field of a coding',
			{ evidence: [{ recommendation: 'paper-2024/A1', effect: 1, rational: 'x' }] },
			'/evidence/0/rational'
		]
	])('refuses %s beside the field, and keeps nothing', async (_, change, pointer) => {
		const before = await count();
		const { status, headers, body } = await post({ ...valid, ...change });
		expect([status, headers.get('content-type')]).toEqual([422, 'application/problem+json']);
		expect(v.is(shapes.problemDetails, body)).toBe(true);
		expect(body.errors.map((one: { pointer: string }) => one.pointer)).toEqual([pointer]);
		expect(body.errors[0].detail).not.toMatch(/Expected|received undefined/);
		expect(await count()).toBe(before);
	});

	test('names every fault at once', async () => {
		const { body } = await post({ title: '', kind: 'x' });
		const pointers = body.errors.map((one: { pointer: string }) => one.pointer).sort();
		expect(pointers).toEqual(['/kind', '/occurredOn', '/source', '/title']);
	});
});

describe('a body', () => {
	const send = (body: BodyInit, type?: string) =>
		ask(developments, {
			token: analyst,
			method: 'POST',
			body,
			headers: type ? { 'content-type': type } : {}
		});

	test.each([
		['that is not JSON', 400, '{"title": ', 'application/json'],
		['that is empty', 400, '', 'application/json'],
		['that is not UTF-8', 400, new Uint8Array([0x22, 0xff, 0x22]), 'application/json'],
		['that is a list', 422, '[]', 'application/json'],
		['that is null', 422, 'null', 'application/json'],
		['that is text', 422, '"x"', 'application/json'],
		['of another type', 415, 'title=x', 'application/x-www-form-urlencoded'],
		['of plain text', 415, '{}', 'text/plain'],
		['without a type', 415, new Uint8Array([0x7b, 0x7d]), undefined],
		['over the limit', 413, `"${'x'.repeat(1024 * 1024)}"`, 'application/json']
	])('%s is a %i', async (_, status, body, type) => {
		const reply = await send(body, type);
		expect([reply.status, reply.body.status]).toEqual([status, status]);
		expect(reply.headers.get('content-type')).toBe('application/problem+json');
	});

	test('over the limit is a 413 also where it does not say how long it is', async () => {
		const stream = new ReadableStream({
			start(controller) {
				for (let at = 0; at < 20; at++) controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
				controller.close();
			}
		});
		const init = { method: 'POST', body: stream, duplex: 'half' } as RequestInit;
		const headers = { authorization: `Bearer ${analyst}`, 'content-type': 'application/json' };
		const response = await fetch(address + developments, { ...init, headers });
		expect([response.status, ((await response.json()) as { status: number }).status]).toEqual([413, 413]);
	});
});

test('a long body that is refused unread leaves the connection to the next request', async () => {
	for (let round = 0; round < 3; round++) {
		const refused = await ask(developments, { json: { ...valid, summary: 'x'.repeat(500_000) } });
		expect(refused.status).toBe(401);
		const put = await ask(developments, { method: 'PUT', token: analyst, json: 'x'.repeat(500_000) });
		expect(put.status).toBe(405);
		expect((await ask(developments)).status).toBe(200);
	}
});

describe('who may write', () => {
	test.each([
		['nobody', 401, () => undefined],
		['a token that does not exist', 401, () => 'stk_wrong'],
		['a viewer', 403, () => viewer],
		['a token that may only read', 403, () => reader]
	])('%s: %i', async (_, status, token) => {
		const { status: given, headers, body } = await ask(developments, { json: valid, token: token() });
		expect([given, body.status]).toEqual([status, status]);
		if (status === 401) expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
	});

	test('a session alone does not, so that no other site can write through a browser', async () => {
		const { id } = await startSession(db, analystId);
		const headers = { cookie: `stocktake_session=${id}`, origin: 'https://elsewhere.example' };
		expect((await ask(developments, { json: valid, headers })).status).toBe(401);
		expect((await ask(developments, { json: valid, headers: { ...headers, origin: address } })).status).toBe(
			401
		);
		expect((await ask(developments, { headers })).status).toBe(200);
	});

	test('too many tokens that do not exist are stopped for a while', async () => {
		let reply = await ask(developments, { token: 'stk_guess' });
		for (let tries = 0; reply.status === 401 && tries < 60; tries++)
			reply = await ask(developments, { token: `stk_guess${tries}` });
		expect([reply.status, reply.body.status]).toEqual([429, 429]);
		expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
		expect((await ask(developments, { token: analyst })).status).toBe(200);
	});
});

describe('changing a development', () => {
	const make = async (change = {}) => (await post({ ...valid, ...change })).body;
	const patch = (id: number, json: unknown, headers = {}) =>
		ask(`${developments}/${id}`, { method: 'PATCH', token: analyst, json, headers });

	test('changes the fields sent and no others, and counts the version', async () => {
		const made = await make({ summary: 'Kept.' });
		const { status, headers, body } = await patch(made.id, {
			version: 1,
			title: 'Council decides',
			publishedOn: '2022-03-05'
		});
		expect([status, headers.get('etag')]).toEqual([200, '"2"']);
		const { updatedAt: _now, ...rest } = body;
		const { updatedAt: _then, ...before } = made;
		expect(rest).toEqual({ ...before, title: 'Council decides', publishedOn: '2022-03-05', version: 2 });
		const emptied = await patch(made.id, { publishedOn: null, summary: null }, { 'if-match': '"2"' });
		expect(emptied.body).toMatchObject({ publishedOn: null, summary: '', version: 3 });
	});

	test('takes author, language and copy of the source, and gives them back', async () => {
		const about = {
			archivedUrl: 'https://web.archive.org/web/2022/https://iz.ru/1',
			sourceAuthor: 'Лавров, Сергей',
			sourceLanguage: 'ru'
		};
		const made = await make(about);
		expect(made).toMatchObject(about);
		const patched = await patch(made.id, { version: 1, sourceAuthor: null, sourceLanguage: 'ru-Cyrl' });
		expect(patched.body).toMatchObject({ ...about, sourceAuthor: '', sourceLanguage: 'ru-Cyrl' });
		const refused = await patch(made.id, { version: 2, archivedUrl: 'javascript:1', sourceLanguage: '?' });
		expect(refused.body.errors).toMatchObject([{ pointer: '/archivedUrl' }, { pointer: '/sourceLanguage' }]);
	});

	test('a new date carries its own precision, a new source its own judgement', async () => {
		const made = await make();
		await make({ source: 'Rumour Mill', sourceKind: 'other', sourceReliability: 'E' });
		const { body } = await patch(made.id, { version: 1, occurredOn: '2022-03-09', source: 'rumour mill' });
		expect(body).toMatchObject({
			occurredOn: '2022-03-09',
			occurredPrecision: 'day',
			sourceReliability: 'E'
		});
	});

	test('of a stale version is refused and overwrites nothing', async () => {
		const made = await make();
		await patch(made.id, { version: 1, title: 'First' });
		const inBody = await patch(made.id, { version: 1, title: 'Second' });
		expect([inBody.status, inBody.body.currentVersion]).toEqual([409, 2]);
		expect(inBody.body.errors[0].pointer).toBe('/version');
		expect((await patch(made.id, { title: 'Second' }, { 'if-match': '"1"' })).status).toBe(412);
		expect((await patch(made.id, { title: 'Second' })).status).toBe(428);
		expect((await patch(made.id, { title: 'Second' }, { 'if-match': 'x' })).status).toBe(400);
		expect((await ask(`${developments}/${made.id}`)).body).toMatchObject({ title: 'First', version: 2 });
	});

	test('does not take the external id that another has', async () => {
		await make({ externalId: 'TAKEN' });
		const { id } = await make();
		const { status, body } = await patch(id, { version: 1, externalId: 'TAKEN', title: 'Lost' });
		expect([status, body.errors[0].pointer]).toEqual([409, '/externalId']);
		expect((await ask(`${developments}/${id}`)).body).toMatchObject({ title: valid.title, version: 1 });
	});

	test('at the same time succeeds for one', async () => {
		const { id } = await make();
		const replies = await Promise.all(
			['One', 'Two', 'Three'].map((title) => patch(id, { version: 1, title }))
		);
		expect(replies.map((reply) => reply.status).sort()).toEqual([200, 409, 409]);
	});

	test('refuses bad values and fields beside the field', async () => {
		const { id } = await make();
		const pointers = async (json: object) =>
			(await patch(id, { version: 1, ...json })).body.errors.map((one: { pointer: string }) => one.pointer);
		expect(await pointers({ title: null })).toEqual(['/title']);
		expect(await pointers({ sourceUrl: 'javascript:alert(1)' })).toEqual(['/sourceUrl']);
		expect(await pointers({ evidence: [] })).toEqual(['/evidence']);
		expect(await pointers({ version: 'x' })).toEqual(['/version']);
		expect((await patch(999_999, { version: 1, title: 'x' })).status).toBe(404);
		expect((await patch(id, [])).body.errors).toEqual([{ pointer: '', detail: expect.any(String) }]);
	});

	test('hides it from readers and lists, and brings it back with its evidence', async () => {
		const evidence = [{ recommendation: 'paper-2024/A1', effect: 2 }];
		const made = await make({ externalId: 'HIDE', evidence });
		const act = (what: string, token = editor) =>
			ask(`${developments}/${made.id}/${what}`, { method: 'POST', token });
		const listed = async () =>
			(await ask(`${developments}?recommendation=paper-2024/A1`)).body.developments.some(
				(one: { id: number }) => one.id === made.id
			);
		const hidden = await act('hide');
		expect(hidden.body).toMatchObject({ hiddenAt: expect.any(String), evidence: [] });
		expect((await ask(`${developments}/${made.id}`)).status).toBe(404);
		expect(await listed()).toBe(false);
		const restored = await act('restore');
		expect(restored.body).toMatchObject({ hiddenAt: null, evidence: made.evidence });
		expect(await listed()).toBe(true);
		expect((await act('hide', viewer)).status).toBe(403);
	});
});

describe('coding', () => {
	test('one or several; the first is adopted, another analyst’s is kept beside it', async () => {
		const { id } = (await post(valid)).body;
		const code = (json: unknown, token = analyst) => ask(`${developments}/${id}/evidence`, { token, json });
		const one = await code({ recommendation: 'paper-2024/A1', effect: 1, rationale: 'So.' });
		expect(one.status).toBe(201);
		expect(v.safeParse(codedEvidence, one.body).issues).toBeUndefined();
		const two = await code(
			[
				{ recommendation: 'paper-2024/A1', effect: -1 },
				{ recommendation: 'paper-2024/A2', effect: 0 }
			],
			colleague
		);
		expect(two.body.evidence.map((coded: { adopted: boolean }) => coded.adopted)).toEqual([false, true]);
		const { codings } = (await ask(`${developments}/${id}/evidence`)).body;
		expect(codings.map((coding: any) => [coding.code, coding.coder, coding.effect, coding.state])).toEqual([
			['A1', 'analyst', 1, 'adopted'],
			['A1', 'colleague', -1, 'submitted'],
			['A2', 'colleague', 0, 'adopted']
		]);
	});

	test('is all or nothing', async () => {
		const { id } = (await post(valid)).body;
		const coded = { recommendation: 'paper-2024/A1', effect: 1 };
		const code = (json: unknown) => ask(`${developments}/${id}/evidence`, { token: analyst, json });
		const unknown = await code([coded, { recommendation: 'paper-2024/Z9', effect: 1 }]);
		expect([unknown.status, unknown.body.errors[0].pointer]).toEqual([422, '/1/recommendation']);
		expect((await code([coded, coded])).body.errors[0].pointer).toBe('/1/recommendation');
		expect((await code({ ...coded, effect: 3 })).body.errors[0].pointer).toBe('/effect');
		expect((await ask(`${developments}/${id}/evidence`)).body.codings).toEqual([]);
		expect((await ask(`${developments}/999999/evidence`, { token: analyst, json: coded })).status).toBe(404);
	});
});

describe('assessing', () => {
	const assessments = '/api/v1/recommendations/paper-2024/A2/assessments';
	const judgement = {
		assessedOn: '2023-01-31',
		level: 1,
		trajectory: 'steady',
		confidence: 'low',
		rationale: 'So far.'
	};
	const assess = (json: object) => ask(assessments, { token: analyst, json });

	test('adds to what was judged before', async () => {
		const cited = (await post(valid)).body;
		const { status, body } = await assess({ ...judgement, developmentIds: [cited.id] });
		expect(status).toBe(201);
		expect(v.safeParse(shapes.assessment, body).issues).toBeUndefined();
		expect(body).toMatchObject({
			code: 'A2',
			level: 1,
			assessor: 'analyst',
			developments: [{ id: cited.id }]
		});
		await assess({ ...judgement, assessedOn: '2023-06-30', level: 0 });
		const { body: list } = await ask(assessments);
		expect(list.assessments.map((one: { level: number }) => one.level)).toEqual([0, 1]);
		const { body: then } = await ask(`${assessments}?asOf=2023-02-01`);
		expect(then.assessments).toHaveLength(1);
		const progress = await ask('/api/v1/recommendations/paper-2024/A2/progress?interval=year&to=2023-12-31');
		expect(progress.body.series.at(-1)).toMatchObject({ period: '2023', level: 0 });
	});

	test.each<[string, object, string]>([
		['level 3 without a decision', { level: 3, assessedOn: '2020-01-01' }, '/overrideReason'],
		['level 4', { level: 4 }, '/level'],
		['a date ahead', { assessedOn: '2999-01-01' }, '/assessedOn'],
		['a citation of nothing', { developmentIds: [999_999] }, '/developmentIds'],
		['no rationale', { rationale: '' }, '/rationale']
	])('refuses %s beside the field', async (_, change, pointer) => {
		const { status, body } = await assess({ ...judgement, ...change });
		expect([status, body.errors[0].pointer]).toEqual([422, pointer]);
	});

	test('of a recommendation that does not exist is a 404', async () => {
		const elsewhere = assessments.replace('A2', 'Z9');
		expect((await ask(elsewhere, { token: analyst, json: judgement })).status).toBe(404);
	});
});
