import { and, eq, isNull } from 'drizzle-orm';
import { NotAllowed, NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { tell } from '../users/notifications.server.ts';
import { authorise, may, type Actor } from '../users/user.ts';
import { pageOf } from './blind.server.ts';
import {
	decide,
	listKept,
	makeEvidence,
	openPair,
	passOn,
	retire,
	type KeptCoding,
	type OpenPair
} from './pair.server.ts';
import { codings } from './table.server.ts';

/**
 * An editor makes a coding the evidence; those of another effect that were adopted are rejected, and their coders told why.
 * @throws Refused without a reason where somebody is overruled, and where coders disagree: that is adjudicated
 */
export async function adoptCoding(
	tx: Transaction,
	actor: Actor | null,
	codingId: number,
	reason = ''
): Promise<void> {
	authorise(actor, 'adoptCoding');
	const { pair, coding } = await openShown(tx, actor, codingId);
	refuseDisputed(coding);
	if (coding.state === 'adopted') return;
	const overruled = (await listKept(tx, pair)).filter(
		({ state, effect }) => state === 'adopted' && effect !== coding.effect
	);
	if (overruled.length > 0 && reason === '')
		throw new Refused('Say why: the coder who is overruled will read it.', 'reason');
	await makeEvidence(tx, actor, pair, coding);
	const inPlaceOf = overruled[0]?.id ?? null;
	for (const other of overruled) await decide(tx, actor, other, 'rejected', reason, { adoptedId: codingId });
	await decide(tx, actor, coding, 'adopted', reason, { inPlaceOf });
	await tellDecided(tx, actor, pair, [coding, ...overruled]);
}

/** An editor turns a submitted coding down; its coder reads why. */
export async function rejectCoding(
	tx: Transaction,
	actor: Actor | null,
	codingId: number,
	reason: string
): Promise<void> {
	authorise(actor, 'adoptCoding');
	const { pair, coding } = await openShown(tx, actor, codingId);
	refuseDisputed(coding);
	if (coding.state === 'rejected') return;
	if (coding.state === 'adopted')
		throw new Refused('This coding is adopted. Adopt another in its place, or withdraw it.');
	if (reason === '') throw new Refused('Say why: the coder will read it.', 'reason');
	await decide(tx, actor, coding, 'rejected', reason);
	await tellDecided(tx, actor, pair, [coding]);
}

/** Takes a coding back, with the evidence that it made: one's own, or as an editor anybody's that can be seen. */
export async function withdrawCoding(
	tx: Transaction,
	actor: Actor | null,
	codingId: number,
	reason = ''
): Promise<void> {
	authorise(actor, 'codeEvidence');
	const { pair, coding } = await openShown(tx, actor, codingId);
	if (coding.coderId !== actor.id && !may(actor, 'adoptCoding'))
		throw new NotAllowed('This is somebody else’s coding; an editor can withdraw it.');
	if (await retire(tx, codingId)) await passOn(tx, actor, pair);
	await recordChange(tx, {
		entity: 'codings',
		entityId: codingId,
		action: 'withdrawCoding',
		actorId: actor.id,
		before: { effect: coding.effect, rationale: coding.rationale, state: coding.state },
		after: { withdrawn: true, ...(reason ? { reason } : {}) }
	});
	await tellDecided(tx, actor, pair, [coding]);
}

/** A submitted coding in force that the actor may see; another's that waits unseen is not there. */
async function openShown(tx: Transaction, actor: Actor, codingId: number) {
	const [key] = await tx
		.select({ developmentId: codings.developmentId, recommendationId: codings.recommendationId })
		.from(codings)
		.where(and(eq(codings.id, codingId), isNull(codings.retiredAt)));
	if (!key) throw notThere();
	const pair = await openPair(tx, key);
	const coding = (await listKept(tx, key)).find(({ id }) => id === codingId);
	if (!coding || (coding.revealedAt === null && coding.coderId !== actor.id)) throw notThere();
	return { pair, coding };
}

const notThere = () => new NotFound('There is no such coding, or it was replaced.');

function refuseDisputed({ state, revealedAt }: KeptCoding): void {
	if (state === 'disputed')
		throw new Refused('The coders disagree here. Decide between their codings by adjudicating.');
	if (revealedAt === null)
		throw new Refused('This coding waits for a second coder. Nobody decides it before.');
}

async function tellDecided(tx: Transaction, actor: Actor, pair: OpenPair, decided: readonly KeptCoding[]) {
	const { title } = pair.development;
	const coders = decided.map(({ coderId }) => coderId);
	await tell(tx, coders, { reason: 'decided', actorId: actor.id, title, href: pageOf(pair) });
	await notify(tx, 'evidence', pair.developmentId);
}
