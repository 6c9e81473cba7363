import { and, eq, isNull, sql } from 'drizzle-orm';
import { lockDevelopment } from '../developments/commands.server.ts';
import { NotAllowed, NotFound, Refused } from '../errors.ts';
import { getCurrentVersion } from '../recommendations/version.server.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, may, type Actor } from '../users/user.ts';
import type { CodingState, Effect } from './evidence.ts';
import { codings, evidence } from './table.server.ts';

export type NewCoding = {
	developmentId: number;
	recommendationId: number;
	effect: Effect;
	rationale: string;
};

/**
 * Says what a development means for a recommendation. The first coding of the two is adopted at once; somebody
 * else's is kept beside it. Coding again replaces one's own; the same coding again changes nothing.
 * @throws NotFound for an unknown recommendation, Refused for a hidden development.
 */
export async function codeEvidence(
	tx: Transaction,
	actor: Actor | null,
	input: NewCoding
): Promise<{ codingId: number; adopted: boolean }> {
	authorise(actor, 'codeEvidence');
	const development = await lockDevelopment(tx, input.developmentId);
	if (development.hiddenAt) throw new Refused('This development is hidden. Restore it before you code it.');
	const version = await getCurrentVersion(tx, input.recommendationId);
	const mine = (await currentCodings(tx, input)).find((coding) => coding.coderId === actor.id);
	if (mine && mine.effect === input.effect && mine.rationale === input.rationale)
		return { codingId: mine.id, adopted: mine.state === 'adopted' };
	if (mine) await retire(tx, mine.id);
	const adopted = !(await isCoded(tx, input));
	const state: CodingState = adopted ? 'adopted' : 'submitted';
	const [coding] = await tx
		.insert(codings)
		.values({ ...input, recommendationVersion: version, coderId: actor.id, state })
		.returning({ id: codings.id });
	const codingId = coding!.id;
	if (adopted) await adopt(tx, actor, { ...input, codingId, occurredOn: development.occurredOn });
	await recordChange(tx, {
		entity: 'codings',
		entityId: codingId,
		action: 'codeEvidence',
		actorId: actor.id,
		before: mine ? { effect: mine.effect, rationale: mine.rationale, state: mine.state } : null,
		after: { ...input, state }
	});
	await notify(tx, 'evidence', input.developmentId);
	return { codingId, adopted };
}

/** Makes a coding the evidence in place of the one that was; that one stays on record as rejected. */
export async function adoptCoding(tx: Transaction, actor: Actor | null, codingId: number): Promise<void> {
	authorise(actor, 'adoptCoding');
	const coding = await getCurrentCoding(tx, codingId);
	const development = await lockDevelopment(tx, coding.developmentId);
	if (development.hiddenAt)
		throw new Refused('This development is hidden. Restore it before you adopt a coding.');
	if (coding.state === 'adopted') return;
	const [overruled] = await tx
		.update(codings)
		.set({ state: 'rejected' })
		.where(and(pair(codings, coding), isNull(codings.retiredAt), eq(codings.state, 'adopted')))
		.returning({ id: codings.id });
	await retireEvidence(tx, coding);
	await tx.update(codings).set({ state: 'adopted' }).where(eq(codings.id, codingId));
	await adopt(tx, actor, { ...coding, codingId, occurredOn: development.occurredOn });
	await recordChange(tx, {
		entity: 'codings',
		entityId: codingId,
		action: 'adoptCoding',
		actorId: actor.id,
		before: { state: coding.state },
		after: { state: 'adopted', inPlaceOf: overruled?.id ?? null }
	});
	await notify(tx, 'evidence', coding.developmentId);
}

/** Takes a coding back, with the evidence that it made: one's own, or as an editor anybody's. */
export async function withdrawCoding(tx: Transaction, actor: Actor | null, codingId: number): Promise<void> {
	authorise(actor, 'codeEvidence');
	const coding = await getCurrentCoding(tx, codingId);
	if (coding.coderId !== actor.id && !may(actor, 'adoptCoding'))
		throw new NotAllowed('This is somebody else’s coding; an editor can withdraw it.');
	await lockDevelopment(tx, coding.developmentId);
	await retire(tx, codingId);
	await recordChange(tx, {
		entity: 'codings',
		entityId: codingId,
		action: 'withdrawCoding',
		actorId: actor.id,
		before: { effect: coding.effect, rationale: coding.rationale, state: coding.state },
		after: { withdrawn: true }
	});
	await notify(tx, 'evidence', coding.developmentId);
}

type Pair = { developmentId: number; recommendationId: number };

const pair = (table: typeof codings | typeof evidence, { developmentId, recommendationId }: Pair) =>
	and(eq(table.developmentId, developmentId), eq(table.recommendationId, recommendationId));

async function currentCodings(tx: Transaction, key: Pair) {
	return tx
		.select()
		.from(codings)
		.where(and(pair(codings, key), isNull(codings.retiredAt)));
}

async function getCurrentCoding(tx: Transaction, codingId: number) {
	const [row] = await tx
		.select()
		.from(codings)
		.where(and(eq(codings.id, codingId), isNull(codings.retiredAt)))
		.for('update');
	if (!row) throw new NotFound('There is no such coding, or it was replaced.');
	return { ...row, effect: row.effect as Effect };
}

async function isCoded(tx: Transaction, key: Pair): Promise<boolean> {
	const rows = await tx
		.select({ id: evidence.id })
		.from(evidence)
		.where(and(pair(evidence, key), isNull(evidence.retiredAt)));
	return rows.length > 0;
}

async function adopt(
	tx: Transaction,
	actor: Actor,
	coding: NewCoding & { codingId: number; occurredOn: string }
) {
	const { developmentId, recommendationId, codingId, effect, occurredOn } = coding;
	await tx
		.insert(evidence)
		.values({ developmentId, recommendationId, codingId, effect, occurredOn, adoptedBy: actor.id });
}

async function retire(tx: Transaction, codingId: number): Promise<void> {
	const retiredAt = sql`now()`;
	await tx.update(codings).set({ retiredAt }).where(eq(codings.id, codingId));
	await tx
		.update(evidence)
		.set({ retiredAt })
		.where(and(eq(evidence.codingId, codingId), isNull(evidence.retiredAt)));
}

async function retireEvidence(tx: Transaction, key: Pair): Promise<void> {
	await tx
		.update(evidence)
		.set({ retiredAt: sql`now()` })
		.where(and(pair(evidence, key), isNull(evidence.retiredAt)));
}
