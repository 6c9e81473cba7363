import { sql } from 'drizzle-orm';
import { Conflict, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { tell } from '../users/notifications.server.ts';
import { authorise, type Actor } from '../users/user.ts';
import { pageOf } from './blind.server.ts';
import type { DecisionInput } from './evidence.ts';
import {
	decide,
	findEvidence,
	listKept,
	makeEvidence,
	markerOf,
	openPair,
	retire,
	type Judgement,
	type KeptCoding,
	type OpenPair,
	type Pair
} from './pair.server.ts';
import { codings } from './table.server.ts';

/** What an editor decides between codings: one of them, or a third in their place. */
export type Decision = ({ adopt: number } | { third: Judgement }) & {
	reason: string;
	/** Ids of the codings that the editor had in view. */
	seen: readonly number[];
};

/** What came in from a form or the API as a decision. */
export function decisionOf({ adopt, effect, reason, seen, ...rest }: DecisionInput): Decision {
	return effect === null ? { adopt: adopt ?? 0, reason, seen } : { third: { ...rest, effect }, reason, seen };
}

/**
 * Decides a pair on which coders disagree. Codings of the effect that is decided are adopted, the others rejected; each
 * coder is told, with the reason.
 * @throws Conflict where the codings are no longer those that the editor saw, or somebody decided meanwhile
 */
export async function adjudicate(
	tx: Transaction,
	actor: Actor | null,
	key: Pair,
	decision: Decision
): Promise<{ codingId: number }> {
	authorise(actor, 'adjudicate');
	if (decision.reason === '') throw new Refused('Say why: each coder will read it.', 'reason');
	const pair = await openPair(tx, key);
	const kept = await listKept(tx, pair);
	const contest = kept.filter(({ state, revealedAt }) => state !== 'rejected' && revealedAt !== null);
	if (!contest.some(({ state }) => state === 'disputed'))
		throw new Conflict('Nothing is in dispute here any more: somebody decided it, or the coders came round.');
	if (!sameIds(contest, decision.seen))
		throw new Conflict(
			'The codings changed while you were deciding. See them as they are now, then decide again.',
			'seen'
		);
	const chosen =
		'third' in decision
			? await writeThird(tx, actor, pair, kept, decision)
			: contest.find(({ id }) => id === decision.adopt);
	if (!chosen) throw new Refused('Choose one of the codings, or write a third.', 'adopt');
	if ((await findEvidence(tx, pair))?.codingId !== chosen.id) await makeEvidence(tx, actor, pair, chosen);
	for (const coding of contest) {
		const isReplaced = 'third' in decision && coding.isAdjudication;
		const state = coding.effect === chosen.effect ? 'adopted' : 'rejected';
		if (!isReplaced && coding.state !== state)
			await decide(tx, actor, coding, state, decision.reason, { adoptedId: chosen.id });
	}
	const { title } = pair.development;
	const coders = contest.map(({ coderId }) => coderId);
	await tell(tx, coders, { reason: 'decided', actorId: actor.id, title, href: pageOf(pair) });
	await notify(tx, 'evidence', key.developmentId);
	return { codingId: chosen.id };
}

const sameIds = (contest: readonly KeptCoding[], seen: readonly number[]) =>
	contest.length === new Set(seen).size && contest.every(({ id }) => seen.includes(id));

/** The editor's own words, in place of an earlier decision of the same pair. */
async function writeThird(
	tx: Transaction,
	actor: Actor,
	pair: OpenPair,
	kept: readonly KeptCoding[],
	{ third, reason }: { third: Judgement; reason: string }
): Promise<Pick<KeptCoding, 'id' | 'effect'>> {
	const marker = await markerOf(tx, pair, third);
	const former = kept.find(({ isAdjudication }) => isAdjudication);
	if (former) await retire(tx, former.id);
	const { developmentId, recommendationId } = pair;
	const [row] = await tx
		.insert(codings)
		.values({
			...third,
			developmentId,
			recommendationId,
			recommendationVersion: pair.recommendation.version,
			coderId: actor.id,
			state: 'adopted',
			isAdjudication: true,
			recordedAt: sql`clock_timestamp()`
		})
		.returning({ id: codings.id });
	const { effect, rationale, quote } = third;
	await recordChange(tx, {
		entity: 'codings',
		entityId: row!.id,
		action: 'adjudicate',
		actorId: actor.id,
		before: former ? { effect: former.effect, rationale: former.rationale, quote: former.quote } : null,
		after: { developmentId, recommendationId, effect, rationale, marker, quote, state: 'adopted', reason }
	});
	return { id: row!.id, effect };
}
