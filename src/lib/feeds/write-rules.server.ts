import { and, eq, sql } from 'drizzle-orm';
import { Conflict, NotFound, Refused } from '../errors.ts';
import { difference, recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { inboxItems } from './inbox-table.server.ts';
import { faultOfRegex } from './judge.ts';
import type { RuleInput } from './rule.ts';
import { feedRules, feeds } from './table.server.ts';

/**
 * Writes a rule, in force from now on; what is in the inbox already stays there.
 * @throws Refused where its expression is none
 */
export async function addRule(
	tx: Transaction,
	actor: Actor | null,
	input: RuleInput
): Promise<{ id: number }> {
	authorise(actor, 'writeRules');
	await check(tx, input);
	const [row] = await tx
		.insert(feedRules)
		.values({ ...input, createdBy: actor.id })
		.returning({ id: feedRules.id });
	await told(tx, actor, row!.id, 'addRule', null, input);
	return row!;
}

/** Changes a rule from the version that was read. @throws Conflict where somebody changed it since */
export async function editRule(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	version: number,
	input: RuleInput
): Promise<void> {
	authorise(actor, 'writeRules');
	const row = await hold(tx, id);
	if (row.hiddenAt) throw new Refused('This rule is hidden. Restore it before you change it.');
	if (row.version !== version) throw new Conflict('Somebody changed this rule meanwhile. Look at it again.');
	const { feedId, effect, test, field, pattern } = row;
	const changed = difference({ feedId, effect, test, field, pattern }, input);
	if (!changed) return;
	await check(tx, input);
	await tx
		.update(feedRules)
		.set({ ...input, version: version + 1, updatedAt: new Date() })
		.where(eq(feedRules.id, id));
	await told(tx, actor, id, 'editRule', changed.before, changed.after);
}

/** Turns a rule on or off. What it kept out stays out until it is brought back. */
export async function switchRule(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	isOn: boolean
): Promise<void> {
	authorise(actor, 'writeRules');
	const row = await hold(tx, id);
	if (row.hiddenAt) throw new Refused('This rule is hidden. Restore it first.');
	if (row.isOn === isOn) return;
	await tx
		.update(feedRules)
		.set({ isOn, version: row.version + 1, updatedAt: new Date() })
		.where(eq(feedRules.id, id));
	await told(tx, actor, id, 'switchRule', { isOn: row.isOn }, { isOn });
}

/** Hides a rule, which is out of force then, or restores it. */
export async function setRuleHidden(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	hide: boolean
): Promise<void> {
	authorise(actor, 'writeRules');
	const row = await hold(tx, id);
	if ((row.hiddenAt !== null) === hide) return;
	await tx
		.update(feedRules)
		.set({ hiddenAt: hide ? new Date() : null, version: row.version + 1, updatedAt: new Date() })
		.where(eq(feedRules.id, id));
	await told(tx, actor, id, hide ? 'hideRule' : 'restoreRule', { hidden: !hide }, { hidden: hide });
}

/** Puts what a rule kept out into the inbox; only once the rule is no longer in force, or it would be no use. */
export async function bringBack(
	tx: Transaction,
	actor: Actor | null,
	id: number
): Promise<{ items: number }> {
	authorise(actor, 'writeRules');
	const row = await hold(tx, id);
	if (row.isOn && !row.hiddenAt) throw new Refused('Turn this rule off first: it would keep them out again.');
	const back = await tx
		.update(inboxItems)
		.set({ state: 'new', excludedBy: null, version: sql`${inboxItems.version} + 1` })
		.where(and(eq(inboxItems.excludedBy, id), eq(inboxItems.state, 'excluded')))
		.returning({ id: inboxItems.id });
	if (back.length === 0) return { items: 0 };
	await told(tx, actor, id, 'bringBack', null, { items: back.length });
	// One notice for all: whoever looks at the inbox reads it anew.
	await notify(tx, 'inbox', back[0]!.id);
	return { items: back.length };
}

async function check(tx: Transaction, { test, pattern, feedId }: RuleInput): Promise<void> {
	const fault = test === 'regex' ? faultOfRegex(pattern) : undefined;
	if (fault) throw new Refused(fault, 'pattern');
	if (feedId === null) return;
	const [feed] = await tx.select({ id: feeds.id }).from(feeds).where(eq(feeds.id, feedId));
	if (!feed) throw new Refused('There is no such feed.', 'feedId');
}

async function hold(tx: Transaction, id: number) {
	const [row] = await tx.select().from(feedRules).where(eq(feedRules.id, id)).for('update');
	if (!row) throw new NotFound('There is no such rule.');
	return row;
}

type Fields = Record<string, unknown> | null;

async function told(
	tx: Transaction,
	actor: Actor,
	id: number,
	action: string,
	before: Fields,
	after: Fields
) {
	await recordChange(tx, { entity: 'feed_rules', entityId: id, action, actorId: actor.id, before, after });
	await notify(tx, 'rule', id);
}
