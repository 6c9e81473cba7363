import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import { hideDevelopment, recordDevelopment, restoreDevelopment } from '#lib/developments/commands.server.ts';
import { Conflict, NotAllowed, NotFound, Refused } from '#lib/errors.ts';
import {
	adjudicate,
	adoptCoding,
	closeCoding,
	codeEvidence,
	discardDraft,
	rejectCoding,
	saveDraft,
	stopWaiting,
	submitDraft,
	withdrawCoding
} from '#lib/evidence/commands.server.ts';
import type { Effect } from '#lib/evidence/evidence.ts';
import { listCodings, listComparable, listEvidence, listWaiting } from '#lib/evidence/queries.server.ts';
import { listDisputes, listOutcomes } from '#lib/evidence/queue.server.ts';
import { listHistoryOfDevelopment } from '#lib/history/queries.server.ts';
import { setCodingRule } from '#lib/publications/commands.server.ts';
import type { CodingRule } from '#lib/publications/publication.ts';
import {
	progressMarkers,
	recommendations,
	recommendationVersions
} from '#lib/recommendations/table.server.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import { aDevelopment, makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'ana');
const ben = await makeActor(db, 'analyst', 'ben');
const cem = await makeActor(db, 'analyst', 'cem');
const eda = await makeActor(db, 'editor', 'eda');
const adi = await makeActor(db, 'admin', 'adi');
const { publicationId, ids } = await makePublication(db, 'paper', ['A1', 'A2']);
const A1 = ids.A1!;
const [marker] = await db
	.insert(progressMarkers)
	.values({ recommendationId: A1, version: 1, direction: 'advance', text: 'A treaty is signed', position: 1 })
	.returning({ id: progressMarkers.id });
const [foreign] = await db
	.insert(progressMarkers)
	.values({ recommendationId: ids.A2!, version: 1, direction: 'setback', text: 'Talks end', position: 1 })
	.returning({ id: progressMarkers.id });

const run = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);
const ruled = (codingRule: CodingRule) =>
	run((tx) => setCodingRule(tx, eda, publicationId, { codingRule, assignmentDays: 7 }));
const log = async () => (await run((tx) => recordDevelopment(tx, ana, aDevelopment()))).id;
const coding = (
	developmentId: number,
	effect: Effect,
	more: { rationale?: string; markerId?: number } = {}
) => ({
	developmentId,
	recommendationId: A1,
	effect,
	rationale: 'because',
	...more
});
const code = (actor: Actor, developmentId: number, effect: Effect, rationale = 'because') =>
	run((tx) => codeEvidence(tx, actor, coding(developmentId, effect, { rationale })));
const seenBy = async (viewer: Actor | null, developmentId: number) =>
	(await listCodings(db, developmentId, viewer?.id ?? null)).map(({ coder, effect, state }) => [
		coder,
		effect,
		state
	]);
const effectInForce = async (developmentId: number) => {
	const rows = await db.execute<{ effect: number }>(
		sql`select effect from evidence where development_id = ${developmentId} and retired_at is null`
	);
	return rows.map(({ effect }) => effect);
};
const told = async (actor: Actor) => {
	const rows = await db.execute<{ reason: string; href: string }>(
		sql`select reason, href from notifications where user_id = ${actor.id} order by id`
	);
	return rows.map(({ reason, href }) => `${reason} ${href}`);
};

describe('under the single rule', () => {
	beforeEach(() => ruled('single'));

	test('the first coding is adopted at once, a second stands beside it', async () => {
		const id = await log();
		expect(await code(ana, id, 1)).toMatchObject({ state: 'adopted', adopted: true });
		expect(await code(ben, id, -1)).toMatchObject({ state: 'submitted', adopted: false });
		expect(await effectInForce(id)).toEqual([1]);
	});

	test('an editor who overrules says why, and the overruled coder reads it', async () => {
		const id = await log();
		await code(ana, id, 1);
		const { codingId } = await code(ben, id, -1);
		await expect(run((tx) => adoptCoding(tx, eda, codingId))).rejects.toMatchObject({ field: 'reason' });
		await run((tx) => adoptCoding(tx, eda, codingId, 'The decree says the opposite.'));
		expect(await effectInForce(id)).toEqual([-1]);
		const [adopted, overruled] = await listCodings(db, id, ana.id);
		expect(adopted).toMatchObject({ coder: 'ben', state: 'adopted', isEvidence: true });
		expect(overruled).toMatchObject({
			coder: 'ana',
			state: 'rejected',
			decided: { by: 'eda', reason: 'The decree says the opposite.' }
		});
		expect(await told(ana)).toContain(`decided /developments/${id}`);
	});
});

