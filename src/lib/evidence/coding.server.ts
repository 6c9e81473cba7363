import { eq, sql } from 'drizzle-orm';
import { Refused } from '../errors.ts';
import type { CodingRule } from '../publications/publication.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { tell } from '../users/notifications.server.ts';
import { listEditorIds } from '../users/queries.server.ts';
import { authorise, type Actor } from '../users/user.ts';
import { pageOf, settle } from './blind.server.ts';
import type { CodingState, Effect } from './evidence.ts';
import {
	findDraft,
	findEvidence,
	listKept,
	makeEvidence,
	markerOf,
	openPair,
	passOn,
	retire,
	type Judgement,
	type KeptCoding,
	type OpenPair
} from './pair.server.ts';
import { codings } from './table.server.ts';

export type NewCoding = {
	developmentId: number;
	recommendationId: number;
	effect: Effect;
	rationale: string;
	/** The progress marker that it speaks to, of the version in force. */
	markerId?: number | null;
	/** The words of the source that it rests on. */
	quote?: string;
};

export type Coded = { codingId: number; state: CodingState; adopted: boolean };

/**
 * Says what a development means for a recommendation; the publication's rule says what becomes of it. One's draft of
 * the two is used up, one's former coding replaced; the same coding again changes nothing. `rule`: for an editor who
 * brings in decided codings.
 * @throws NotFound for an unknown recommendation, Refused for a hidden development or a marker of another version
 */
export async function codeEvidence(
	tx: Transaction,
	actor: Actor | null,
	{ effect, rationale, markerId = null, quote = '', ...key }: NewCoding,
	{ rule: given }: { rule?: CodingRule } = {}
): Promise<Coded> {
	authorise(actor, 'codeEvidence');
	const pair = await openPair(tx, key);
	const judgement = { effect, rationale, markerId, quote };
	const marker = await markerOf(tx, pair, judgement);
	const kept = await listKept(tx, pair);
	const mine = kept.find(({ coderId, isAdjudication }) => coderId === actor.id && !isAdjudication);
	const draft = await findDraft(tx, pair, actor.id);
	if (mine && says(mine, judgement)) {
		if (draft) await retire(tx, draft.id);
		return { codingId: mine.id, state: mine.state, adopted: mine.state === 'adopted' };
	}
	const others = kept.filter((coding) => coding !== mine);
	const rule = given ?? ruleFor(pair, others, mine);
	const { isTakenOver, hadEvidence } = await replace(tx, actor, pair, { mine, effect, rule });
	const isFirst = rule === 'single' && !(await findEvidence(tx, pair));
	const isBlind = isTakenOver
		? mine!.isBlind
		: rule === 'double_blind' && !others.some(({ revealedAt }) => revealedAt !== null);
	const state: CodingState = isTakenOver || isFirst ? 'adopted' : 'submitted';
	const codingId = await keep(tx, pair, draft?.id, {
		...judgement,
		coderId: actor.id,
		recommendationVersion: pair.recommendation.version,
		state,
		isBlind,
		revealedAt: rule === 'double_blind' && !isTakenOver ? null : sql`now()`
	});
	if (isFirst || (isTakenOver && hadEvidence)) await makeEvidence(tx, actor, pair, { id: codingId, effect });
	await recordChange(tx, {
		entity: 'codings',
		entityId: codingId,
		action: 'codeEvidence',
		actorId: actor.id,
		before: mine ? { ...told(mine), state: mine.state } : null,
		after: { ...key, ...told({ ...judgement, marker }), state }
	});
	if (rule === 'double_blind' && !isTakenOver)
		await settle(tx, actor, pair, { isClosed: mine?.state === 'disputed' });
	if (rule === 'reviewed' && !isTakenOver) await askForReview(tx, actor, pair);
	await notify(tx, 'evidence', key.developmentId);
	return outcomeOf(tx, codingId);
}

async function askForReview(tx: Transaction, actor: Actor, pair: OpenPair): Promise<void> {
	const { title } = pair.development;
	const editors = await listEditorIds(tx);
	await tell(tx, editors, { reason: 'to_review', actorId: actor.id, title, href: pageOf(pair) });
}

const says = (coding: Judgement, { effect, rationale, markerId, quote }: Judgement) =>
	coding.effect === effect &&
	coding.rationale === rationale &&
	coding.markerId === markerId &&
	coding.quote === quote;

/** What history tells of a judgement. */
const told = ({
	effect,
	rationale,
	quote,
	marker
}: Omit<Judgement, 'markerId'> & { marker?: string | null }) => ({
	effect,
	rationale,
	quote,
	...(marker === undefined ? {} : { marker })
});

/** What was begun blind, or is disputed, is finished so, whatever rule the publication has by now. */
function ruleFor({ recommendation }: OpenPair, others: KeptCoding[], mine?: KeptCoding): CodingRule {
	const isOpen = (coding: KeptCoding) => coding.revealedAt === null || coding.state === 'disputed';
	return others.some(isOpen) || mine?.state === 'disputed' ? 'double_blind' : recommendation.codingRule;
}

/**
 * Takes one's former coding out of force. Where it was adopted and the effect stays, the new one takes its place.
 * @throws Refused where evidence would end without an editor's word
 */
async function replace(
	tx: Transaction,
	actor: Actor,
	pair: OpenPair,
	{ mine, effect, rule }: { mine: KeptCoding | undefined; effect: Effect; rule: CodingRule }
): Promise<{ isTakenOver: boolean; hadEvidence: boolean }> {
	if (!mine) return { isTakenOver: false, hadEvidence: false };
	const isTakenOver = mine.state === 'adopted' && mine.effect === effect;
	const standing = await findEvidence(tx, pair);
	if (rule !== 'single' && !isTakenOver && standing?.codingId === mine.id)
		throw new Refused(
			'Your coding is the evidence in force. Withdraw it first; what you say then waits to be adopted.',
			'effect'
		);
	const hadEvidence = await retire(tx, mine.id);
	if (hadEvidence && !isTakenOver) await passOn(tx, actor, pair);
	return { isTakenOver, hadEvidence };
}

/** Keeps a submitted coding: in place of its draft, or as a row of its own. Moments follow the order of the turns taken. */
async function keep(
	tx: Transaction,
	{ developmentId, recommendationId }: OpenPair,
	draftId: number | undefined,
	values: Omit<typeof codings.$inferInsert, 'developmentId' | 'recommendationId' | 'revealedAt'> & {
		revealedAt: ReturnType<typeof sql> | null;
	}
): Promise<number> {
	const row = { ...values, recordedAt: sql`clock_timestamp()` };
	if (draftId !== undefined) {
		await tx.update(codings).set(row).where(eq(codings.id, draftId));
		return draftId;
	}
	const [kept] = await tx
		.insert(codings)
		.values({ ...row, developmentId, recommendationId })
		.returning({ id: codings.id });
	return kept!.id;
}

async function outcomeOf(tx: Transaction, codingId: number): Promise<Coded> {
	const [row] = await tx.select({ state: codings.state }).from(codings).where(eq(codings.id, codingId));
	return { codingId, state: row!.state, adopted: row!.state === 'adopted' };
}
