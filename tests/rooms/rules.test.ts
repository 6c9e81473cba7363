import { eq } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { Conflict, Refused } from '#lib/errors.ts';
import { inboxItems } from '#lib/feeds/inbox-table.server.ts';
import type { RuleInput } from '#lib/feeds/rule.ts';
import { getRule, listRules, tryRule } from '#lib/feeds/rules.server.ts';
import { addRule, bringBack, editRule, setRuleHidden, switchRule } from '#lib/feeds/write-rules.server.ts';
import { listHistoryOfRule } from '#lib/history/queries.server.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import { makeActor } from '../fixtures.ts';
import { makeFeed, makeItems } from '../inbox-items.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const eva = await makeActor(db, 'editor', 'Eva');
const feedId = await makeFeed(db, 'News');
const otherId = await makeFeed(db, 'Sports');
await makeItems(db, feedId, [{ title: 'OSCE meets in Vienna' }, { title: 'Football cup in Vienna' }]);
await makeItems(db, otherId, [{ title: 'Football league' }]);

const doing = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);
const input = (part: Partial<RuleInput>): RuleInput => ({
	feedId: null,
	effect: 'exclude',
	test: 'words',
	field: 'anywhere',
	pattern: 'football',
	...part
});
const outOf = async (...asked: Parameters<typeof tryRule> extends [unknown, ...infer Rest] ? Rest : never) =>
	(await tryRule(db, ...asked)).filter(({ becomes }) => becomes === 'out').map(({ title }) => title);

test('a trial says what a rule would have done to the last items, and where it matches', async () => {
	const trial = await tryRule(db, input({}));
	expect(trial.map(({ title, was, becomes }) => [title, was, becomes])).toEqual([
		['Football league', 'in', 'out'],
		['Football cup in Vienna', 'in', 'out'],
		['OSCE meets in Vienna', 'in', 'in']
	]);
	expect(trial[0]!.marks).toEqual([{ part: 'title', from: 0, to: 8 }]);
	expect(await outOf(input({ feedId }))).toEqual(['Football cup in Vienna']);
	expect(await outOf(input({ effect: 'include', pattern: 'vienna' }))).toEqual(['Football league']);
});

test('a rule is written, changed by who has read it, turned off and hidden; a trial counts the others', async () => {
	const { id } = await doing((tx) => addRule(tx, eva, input({ pattern: 'league' })));
	expect((await tryRule(db, input({ pattern: 'cup' }))).map(({ was, becomes }) => [was, becomes])).toEqual([
		['out', 'out'],
		['in', 'out'],
		['in', 'in']
	]);
	// The one that is edited counts as it is written now.
	expect(await outOf(input({ pattern: 'cup' }), id)).toEqual(['Football cup in Vienna']);
	await doing((tx) => editRule(tx, eva, id, 1, input({ pattern: 'cup' })));
	await expect(doing((tx) => editRule(tx, eva, id, 1, input({ pattern: 'x' })))).rejects.toThrow(Conflict);
	expect(await getRule(db, id)).toMatchObject({ pattern: 'cup', version: 2, isOn: true, createdBy: 'Eva' });
	await doing((tx) => setRuleHidden(tx, eva, id, true));
	await expect(doing((tx) => switchRule(tx, eva, id, false))).rejects.toThrow(Refused);
	await doing((tx) => setRuleHidden(tx, eva, id, false));
	await doing((tx) => switchRule(tx, eva, id, false));
	expect(await outOf(input({ pattern: 'nothing' }))).toEqual([]);
	expect((await listRules(db)).find((rule) => rule.id === id)).toMatchObject({ isOn: false, keptOut: 0 });
});

test('all that was done to a rule stands in its history, in words', async () => {
	const { id } = await doing((tx) => addRule(tx, eva, input({ pattern: 'cup' })));
	await doing((tx) =>
		editRule(tx, eva, id, 1, input({ pattern: 'cup final', test: 'phrase', feedId: otherId }))
	);
	await doing((tx) => switchRule(tx, eva, id, false));
	await doing((tx) => setRuleHidden(tx, eva, id, true));
	const history = await listHistoryOfRule(db, id);
	expect(history.map(({ who, what }) => `${who} ${what}`)).toEqual([
		'Eva hid this rule',
		'Eva turned this rule off',
		'Eva changed this rule',
		'Eva wrote this rule'
	]);
	expect(history[2]!.fields).toEqual([
		{ label: 'what it looks for', was: 'All of these words', became: 'This phrase' },
		{ label: 'feed', was: 'All feeds', became: 'Sports' },
		{ label: 'words or expression', was: 'cup', became: 'cup final' }
	]);
});

test('an expression that is none is refused beside its field', async () => {
	await expect(doing((tx) => addRule(tx, eva, input({ test: 'regex', pattern: '(' })))).rejects.toMatchObject(
		{
			field: 'pattern'
		}
	);
});

test('what a rule kept out comes back in one step once the rule is off', async () => {
	const { id } = await doing((tx) => addRule(tx, eva, input({ feedId: otherId })));
	await db
		.update(inboxItems)
		.set({ state: 'excluded', excludedBy: id })
		.where(eq(inboxItems.feedId, otherId));
	expect((await getRule(db, id)).keptOut).toBe(1);
	await expect(doing((tx) => bringBack(tx, eva, id))).rejects.toThrow(/Turn this rule off first/);
	await doing((tx) => switchRule(tx, eva, id, false));
	expect((await getRule(db, id)).keptOut).toBe(1);
	expect(await doing((tx) => bringBack(tx, eva, id))).toEqual({ items: 1 });
	expect(await db.select().from(inboxItems).where(eq(inboxItems.feedId, otherId))).toMatchObject([
		{ state: 'new', excludedBy: null }
	]);
	expect(await doing((tx) => bringBack(tx, eva, id))).toEqual({ items: 0 });
});