describe('under the reviewed rule', () => {
	beforeEach(() => ruled('reviewed'));

	test('nothing counts until an editor adopts it', async () => {
		const id = await log();
		const { codingId, state } = await code(ana, id, 2);
		expect([state, await effectInForce(id)]).toEqual(['submitted', []]);
		await expect(run((tx) => adoptCoding(tx, ben, codingId))).rejects.toThrow(NotAllowed);
		await run((tx) => adoptCoding(tx, eda, codingId));
		expect(await effectInForce(id)).toEqual([2]);
	});

	test('editors are told of a coding that waits for them, not of their own, nor of better words for an adopted one', async () => {
		const id = await log();
		const waits = `to_review /developments/${id}`;
		const { codingId } = await code(eda, id, 2);
		expect([await told(eda), await told(adi)]).toEqual([
			expect.not.arrayContaining([waits]),
			expect.arrayContaining([waits])
		]);
		expect(await told(ben)).not.toContain(waits);
		await run((tx) => adoptCoding(tx, adi, codingId));
		await code(eda, id, 2, 'better words');
		expect((await told(adi)).filter((one) => one === waits)).toHaveLength(1);
		const brought = coding(id, -1);
		await run((tx) => codeEvidence(tx, ana, brought, { rule: 'single' }));
		expect((await told(adi)).filter((one) => one === waits)).toHaveLength(1);
	});

	test('a coding is turned down with a reason, never without', async () => {
		const id = await log();
		const { codingId } = await code(ana, id, 2);
		await expect(run((tx) => rejectCoding(tx, eda, codingId, ''))).rejects.toThrow(Refused);
		await run((tx) => rejectCoding(tx, eda, codingId, 'Too early to say.'));
		expect(await listCodings(db, id, null)).toMatchObject([
			{ state: 'rejected', decided: { by: 'eda', reason: 'Too early to say.' } }
		]);
		await run((tx) => adoptCoding(tx, eda, codingId, 'I was wrong.'));
		await expect(run((tx) => rejectCoding(tx, eda, codingId, 'Again'))).rejects.toThrow('adopted');
	});

	test('evidence in force stays while a coding waits', async () => {
		const id = await log();
		await run(async (tx) => adoptCoding(tx, eda, (await codeEvidence(tx, ana, coding(id, 1))).codingId));
		await code(ben, id, -1);
		expect(await effectInForce(id)).toEqual([1]);
	});

	test('better words for an adopted effect take its place; another effect asks to withdraw first', async () => {
		const id = await log();
		const first = await code(ana, id, 1);
		await run((tx) => adoptCoding(tx, eda, first.codingId));
		expect(await code(ana, id, 1, 'better words')).toMatchObject({ state: 'adopted' });
		expect((await listEvidence(db, A1, null)).evidence[0]).toMatchObject({ rationale: 'better words' });
		await expect(code(ana, id, -1)).rejects.toMatchObject({ field: 'effect' });
		expect(await effectInForce(id)).toEqual([1]);
		const [mine] = await listCodings(db, id, ana.id);
		await run((tx) => withdrawCoding(tx, ana, mine!.id));
		expect(await code(ana, id, -1)).toMatchObject({ state: 'submitted' });
		expect(await effectInForce(id)).toEqual([]);
	});
});

