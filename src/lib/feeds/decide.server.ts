import { asc, eq, sql, type SQL } from 'drizzle-orm';
import { Conflict, NotFound } from '../errors.ts';
import { recordChanges } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { users } from '../users/table.server.ts';
import type { Actor } from '../users/user.ts';
import type { ItemState } from './inbox-item.ts';
import { inboxItems } from './inbox-table.server.ts';
import { decidedInWords, startsFrom, type Decision, type Seen } from './triage.ts';

/** What a decision sets; history keeps it as it was before, so that it can be undone. */
export type Standing = Pick<
	typeof inboxItems.$inferSelect,
	| 'state'
	| 'snoozedUntil'
	| 'developmentId'
	| 'dismissReason'
	| 'dismissNote'
	| 'excludedBy'
	| 'decidedBy'
	| 'decidedAt'
>;

/** Nobody decided anything: how an item waits. */
export const waiting: Standing = {
	state: 'new',
	snoozedUntil: null,
	developmentId: null,
	dismissReason: null,
	dismissNote: '',
	excludedBy: null,
	decidedBy: null,
	decidedAt: null
};

/** An item that was not decided, and why in words: "Ben dismissed it (Too minor)". */
export type Missed = { id: number; title: string; words: string };
/** What became of a decision over several items: which stand now in which version, and which somebody was quicker at. */
export type Outcome = { done: Seen[]; missed: Missed[] };

export type Held = Awaited<ReturnType<typeof hold>>[number];

/** Holds items until the transaction ends; always in the same order, so that two never wait for each other. */
export async function hold(tx: Transaction, ids: readonly number[]) {
	const { id, version, title, url, feedId } = inboxItems;
	const { state, snoozedUntil, developmentId, dismissReason, dismissNote, excludedBy, decidedBy, decidedAt } =
		inboxItems;
	const standing = {
		state,
		snoozedUntil,
		developmentId,
		dismissReason,
		dismissNote,
		excludedBy,
		decidedBy,
		decidedAt
	};
	return tx
		.select({ id, version, title, url, feedId, standing, decider: users.name })
		.from(inboxItems)
		.leftJoin(users, eq(users.id, decidedBy))
		.where(among(ids))
		.orderBy(asc(id))
		.for('update', { of: inboxItems });
}

/**
 * Decides over items as they were seen, in a fixed number of statements. What somebody else decided meanwhile stays as
 * they decided, and is told apart.
 */
export async function decide(
	tx: Transaction,
	actor: Actor,
	items: readonly Seen[],
	decision: Exclude<Decision, 'undo'>,
	action: string,
	becomes: Pick<Standing, 'state'> & Partial<Standing>
): Promise<Outcome & { held: Held[] }> {
	const { ready, missed } = await asSeen(tx, actor, items, (held) =>
		startsFrom[decision].includes(held.standing.state) ? undefined : lastWords(held, actor, decision)
	);
	if (ready.length === 0) return { done: [], missed, held: [] };
	const isDecision = decision !== 'bringBack';
	const standing: Standing = {
		...waiting,
		...becomes,
		decidedBy: isDecision ? actor.id : null,
		decidedAt: isDecision ? new Date() : null
	};
	await tx
		.update(inboxItems)
		.set({ ...standing, version: sql`${inboxItems.version} + 1` })
		.where(among(ready.map(({ id }) => id)));
	await recordChanges(
		tx,
		ready.map((held) => ({
			entity: 'inbox_items',
			entityId: held.id,
			action,
			actorId: actor.id,
			before: { ...held.standing },
			after: { ...standing, title: held.title }
		}))
	);
	await tellInbox(tx, ready);
	return { done: ready.map(({ id, version }) => ({ id, version: version + 1 })), missed, held: ready };
}

/** Holds the items that stand as they were seen, unless `refuse` finds words against one. */
export async function asSeen(
	tx: Transaction,
	actor: Actor,
	items: readonly Seen[],
	refuse: (held: Held) => string | undefined
): Promise<{ ready: Held[]; missed: Missed[] }> {
	const held = new Map(
		(
			await hold(
				tx,
				items.map(({ id }) => id)
			)
		).map((one) => [one.id, one])
	);
	const ready: Held[] = [];
	const missed: Missed[] = [];
	for (const { id, version } of items) {
		const one = held.get(id);
		const words = !one
			? 'There is no such item'
			: one.version === version
				? refuse(one)
				: wordsOf(one, actor);
		if (one && words === undefined) ready.push(one);
		else missed.push({ id, title: one?.title ?? '', words: words ?? '' });
	}
	return { ready, missed };
}

/** One notice for few items each, and one for all where they are many. */
export async function tellInbox(tx: Transaction, items: readonly { id: number }[]): Promise<void> {
	const ids = items.length > 20 ? [0] : items.map(({ id }) => id);
	for (const id of ids) await notify(tx, 'inbox', id);
}

/** A single decision that was not taken is an error. @throws Conflict, NotFound */
export function orConflict<O extends Outcome>(outcome: O): O {
	const [first] = outcome.missed;
	if (outcome.done.length > 0 || !first) return outcome;
	if (first.title === '') throw new NotFound('There is no such item in the inbox.');
	const others = outcome.missed.length - 1;
	const more =
		others === 0 ? '' : `, and ${others} ${others === 1 ? 'other was' : 'others were'} decided as well`;
	throw new Conflict(`${first.words}: “${first.title}”${more}.`);
}

/** The items of these ids, as one parameter however many they are. */
export const among = (ids: readonly number[]): SQL =>
	sql`${inboxItems.id} in (select value::bigint from json_array_elements_text(${JSON.stringify(ids)}::json))`;

function wordsOf({ standing, decider }: Held, actor: Actor): string {
	const { state, dismissReason, decidedBy } = standing;
	const who = decider === null ? null : { name: decider, isReader: decidedBy === actor.id };
	return decidedInWords(state, dismissReason, who);
}

function lastWords(held: Held, actor: Actor, decision: Decision): string {
	const state: ItemState = held.standing.state;
	if (decision === 'bringBack' && state === 'new') return 'It waits in the inbox already';
	return `${wordsOf(held, actor)} already; undo that first`;
}
