import { and, eq, isNull, lte, sql } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import { developments } from '../developments/table.server.ts';
import { Refused } from '../errors.ts';
import { recordChange, recordChanges } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { among, decide, hold, orConflict, tellInbox, waiting, type Outcome } from './decide.server.ts';
import { inboxItems } from './inbox-table.server.ts';
import { backAt, type Dismissal, type Seen } from './triage.ts';

/** Puts items aside for good, each with the reason; they can be found again. */
export async function dismissItems(
	tx: Transaction,
	actor: Actor | null,
	items: readonly Seen[],
	{ reason, note }: Dismissal
): Promise<Outcome> {
	authorise(actor, 'triage');
	return decide(tx, actor, items, 'dismiss', 'dismissItem', {
		state: 'dismissed',
		dismissReason: reason,
		dismissNote: note
	});
}

/** Takes items out of the inbox until the morning of `day`. */
export async function snoozeItems(
	tx: Transaction,
	actor: Actor | null,
	items: readonly Seen[],
	day: CalendarDate
): Promise<Outcome> {
	authorise(actor, 'triage');
	return decide(tx, actor, items, 'snooze', 'snoozeItem', { state: 'snoozed', snoozedUntil: backAt(day) });
}

/** Puts items back into the inbox: what was snoozed, dismissed, or kept out by a rule. */
export async function bringBackItems(
	tx: Transaction,
	actor: Actor | null,
	items: readonly Seen[]
): Promise<Outcome> {
	authorise(actor, 'triage');
	return decide(tx, actor, items, 'bringBack', 'bringBackItem', { state: 'new' });
}

/**
 * Ties items to a development that is logged already: they report the same thing, which counts once.
 * @throws Refused for a development that is not there or is hidden
 */
export async function attachItems(
	tx: Transaction,
	actor: Actor | null,
	items: readonly Seen[],
	developmentId: number
): Promise<Outcome> {
	authorise(actor, 'triage');
	const [development] = await tx
		.select({ id: developments.id })
		.from(developments)
		.where(and(eq(developments.id, developmentId), isNull(developments.hiddenAt)))
		.for('share');
	if (!development)
		throw new Refused('There is no such development, or it was hidden. Choose another.', 'developmentId');
	const { held, ...outcome } = await decide(tx, actor, items, 'attach', 'attachItem', {
		state: 'attached',
		developmentId
	});
	if (held.length > 0) {
		await recordChange(tx, {
			entity: 'developments',
			entityId: developmentId,
			action: 'attachReport',
			actorId: actor.id,
			after: { reports: held.map(({ title }) => title) }
		});
		await notify(tx, 'development', developmentId);
	}
	return outcome;
}

/**
 * Ties an item to the development that was logged from it, in the transaction that logs it. The same again changes
 * nothing. @throws Conflict where somebody decided otherwise meanwhile
 */
export async function linkLogged(
	tx: Transaction,
	actor: Actor | null,
	item: Seen,
	developmentId: number
): Promise<Seen> {
	authorise(actor, 'triage');
	const [now] = await hold(tx, [item.id]);
	if (now?.standing.state === 'logged' && now.standing.developmentId === developmentId)
		return { id: item.id, version: now.version };
	const outcome = await decide(tx, actor, [item], 'log', 'logItem', { state: 'logged', developmentId });
	return orConflict(outcome).done[0]!;
}

/** The items of one decision, or a Conflict where not even one was left as it was seen. */
export const decidedOrConflict = async (deciding: Promise<Outcome>): Promise<Outcome> =>
	orConflict(await deciding);

/**
 * Brings back what was snoozed until now. Several copies may do so at the same moment: each takes what no other has in
 * hand. @returns how many items came back
 */
export async function returnSnoozed(tx: Transaction): Promise<number> {
	const due = await tx
		.select({ id: inboxItems.id, snoozedUntil: inboxItems.snoozedUntil })
		.from(inboxItems)
		.where(and(sql`${inboxItems.state} = 'snoozed'`, lte(inboxItems.snoozedUntil, sql`now()`)))
		.for('update', { skipLocked: true });
	if (due.length === 0) return 0;
	await tx
		.update(inboxItems)
		.set({ ...waiting, version: sql`${inboxItems.version} + 1` })
		.where(among(due.map(({ id }) => id)));
	await recordChanges(
		tx,
		due.map(({ id, snoozedUntil }) => ({
			entity: 'inbox_items',
			entityId: id,
			action: 'returnSnoozed',
			actorId: null,
			before: { state: 'snoozed', snoozedUntil },
			after: { state: 'new' }
		}))
	);
	await tellInbox(tx, due);
	return due.length;
}