describe('under the double-blind rule', () => {
	beforeEach(() => ruled('double_blind'));

	test('a first coding is its coder’s alone, whatever others’ roles: in lists, beside evidence, in history', async () => {
		const id = await log();
		expect(await code(ana, id, 1, 'a secret')).toMatchObject({ state: 'submitted' });
		expect(await seenBy(ana, id)).toEqual([['ana', 1, 'submitted']]);
		for (const other of [ben, eda, adi, null]) {
			expect(await seenBy(other, id)).toEqual([]);
			const history = await listHistoryOfDevelopment(db, id, other?.id ?? null);
			expect(history.map(({ what }) => what)).toEqual(['logged this development']);
			expect(JSON.stringify(history)).not.toContain('a secret');
		}
		expect((await listHistoryOfDevelopment(db, id, ana.id)).map(({ what }) => what)).toContain(
			'coded A1: +1 (submitted)'
		);
		expect(await effectInForce(id)).toEqual([]);
	});

	test('others learn that one is in, not what it says', async () => {
		const id = await log();
		await code(ana, id, 1);
		expect(await listWaiting(db, id, ben.id)).toMatchObject([{ code: 'A1', in: 1 }]);
		expect(await listWaiting(db, id, ana.id)).toEqual([]);
	});

	test('nobody decides over a coding that waits: it is not there, and its coder is told to wait', async () => {
		const id = await log();
		const { codingId } = await code(ana, id, 1);
		await expect(run((tx) => adoptCoding(tx, eda, codingId))).rejects.toThrow(NotFound);
		await expect(run((tx) => rejectCoding(tx, adi, codingId, 'no'))).rejects.toThrow(NotFound);
		await expect(run((tx) => withdrawCoding(tx, adi, codingId))).rejects.toThrow(NotFound);
		const own = await log();
		const mine = await code(eda, own, 1);
		await expect(run((tx) => adoptCoding(tx, eda, mine.codingId))).rejects.toThrow('waits for a second');
	});

	test('equal codings are adopted by themselves, and the evidence rests on the first', async () => {
		const id = await log();
		const first = await code(ana, id, 1, 'the first');
		expect(await code(ben, id, 1, 'the second')).toMatchObject({ state: 'adopted' });
		expect(await listCodings(db, id, null)).toMatchObject([
			{ id: first.codingId, state: 'adopted', isBlind: true, isEvidence: true },
			{ coder: 'ben', state: 'adopted', isBlind: true, isEvidence: false }
		]);
		expect(await effectInForce(id)).toEqual([1]);
		expect(await told(ana)).toContain(`decided /developments/${id}`);
	});

	test('unequal codings are revealed and disputed, without evidence, and editors are told', async () => {
		const id = await log();
		await code(ana, id, 1);
		expect(await code(ben, id, -1)).toMatchObject({ state: 'disputed' });
		expect(await seenBy(null, id)).toEqual([
			['ana', 1, 'disputed'],
			['ben', -1, 'disputed']
		]);
		expect(await effectInForce(id)).toEqual([]);
		for (const editor of [eda, adi])
			expect(await told(editor)).toContain(`to_adjudicate /adjudication/${id}/paper/A1`);
	});

	test('two second coders at the same moment: one pair is compared, the third coding joins it', async () => {
		for (let round = 0; round < 5; round++) {
			const id = await log();
			await code(ana, id, 1);
			const both = await Promise.all([code(ben, id, 1), code(cem, id, 1)]);
			expect(both.map(({ state }) => state)).toEqual(['adopted', 'adopted']);
			expect(await effectInForce(id)).toEqual([1]);
		}
	});

	test('two first coders at the same moment are a pair, neither lost nor counted twice', async () => {
		for (let round = 0; round < 5; round++) {
			const id = await log();
			const both = await Promise.all([code(ana, id, 1), code(ben, id, -1)]);
			expect(both.map(({ state }) => state).sort()).toEqual(['disputed', 'submitted']);
			expect((await seenBy(null, id)).map(([, , state]) => state)).toEqual(['disputed', 'disputed']);
		}
	});

	test('coding again before the second is in stays blind, and the words given up are seen when it is', async () => {
		const id = await log();
		await code(ana, id, 2, 'hasty');
		await code(ana, id, 1, 'calm');
		expect(await seenBy(ben, id)).toEqual([]);
		await code(ben, id, 1);
		const history = await listHistoryOfDevelopment(db, id, null);
		expect(history.map(({ what }) => what)).toContain('coded A1: +2 → +1 (submitted)');
	});

	test('a coder who comes round ends the dispute', async () => {
		const id = await log();
		await code(ana, id, 1);
		await code(ben, id, -1);
		expect(await code(ben, id, 1, 'I read it again')).toMatchObject({ state: 'adopted' });
		expect(await effectInForce(id)).toEqual([1]);
		expect(await listCodings(db, id, null)).toMatchObject([
			{ coder: 'ana' },
			{ coder: 'ben', isBlind: false }
		]);
	});

	test('with evidence in force, a coding of another effect is disputed and the evidence stays', async () => {
		const id = await log();
		await code(ana, id, 1);
		await code(ben, id, 1);
		expect(await code(cem, id, -2)).toMatchObject({ state: 'disputed' });
		expect(await effectInForce(id)).toEqual([1]);
	});

	test('what was begun blind is finished blind when the rule changes', async () => {
		const id = await log();
		await code(ana, id, 1);
		await ruled('single');
		expect(await code(ben, id, -1)).toMatchObject({ state: 'disputed' });
		expect(await effectInForce(id)).toEqual([]);
	});

	test('when no more coders are awaited, a coding that stands alone is revealed and disputed', async () => {
		const id = await log();
		await code(ana, id, 1);
		await run((tx) => closeCoding(tx, ben, { developmentId: id, publicationId }));
		expect(await listCodings(db, id, null)).toMatchObject([
			{
				coder: 'ana',
				state: 'disputed',
				decided: { reason: 'One coder saw something here that the other did not.' }
			}
		]);
		expect(await effectInForce(id)).toEqual([]);
	});

	test('only an editor stops waiting, and only where something waits', async () => {
		const id = await log();
		await code(ana, id, 1);
		const key = { developmentId: id, recommendationId: A1 };
		await expect(run((tx) => stopWaiting(tx, ben, key))).rejects.toThrow(NotAllowed);
		await run((tx) => stopWaiting(tx, eda, key));
		expect(await seenBy(null, id)).toEqual([['ana', 1, 'disputed']]);
		await expect(run((tx) => stopWaiting(tx, eda, key))).rejects.toThrow('Nothing waits');
	});

	test('evidence that rests on a coding which is withdrawn passes to the one that agreed', async () => {
		const id = await log();
		const first = await code(ana, id, 1);
		const second = await code(ben, id, 1);
		await run((tx) => withdrawCoding(tx, ana, first.codingId));
		expect(await listCodings(db, id, null)).toMatchObject([{ id: second.codingId, isEvidence: true }]);
		expect(await effectInForce(id)).toEqual([1]);
	});

	test('a development with an agreed pair comes back from hiding with one piece of evidence', async () => {
		const id = await log();
		const { codingId } = await code(ana, id, 1);
		await code(ben, id, 1);
		await run((tx) => hideDevelopment(tx, ana, id));
		expect(await effectInForce(id)).toEqual([]);
		await run((tx) => restoreDevelopment(tx, ana, id));
		expect(await effectInForce(id)).toEqual([1]);
		expect(await listCodings(db, id, null)).toMatchObject([{ id: codingId, isEvidence: true }, {}]);
	});
});

