import { eq, max, sql } from 'drizzle-orm';
import { Conflict, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Action, type Actor } from '../users/user.ts';
import type { BriefingState } from './briefing.ts';
import { freeze, hashOfJson } from './freeze.server.ts';
import { gather } from './gather.server.ts';
import { lockBriefing } from './lock.server.ts';
import { briefingIssues, briefings } from './table.server.ts';

/** Hands a draft to whoever signs it off. A briefing that is in review already stays so. */
export async function sendToReview(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	await move(tx, actor, id, 'sendToReview', { from: 'draft', to: 'in_review' });
}

/** Takes a briefing back from review. */
export async function takeBackToDraft(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	await move(tx, actor, id, 'takeBackToDraft', { from: 'in_review', to: 'draft' });
}

async function move(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	action: string,
	{ from, to }: { from: BriefingState; to: BriefingState }
): Promise<void> {
	authorise(actor, 'reviewBriefing' satisfies Action);
	const { state } = await lockBriefing(tx, id);
	if (state === to) return;
	if (state !== from) throw new Refused(`This briefing is ${stateInWords[state]}: begin by editing it.`);
	await tx.update(briefings).set({ state: to, updatedAt: new Date() }).where(eq(briefings.id, id));
	const change = { entity: 'briefings', entityId: id, action, actorId: actor.id };
	await recordChange(tx, { ...change, before: { state }, after: { state: to } });
	await notify(tx, 'briefings', id);
}

const stateInWords: Record<BriefingState, string> = {
	draft: 'a draft',
	in_review: 'in review',
	issued: 'issued'
};

/**
 * Signs a briefing off: what it says now is kept for good, with everything that it was made from. All is read in one
 * snapshot, so this has to be the first statement of its transaction.
 * @param version the one that the editor looked at
 * @throws Conflict where somebody changed the briefing since, Refused where it is not in review.
 */
export async function issueBriefing(
	tx: Transaction,
	actor: Actor | null,
	{ id, version }: { id: number; version: number },
	now: Date = new Date()
): Promise<{ number: number; contentHash: string }> {
	authorise(actor, 'issueBriefing');
	await tx.execute(sql`set transaction isolation level repeatable read`);
	const briefing = await lockBriefing(tx, id);
	if (briefing.state !== 'in_review')
		throw new Refused(`This briefing is ${stateInWords[briefing.state]}. Send it to review first.`);
	if (briefing.version !== version)
		throw new Conflict(
			'Somebody changed this briefing since you opened it. Read it again, then issue it.',
			'version'
		);
	const [latest] = await tx
		.select({ number: max(briefingIssues.number) })
		.from(briefingIssues)
		.where(eq(briefingIssues.briefingId, id));
	const number = (latest?.number ?? 0) + 1;
	const issue = { number, issuedOn: now.toISOString().slice(0, 10), issuedBy: actor.name };
	const inputs = { ...(await gather(tx, id, now)), issue };
	const content = await freeze(inputs);
	const contentHash = hashOfJson(content);
	const kept = { briefingId: id, number, asOf: now, issuedBy: actor.id, issuedAt: now };
	await tx
		.insert(briefingIssues)
		.values({ ...kept, content, contentHash, inputs, inputsHash: hashOfJson(inputs) });
	await tx.update(briefings).set({ state: 'issued', updatedAt: now }).where(eq(briefings.id, id));
	const change = { entity: 'briefings', entityId: id, action: 'issueBriefing', actorId: actor.id };
	await recordChange(tx, { ...change, before: { state: 'in_review' }, after: { state: 'issued', number } });
	await notify(tx, 'briefings', id);
	return { number, contentHash };
}
