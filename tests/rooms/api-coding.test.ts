import { beforeAll, describe, expect, test } from 'vitest';
import { sql } from 'drizzle-orm';
import { progressMarkers } from '#lib/recommendations/table.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { createToken } from '#lib/users/api-token.server.ts';
import type { Role } from '#lib/users/user.ts';
import { builtServer } from '../built-server.ts';
import { makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db, url } = await roomDatabase();
const { ask } = await builtServer(url);
const tokens: Record<string, string> = {};
let [markerId, ids] = [0, {} as Record<string, number>];

async function tokenOf(role: Role, name: string) {
	const actor = await makeActor(db, role, name);
	tokens[name] = (
		await inTransaction(db, (tx) => createToken(tx, actor, { name: 'test', scope: 'write' }))
	).token;
}

beforeAll(async () => {
	await db.execute(sql`update site set reading = 'public'`);
	({ ids } = await makePublication(db, 'paper', ['A1', 'A2']));
	const [marker] = await db
		.insert(progressMarkers)
		.values({ recommendationId: ids.A1!, version: 1, direction: 'advance', text: 'Signed', position: 1 })
		.returning({ id: progressMarkers.id });
	markerId = marker!.id;
	for (const name of ['ana', 'ben']) await tokenOf('analyst', name);
	await tokenOf('editor', 'eda');
	await tokenOf('admin', 'adi');
});

type Rule = 'single' | 'reviewed' | 'double_blind';
const ruled = (codingRule: Rule) =>
	ask('/api/v1/publications/paper', { token: tokens.eda!, json: { codingRule }, method: 'PATCH' });
async function log() {
	const json = { occurredOn: '2022-03-04', kind: 'decision', title: 'A decision', source: 'Journal' };
	return (await ask('/api/v1/developments', { token: tokens.ana!, json })).body.id as number;
}
const code = (name: string, id: number, effect: number, more: object = {}) =>
	ask(`/api/v1/developments/${id}/evidence`, {
		token: tokens[name]!,
		json: { recommendation: 'paper/A1', effect, ...more }
	});
const codingsFor = async (name: string | null, id: number) =>
	(await ask(`/api/v1/developments/${id}/evidence`, name ? { token: tokens[name]! } : {})).body.codings;
const decide = (name: string, id: number, json: object) =>
	ask(`/api/v1/developments/${id}/evidence/paper/A1/adjudication`, { token: tokens[name]!, json });