describe('a draft', () => {
	beforeEach(() => ruled('single'));

	test('is its coder’s alone, is saved over, and is submitted in the end', async () => {
		const id = await log();
		const { codingId } = await run((tx) => saveDraft(tx, ana, coding(id, 0)));
		expect(await run((tx) => saveDraft(tx, ana, coding(id, 1)))).toEqual({ codingId });
		expect(await seenBy(ana, id)).toEqual([['ana', 1, 'draft']]);
		for (const other of [ben, eda, adi, null]) expect(await seenBy(other, id)).toEqual([]);
		expect(await effectInForce(id)).toEqual([]);
		expect(await run((tx) => submitDraft(tx, ana, codingId))).toEqual({
			codingId,
			state: 'adopted',
			adopted: true
		});
		expect(await seenBy(ben, id)).toEqual([['ana', 1, 'adopted']]);
	});

	test('stands beside one’s own coding in force until it is submitted', async () => {
		const id = await log();
		await code(ana, id, 1);
		const draft = await run((tx) => saveDraft(tx, ana, coding(id, 2)));
		expect(await effectInForce(id)).toEqual([1]);
		await run((tx) => submitDraft(tx, ana, draft.codingId));
		expect(await effectInForce(id)).toEqual([2]);
		expect(await seenBy(ana, id)).toEqual([['ana', 2, 'adopted']]);
	});

	test('of somebody else is not there, also for an administrator', async () => {
		const id = await log();
		const { codingId } = await run((tx) => saveDraft(tx, ana, coding(id, 0)));
		for (const other of [ben, adi]) {
			await expect(run((tx) => submitDraft(tx, other, codingId))).rejects.toThrow(NotFound);
			await expect(run((tx) => discardDraft(tx, other, codingId))).rejects.toThrow(NotFound);
			await expect(run((tx) => withdrawCoding(tx, other, codingId))).rejects.toThrow(NotFound);
		}
		await run((tx) => discardDraft(tx, ana, codingId));
		expect(await seenBy(ana, id)).toEqual([]);
	});
});

