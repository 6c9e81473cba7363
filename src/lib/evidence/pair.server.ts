import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import { lockDevelopment } from '../developments/commands.server.ts';
import { Refused } from '../errors.ts';
import { findMarker, getInForce } from '../recommendations/version.server.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import type { Actor } from '../users/user.ts';
import type { CodingState, Effect } from './evidence.ts';
import { codings, evidence } from './table.server.ts';

// One development and one recommendation: everything that is coded of the two, and the evidence that came of it.
// Evidence in force always rests on an adopted coding in force; several may be adopted where coders agree.

export type Pair = { developmentId: number; recommendationId: number };

/** What a coder says of a pair. */
export type Judgement = { effect: Effect; rationale: string; markerId: number | null; quote: string };

export type KeptCoding = Omit<typeof codings.$inferSelect, 'effect'> & { effect: Effect };

export type OpenPair = Pair & {
	development: { title: string; occurredOn: string };
	recommendation: Awaited<ReturnType<typeof getInForce>>;
};

const ofPair = (table: typeof codings | typeof evidence, { developmentId, recommendationId }: Pair) =>
	and(eq(table.developmentId, developmentId), eq(table.recommendationId, recommendationId));

/**
 * Holds a pair until the transaction ends, so that those who code and decide it take turns.
 * @throws NotFound for what does not exist, Refused for a hidden development
 */
export async function openPair(tx: Transaction, key: Pair): Promise<OpenPair> {
	const { developmentId, recommendationId } = key;
	const { hiddenAt, ...development } = await lockDevelopment(tx, developmentId);
	if (hiddenAt) throw new Refused('This development is hidden. Restore it first.');
	const recommendation = await getInForce(tx, recommendationId);
	return { developmentId, recommendationId, development, recommendation };
}

/** The codings in force of a pair, drafts left out, oldest first. */
export async function listKept(tx: Transaction, key: Pair): Promise<KeptCoding[]> {
	const rows = await tx
		.select()
		.from(codings)
		.where(and(ofPair(codings, key), isNull(codings.retiredAt), ne(codings.state, 'draft')))
		.orderBy(asc(codings.recordedAt), asc(codings.id));
	return rows.map((row) => ({ ...row, effect: row.effect as Effect }));
}

/** One's draft of a pair, or undefined. */
export async function findDraft(tx: Transaction, key: Pair, coderId: number) {
	const [row] = await tx
		.select()
		.from(codings)
		.where(
			and(
				ofPair(codings, key),
				eq(codings.coderId, coderId),
				eq(codings.state, 'draft'),
				isNull(codings.retiredAt)
			)
		);
	return row;
}

/** The words of the marker that a judgement names; null where it names none. @throws Refused beside `markerId` */
export async function markerOf(
	tx: Transaction,
	{ recommendationId, recommendation: { code, version } }: OpenPair,
	{ markerId }: Judgement
): Promise<string | null> {
	if (markerId === null) return null;
	const text = await findMarker(tx, { id: markerId, recommendationId, version });
	if (text !== undefined) return text;
	throw new Refused(
		`This is no progress marker of ${code} as it is worded now. Choose one of its markers, or none.`,
		'markerId'
	);
}

export async function findEvidence(tx: Transaction, key: Pair) {
	const [row] = await tx
		.select({ codingId: evidence.codingId, effect: evidence.effect })
		.from(evidence)
		.where(and(ofPair(evidence, key), isNull(evidence.retiredAt)));
	return row && { codingId: row.codingId, effect: row.effect as Effect };
}

/** Makes a coding the evidence of its pair, in place of what was. */
export async function makeEvidence(
	tx: Transaction,
	actor: Actor,
	{ developmentId, recommendationId, development: { occurredOn } }: OpenPair,
	{ id: codingId, effect }: Pick<KeptCoding, 'id' | 'effect'>
): Promise<void> {
	await endEvidence(tx, { developmentId, recommendationId });
	await tx
		.insert(evidence)
		.values({ developmentId, recommendationId, codingId, effect, occurredOn, adoptedBy: actor.id });
}

export async function endEvidence(tx: Transaction, key: Pair): Promise<void> {
	await tx
		.update(evidence)
		.set({ retiredAt: sql`now()` })
		.where(and(ofPair(evidence, key), isNull(evidence.retiredAt)));
}

/** Takes a coding out of force, and the evidence that rests on it. Says whether there was any. */
export async function retire(tx: Transaction, codingId: number): Promise<boolean> {
	const retiredAt = sql`now()`;
	await tx.update(codings).set({ retiredAt }).where(eq(codings.id, codingId));
	const ended = await tx
		.update(evidence)
		.set({ retiredAt })
		.where(and(eq(evidence.codingId, codingId), isNull(evidence.retiredAt)))
		.returning({ id: evidence.id });
	return ended.length > 0;
}

/** After evidence ended: where others came to the same effect, it rests on the first of them from now on. */
export async function passOn(tx: Transaction, actor: Actor, pair: OpenPair): Promise<void> {
	const heir = (await listKept(tx, pair)).find(({ state }) => state === 'adopted');
	if (heir) await makeEvidence(tx, actor, pair, heir);
}

/** Lets everybody see what was coded of a pair. */
export async function reveal(tx: Transaction, key: Pair): Promise<void> {
	await tx
		.update(codings)
		.set({ revealedAt: sql`now()` })
		.where(and(ofPair(codings, key), isNull(codings.revealedAt), ne(codings.state, 'draft')));
}

const actionOf = {
	adopted: 'adoptCoding',
	rejected: 'rejectCoding',
	disputed: 'disputeCoding'
} as const satisfies Partial<Record<CodingState, string>>;

/** Moves a coding to another state and keeps who did so and why. */
export async function decide(
	tx: Transaction,
	actor: Actor,
	coding: Pick<KeptCoding, 'id' | 'state'>,
	state: keyof typeof actionOf,
	reason: string,
	more: Record<string, unknown> = {}
): Promise<void> {
	await tx.update(codings).set({ state }).where(eq(codings.id, coding.id));
	await recordChange(tx, {
		entity: 'codings',
		entityId: coding.id,
		action: actionOf[state],
		actorId: actor.id,
		before: { state: coding.state },
		after: { state, reason, ...more }
	});
}