describe('the rule of a publication', () => {
	test('is set by editors alone, and stays where a field is not sent', async () => {
		expect((await ruled('reviewed')).body).toMatchObject({ codingRule: 'reviewed', assignmentDays: 7 });
		const change = { json: { assignmentDays: 14 }, method: 'PATCH' };
		expect((await ask('/api/v1/publications/paper', { token: tokens.ana!, ...change })).status).toBe(403);
		const { body } = await ask('/api/v1/publications/paper', { token: tokens.eda!, ...change });
		expect(body).toMatchObject({ codingRule: 'reviewed', assignmentDays: 14 });
		const wrong = { json: { codingRule: 'triple', assignmentDays: 0 }, method: 'PATCH' };
		const refused = await ask('/api/v1/publications/paper', { token: tokens.eda!, ...wrong });
		expect(refused.status).toBe(422);
		expect(refused.body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([
			'/codingRule',
			'/assignmentDays'
		]);
	});
});

describe('a coding', () => {
	test('keeps its marker and quote', async () => {
		await ruled('single');
		const id = await log();
		const { status, body } = await code('ana', id, 1, { markerId, quote: 'signed at noon' });
		expect([status, body.evidence[0]]).toMatchObject([201, { state: 'adopted', adopted: true, markerId }]);
		expect(await codingsFor(null, id)).toMatchObject([
			{
				marker: { id: markerId, text: 'Signed' },
				quote: 'signed at noon',
				isEvidence: true,
				isRevealed: true
			}
		]);
	});

	test('is refused at its field: an unknown marker, an effect out of range, a rationale of 100,000 characters', async () => {
		const id = await log();
		const pointersOf = async (more: object) => {
			const { status, body } = await code('ana', id, 1, more);
			return [status, body.errors.map(({ pointer }: { pointer: string }) => pointer)];
		};
		expect(await pointersOf({ markerId: 999_999 })).toEqual([422, ['/markerId']]);
		expect(await pointersOf({ effect: 3 })).toEqual([422, ['/effect']]);
		expect(await pointersOf({ rationale: 'a'.repeat(100_000) })).toEqual([422, ['/rationale']]);
		expect(await pointersOf({ recommendation: 'paper/Z9' })).toEqual([422, ['/recommendation']]);
		expect(await codingsFor('ana', id)).toEqual([]);
	});
});

describe('review', () => {
	test('adopts or rejects, with a reason that stands beside the coding', async () => {
		await ruled('reviewed');
		const id = await log();
		const { codingId } = (await code('ana', id, 1)).body.evidence[0];
		const review = (name: string, verb: string, json: object) =>
			ask(`/api/v1/codings/${codingId}/${verb}`, { token: tokens[name]!, json });
		expect((await review('ben', 'reject', { reason: 'No.' })).status).toBe(403);
		expect((await review('eda', 'reject', {})).status).toBe(422);
		expect((await review('eda', 'reject', { reason: 'Too early.' })).body).toMatchObject({
			state: 'rejected',
			decided: { by: 'eda', reason: 'Too early.' }
		});
		expect((await review('eda', 'adopt', { reason: 'Now it is in force.' })).body).toMatchObject({
			state: 'adopted',
			isEvidence: true
		});
		expect(
			(await ask('/api/v1/codings/999999/adopt', { token: tokens.eda!, json: { reason: 'x' } })).status
		).toBe(404);
	});
});

describe('double-blind coding', () => {
	test('shows nobody the first coding, whatever their role, in no answer', async () => {
		await ruled('double_blind');
		const id = await log();
		const { body } = await code('ana', id, 1, { rationale: 'a secret' });
		expect(body.evidence[0]).toMatchObject({ state: 'submitted', adopted: false });
		expect(await codingsFor('ana', id)).toMatchObject([{ rationale: 'a secret', isRevealed: false }]);
		for (const name of ['ben', 'eda', 'adi', null]) {
			expect(await codingsFor(name, id)).toEqual([]);
			for (const path of [`/developments/${id}`, '/developments', '/disputes']) {
				const token = name ? { token: tokens[name]! } : {};
				expect(JSON.stringify((await ask(`/api/v1${path}`, token)).body)).not.toContain('a secret');
			}
		}
	});

	test('a disagreement is listed, adjudicated once, and a stale view of it is a 409', async () => {
		const id = await log();
		const first = (await code('ana', id, 2)).body.evidence[0].codingId;
		const second = (await code('ben', id, -1)).body.evidence[0];
		expect(second.state).toBe('disputed');
		const { body } = await ask('/api/v1/disputes');
		expect(
			body.disputes.find((one: { development: { id: number } }) => one.development.id === id)
		).toMatchObject({
			publication: 'paper',
			code: 'A1',
			codings: [
				{ coder: 'ana', effect: 2 },
				{ coder: 'ben', effect: -1 }
			]
		});
		const seen = [first, second.codingId];
		expect((await decide('ana', id, { adopt: first, reason: 'So.', seen })).status).toBe(403);
		expect((await decide('eda', id, { adopt: first, effect: 1, reason: 'So.', seen })).status).toBe(422);
		expect((await decide('eda', id, { reason: 'So.', seen })).status).toBe(422);
		expect((await decide('eda', id, { adopt: first, reason: 'So.', seen: [first] })).status).toBe(409);
		const decided = await decide('eda', id, {
			effect: 1,
			markerId,
			reason: 'Signed, not yet in force.',
			seen
		});
		expect(decided.status).toBe(200);
		expect(decided.body.codings).toMatchObject([
			{ coder: 'eda', effect: 1, state: 'adopted', isAdjudication: true, isEvidence: true },
			{ coder: 'ana', state: 'rejected', decided: { reason: 'Signed, not yet in force.' } },
			{ coder: 'ben', state: 'rejected' }
		]);
		expect((await decide('adi', id, { adopt: first, reason: 'So.', seen })).status).toBe(409);
	});
});