describe('what a coding rests on', () => {
	beforeEach(() => ruled('single'));

	test('the marker of the wording in force and the quote are kept with it', async () => {
		const id = await log();
		await run((tx) =>
			codeEvidence(tx, ana, { ...coding(id, 1, { markerId: marker!.id }), quote: 'signed at noon' })
		);
		expect(await listCodings(db, id, null)).toMatchObject([
			{ marker: 'A treaty is signed', markerId: marker!.id, quote: 'signed at noon' }
		]);
	});

	test('a marker that is not there, of another recommendation, or of an earlier wording is refused', async () => {
		const id = await log();
		for (const markerId of [999_999, foreign!.id])
			await expect(run((tx) => codeEvidence(tx, ana, coding(id, 1, { markerId })))).rejects.toMatchObject({
				field: 'markerId'
			});
		const draft = await run((tx) => saveDraft(tx, ana, coding(id, 1, { markerId: marker!.id })));
		await db
			.insert(recommendationVersions)
			.values({ recommendationId: A1, version: 2, title: 'Title A1', statement: 'Do A1 now.' });
		await db
			.update(recommendations)
			.set({ version: 2 })
			.where(sql`id = ${A1}`);
		await expect(run((tx) => submitDraft(tx, ana, draft.codingId))).rejects.toThrow('no progress marker');
		expect(await seenBy(ana, id)).toEqual([['ana', 1, 'draft']]);
	});

	test('a hidden development takes neither a draft, nor a coding, nor a decision, and nothing is half-written', async () => {
		const id = await log();
		const { codingId } = await run((tx) => saveDraft(tx, ana, coding(id, 1)));
		const second = await log();
		await ruled('reviewed');
		const waiting = await code(ana, second, 1);
		for (const one of [id, second]) await run((tx) => hideDevelopment(tx, ana, one));
		await expect(run((tx) => saveDraft(tx, ben, coding(id, 1)))).rejects.toThrow('hidden');
		await expect(code(ben, id, 1)).rejects.toThrow('hidden');
		await expect(run((tx) => submitDraft(tx, ana, codingId))).rejects.toThrow('hidden');
		await expect(run((tx) => adoptCoding(tx, eda, waiting.codingId))).rejects.toThrow('hidden');
		expect(await seenBy(ana, id)).toEqual([['ana', 1, 'draft']]);
	});
});

