import { sql } from 'drizzle-orm';
import { Refused } from '../errors.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { listEditorIds } from '../users/queries.server.ts';
import { tell } from '../users/notifications.server.ts';
import { authorise, type Actor } from '../users/user.ts';
import {
	decide,
	findEvidence,
	listKept,
	makeEvidence,
	openPair,
	reveal,
	type OpenPair
} from './pair.server.ts';

const because = {
	agreed: 'The coders came to the same effect.',
	asInForce: 'It comes to the same effect as the evidence in force.',
	differ: 'The coders came to different effects.',
	notInForce: 'It comes to another effect than the evidence in force.',
	oneSided: 'One coder saw something here that the other did not.'
};

/**
 * What double-blind coding makes of a pair after a coding came in. A first one waits unseen. With the second all are
 * revealed: equal effects are adopted, others wait for an editor. Evidence in force stays until an editor decides.
 * `isClosed`: no second one is awaited.
 */
export async function settle(
	tx: Transaction,
	actor: Actor,
	pair: OpenPair,
	{ isClosed = false }: { isClosed?: boolean } = {}
): Promise<void> {
	const contest = (await listKept(tx, pair)).filter(({ state }) => state !== 'rejected');
	const standing = await findEvidence(tx, pair);
	const [first, ...rest] = contest;
	if (!first || (!standing && rest.length === 0 && !isClosed)) return;
	await reveal(tx, pair);
	const isAgreed = rest.length > 0 && rest.every(({ effect }) => effect === first.effect);
	const effect = standing?.effect ?? (isAgreed ? first.effect : undefined);
	if (!standing && isAgreed) await makeEvidence(tx, actor, pair, first);
	const agreed: number[] = [];
	let isDisputed = false;
	for (const coding of contest) {
		const state = coding.effect === effect ? 'adopted' : 'disputed';
		if (coding.state === state || coding.state === 'adopted') continue;
		const differ = standing ? because.notInForce : rest.length > 0 ? because.differ : because.oneSided;
		const reason = state === 'disputed' ? differ : standing ? because.asInForce : because.agreed;
		await decide(tx, actor, coding, state, reason);
		if (state === 'adopted') agreed.push(coding.coderId);
		else isDisputed = true;
	}
	const { title } = pair.development;
	await tell(tx, agreed, { reason: 'decided', actorId: actor.id, title, href: pageOf(pair) });
	if (!isDisputed) return;
	const editors = await listEditorIds(tx);
	const href = disputePage(pair);
	await tell(tx, editors, { reason: 'to_adjudicate', actorId: actor.id, title, href });
}

/**
 * No more coders are awaited for a development: blind codings that nobody else met with one of their own are revealed
 * and wait for an editor. For whoever finishes the last assignment, and for editors.
 */
export async function closeCoding(
	tx: Transaction,
	actor: Actor | null,
	{ developmentId, publicationId }: { developmentId: number; publicationId: number }
): Promise<void> {
	authorise(actor, 'codeEvidence');
	const waiting = await tx.execute<{ id: string }>(sql`
		select distinct c.recommendation_id as id from codings c join recommendations r on r.id = c.recommendation_id
		where c.development_id = ${developmentId} and r.publication_id = ${publicationId}
			and c.retired_at is null and c.revealed_at is null and c.state <> 'draft' order by 1`);
	for (const { id } of waiting)
		await settle(tx, actor, await openPair(tx, { developmentId, recommendationId: Number(id) }), {
			isClosed: true
		});
	if (waiting.length > 0) await notify(tx, 'evidence', developmentId);
}

/** An editor stops waiting for the second blind coding of a pair. */
export async function stopWaiting(
	tx: Transaction,
	actor: Actor | null,
	key: { developmentId: number; recommendationId: number }
): Promise<void> {
	authorise(actor, 'adjudicate');
	const pair = await openPair(tx, key);
	if (!(await listKept(tx, pair)).some(({ revealedAt }) => revealedAt === null))
		throw new Refused('Nothing waits for a second coder here.');
	await settle(tx, actor, pair, { isClosed: true });
	await notify(tx, 'evidence', key.developmentId);
}

/** Where the codings of a development stand. */
export const pageOf = ({ developmentId }: OpenPair) => `/developments/${developmentId}`;

/** Where an editor decides between the codings of a pair. */
export const disputePage = ({ developmentId, recommendation: { publication, code } }: OpenPair) =>
	`/adjudication/${developmentId}/${publication}/${code}`;
