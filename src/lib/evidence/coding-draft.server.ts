import { and, eq, isNull, sql } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { authorise, type Actor } from '../users/user.ts';
import { codeEvidence, type Coded, type NewCoding } from './coding.server.ts';
import type { Effect } from './evidence.ts';
import { findDraft, markerOf, openPair } from './pair.server.ts';
import { codings } from './table.server.ts';

/** Keeps a coding that is not ready: nobody else sees it. There is one draft of each pair; saving again replaces it. */
export async function saveDraft(
	tx: Transaction,
	actor: Actor | null,
	{ effect, rationale, markerId = null, quote = '', ...key }: NewCoding
): Promise<{ codingId: number }> {
	authorise(actor, 'codeEvidence');
	const pair = await openPair(tx, key);
	const judgement = { effect, rationale, markerId, quote };
	await markerOf(tx, pair, judgement);
	const recommendationVersion = pair.recommendation.version;
	const before = await findDraft(tx, key, actor.id);
	if (before) {
		await tx
			.update(codings)
			.set({ ...judgement, recommendationVersion, recordedAt: sql`now()` })
			.where(eq(codings.id, before.id));
		return { codingId: before.id };
	}
	const [draft] = await tx
		.insert(codings)
		.values({
			...key,
			...judgement,
			recommendationVersion,
			coderId: actor.id,
			state: 'draft',
			revealedAt: null
		})
		.returning({ id: codings.id });
	const codingId = draft!.id;
	await recordChange(tx, {
		entity: 'codings',
		entityId: codingId,
		action: 'saveDraft',
		actorId: actor.id,
		after: { ...key, state: 'draft' }
	});
	return { codingId };
}

/** Throws one's draft away. */
export async function discardDraft(tx: Transaction, actor: Actor | null, codingId: number): Promise<void> {
	authorise(actor, 'codeEvidence');
	const draft = await getDraft(tx, codingId, actor);
	await tx
		.update(codings)
		.set({ retiredAt: sql`now()` })
		.where(eq(codings.id, codingId));
	await recordChange(tx, {
		entity: 'codings',
		entityId: codingId,
		action: 'discardDraft',
		actorId: actor.id,
		before: { state: 'draft', effect: draft.effect, rationale: draft.rationale, quote: draft.quote },
		after: { discarded: true }
	});
}

/** Submits one's draft as it stands. */
export async function submitDraft(tx: Transaction, actor: Actor | null, codingId: number): Promise<Coded> {
	authorise(actor, 'codeEvidence');
	const { developmentId, recommendationId, effect, rationale, markerId, quote } = await getDraft(
		tx,
		codingId,
		actor
	);
	return codeEvidence(tx, actor, {
		developmentId,
		recommendationId,
		effect: effect as Effect,
		rationale,
		markerId,
		quote
	});
}

/** Somebody else's draft is not there, whoever asks. */
async function getDraft(tx: Transaction, codingId: number, actor: Actor) {
	const [row] = await tx
		.select()
		.from(codings)
		.where(
			and(
				eq(codings.id, codingId),
				eq(codings.coderId, actor.id),
				eq(codings.state, 'draft'),
				isNull(codings.retiredAt)
			)
		)
		.for('update');
	if (!row) throw new NotFound('There is no such draft, or it was submitted.');
	return row;
}