describe('adjudication', () => {
	beforeEach(() => ruled('double_blind'));

	async function disputed() {
		const id = await log();
		const a = await code(ana, id, 1, 'it helps');
		const b = await code(ben, id, -1, 'it harms');
		return { id, key: { developmentId: id, recommendationId: A1 }, a: a.codingId, b: b.codingId };
	}

	test('adopts one coding with a reason that each coder sees', async () => {
		const { id, key, a, b } = await disputed();
		const decision = { adopt: b, reason: 'See article 4.', seen: [a, b] };
		await expect(run((tx) => adjudicate(tx, ben, key, decision))).rejects.toThrow(NotAllowed);
		await run((tx) => adjudicate(tx, eda, key, decision));
		expect(await effectInForce(id)).toEqual([-1]);
		expect(await listCodings(db, id, ana.id)).toMatchObject([
			{ coder: 'ben', state: 'adopted', decided: { by: 'eda', reason: 'See article 4.' } },
			{ coder: 'ana', state: 'rejected', decided: { by: 'eda', reason: 'See article 4.' } }
		]);
		for (const coder of [ana, ben]) expect(await told(coder)).toContain(`decided /developments/${id}`);
	});

	test('writes a third in the editor’s name; codings of its effect stand, the others are rejected', async () => {
		const { id, key, a, b } = await disputed();
		const third = { effect: 0 as Effect, rationale: 'Neither.', markerId: null, quote: '' };
		await run((tx) => adjudicate(tx, eda, key, { third, reason: 'Too early.', seen: [a, b] }));
		expect(await listCodings(db, id, null)).toMatchObject([
			{ coder: 'eda', effect: 0, state: 'adopted', isAdjudication: true, isEvidence: true },
			{ coder: 'ana', state: 'rejected' },
			{ coder: 'ben', state: 'rejected' }
		]);
		expect(await effectInForce(id)).toEqual([0]);
	});

	test('a third may follow a third, when the codings differ again', async () => {
		const { id, key, a, b } = await disputed();
		const third = { effect: 0 as Effect, rationale: 'Neither.', markerId: null, quote: '' };
		const first = await run((tx) => adjudicate(tx, eda, key, { third, reason: 'Too early.', seen: [a, b] }));
		const again = await code(cem, id, 2);
		expect(again.state).toBe('disputed');
		const seen = [first.codingId, again.codingId];
		await run((tx) =>
			adjudicate(tx, adi, key, { third: { ...third, effect: 1 }, reason: 'Now we know.', seen })
		);
		expect(await effectInForce(id)).toEqual([1]);
		expect(await listCodings(db, id, null)).toMatchObject([
			{ coder: 'adi', effect: 1, state: 'adopted' },
			{ coder: 'ana', state: 'rejected' },
			{ coder: 'ben', state: 'rejected' },
			{ coder: 'cem', state: 'rejected' }
		]);
	});

	test('refuses a decision on codings that changed meanwhile, or that another editor took, and keeps nothing of it', async () => {
		const { id, key, a, b } = await disputed();
		const newer = await code(ben, id, -2, 'it harms much');
		const stale = { adopt: a, reason: 'Because.', seen: [a, b] };
		await expect(run((tx) => adjudicate(tx, eda, key, stale))).rejects.toThrow(Conflict);
		expect(await effectInForce(id)).toEqual([]);
		const fresh = { adopt: a, reason: 'Because.', seen: [a, newer.codingId] };
		const results = await Promise.allSettled(
			[eda, adi].map((editor) => run((tx) => adjudicate(tx, editor, key, fresh)))
		);
		expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
		expect(results.find((one) => one.status === 'rejected')?.reason).toBeInstanceOf(Conflict);
		expect(await effectInForce(id)).toEqual([1]);
	});

	test('a dispute is not decided by adopting past it, nor without a reason, nor from outside it', async () => {
		const { key, a, b } = await disputed();
		await expect(run((tx) => adoptCoding(tx, eda, a, 'So.'))).rejects.toThrow('adjudicating');
		await expect(
			run((tx) => adjudicate(tx, eda, key, { adopt: a, reason: '', seen: [a, b] }))
		).rejects.toMatchObject({ field: 'reason' });
		await expect(
			run((tx) => adjudicate(tx, eda, key, { adopt: 999_999, reason: 'So.', seen: [a, b] }))
		).rejects.toMatchObject({ field: 'adopt' });
	});
});

test('only editors set the rule, and the change is kept', async () => {
	const rule = { codingRule: 'reviewed' as const, assignmentDays: 14 };
	await expect(run((tx) => setCodingRule(tx, ana, publicationId, rule))).rejects.toThrow(NotAllowed);
	await ruled('single');
	await run((tx) => setCodingRule(tx, eda, publicationId, rule));
	const [change] = await db.execute(
		sql`select before, after from changes where action = 'setCodingRule' order by id desc limit 1`
	);
	expect(change).toEqual({
		before: { codingRule: 'single', assignmentDays: 7 },
		after: rule
	});
});

describe('what is disputed, and what became of it', () => {
	const clear = () => db.execute(sql`update developments set hidden_at = now() where hidden_at is null`);
	beforeEach(() => ruled('double_blind'));

	test('each coder finds the decision and its reason, the latest first', async () => {
		await clear();
		const id = await log();
		const a = await code(ana, id, 1);
		const b = await code(ben, id, -1);
		const key = { developmentId: id, recommendationId: A1 };
		const seen = [a.codingId, b.codingId];
		expect((await listDisputes(db, { limit: 9 })).rows).toMatchObject([{ code: 'A1', inForce: null }]);
		await run((tx) => adjudicate(tx, eda, key, { adopt: a.codingId, reason: 'See article 4.', seen }));
		expect((await listDisputes(db, { limit: 9 })).rows).toEqual([]);
		const decided = { by: 'eda', reason: 'See article 4.' };
		expect((await listOutcomes(db, ben.id, { limit: 1 })).rows).toMatchObject([
			{ code: 'A1', effect: -1, state: 'rejected', ...decided }
		]);
		expect((await listOutcomes(db, ana.id, { limit: 1 })).rows).toMatchObject([
			{ effect: 1, state: 'adopted', ...decided }
		]);
	});

	test('what is comparable is evidence of the same recommendation, nearest in words and kind', async () => {
		await clear();
		await ruled('single');
		const named = async (title: string, kind: 'decision' | 'statement', recommendationId = A1) => {
			const { id } = await run((tx) => recordDevelopment(tx, ana, aDevelopment({ title, kind })));
			await run((tx) =>
				codeEvidence(tx, ana, { developmentId: id, recommendationId, effect: 1, rationale: title })
			);
			return id;
		};
		await named('Grain exports fall', 'statement');
		const near = await named('Ministers meet in Vienna', 'statement');
		const kin = await named('Budget is passed', 'decision');
		await named('Ministers meet in Vienna again', 'decision', ids.A2!);
		const { id } = await run((tx) =>
			recordDevelopment(tx, ana, aDevelopment({ title: 'Ministers meet in Vienna again', kind: 'decision' }))
		);
		const found = await listComparable(db, { developmentId: id, recommendationId: A1 }, 2);
		expect(found.map(({ developmentId }) => developmentId)).toEqual([near, kin]);
	});

	test('history says whose coding was decided, by whom and why', async () => {
		const id = await log();
		const a = await code(ana, id, 1);
		const b = await code(ben, id, -1);
		const key = { developmentId: id, recommendationId: A1 };
		const seen = [a.codingId, b.codingId];
		await run((tx) => adjudicate(tx, eda, key, { adopt: a.codingId, reason: 'See article 4.', seen }));
		const history = await listHistoryOfDevelopment(db, id, null);
		expect(history.slice(0, 4).map(({ who, what }) => `${who} ${what}`)).toEqual([
			'eda rejected the coding −1 by ben for A1',
			'eda adopted the coding +1 by ana for A1',
			'ben left in dispute the coding −1 by ben for A1',
			'ben left in dispute the coding +1 by ana for A1'
		]);
		expect(history[0]!.fields).toContainEqual({ label: 'reason', was: null, became: 'See article 4.' });
	});
});
