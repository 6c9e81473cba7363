import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import { users } from '../users/table.server.ts';
import { inboxItems } from './inbox-table.server.ts';
import { judge, marksOf, type JudgedItem, type Mark } from './judge.ts';
import type { Rule, RuleInput } from './rule.ts';
import { feedRules, feeds } from './table.server.ts';

const keptOut = sql<number>`(select count(*)::int from ${inboxItems} where ${inboxItems.excludedBy} = ${feedRules.id})`;

const shown = {
	id: feedRules.id,
	feedId: feedRules.feedId,
	feed: feeds.title,
	effect: feedRules.effect,
	test: feedRules.test,
	field: feedRules.field,
	pattern: feedRules.pattern,
	isOn: feedRules.isOn,
	version: feedRules.version,
	updatedAt: feedRules.updatedAt,
	hiddenAt: feedRules.hiddenAt,
	createdBy: users.name,
	/** Items that it keeps out now. */
	keptOut
};

/** All rules, those of all feeds first; of one feed, those that apply to it. Hidden ones last. */
export function listRules(db: Reader, feedId?: number) {
	return db
		.select(shown)
		.from(feedRules)
		.innerJoin(users, eq(users.id, feedRules.createdBy))
		.leftJoin(feeds, eq(feeds.id, feedRules.feedId))
		.where(
			feedId === undefined ? undefined : sql`${feedRules.feedId} is null or ${feedRules.feedId} = ${feedId}`
		)
		.orderBy(sql`${feedRules.hiddenAt} nulls first`, sql`${feeds.title} nulls first`, asc(feedRules.id))
		.limit(500);
}

/** @throws NotFound */
export async function getRule(db: Reader, ruleId: number) {
	const [found] = await db
		.select(shown)
		.from(feedRules)
		.innerJoin(users, eq(users.id, feedRules.createdBy))
		.leftJoin(feeds, eq(feeds.id, feedRules.feedId))
		.where(eq(feedRules.id, Number.isSafeInteger(ruleId) ? ruleId : 0));
	if (!found) throw new NotFound('There is no such rule.');
	return found;
}

/** The feeds that a rule can be of. */
export const listFeedNames = (db: Reader) =>
	db
		.select({ id: feeds.id, title: feeds.title })
		.from(feeds)
		.where(isNull(feeds.hiddenAt))
		.orderBy(asc(feeds.title))
		.limit(1_000);

/** How many items a trial looks at. */
export const tried = 100;

export type TriedItem = Pick<JudgedItem, 'title' | 'summary'> & {
	id: number;
	feed: string;
	url: string | null;
	firstSeenAt: Date;
	marks: Mark[];
	/** With the rules as they are, and with the one that is tried. */
	was: 'in' | 'out';
	becomes: 'in' | 'out';
};

/** Gives others their turn now and then: a regular expression may take a tenth of a second an item. */
const breath = () => new Promise<void>((resume) => setImmediate(resume));

/**
 * What a rule would have done to the last hundred items of its feed, or of all feeds. The rule that is being edited
 * counts as it is written now.
 */
export async function tryRule(db: Reader, input: RuleInput, editedId?: number): Promise<TriedItem[]> {
	const [items, inForce] = await Promise.all([lastItems(db, input.feedId), listInForce(db)]);
	const draft: Rule = { ...input, id: editedId ?? 0 };
	const others = inForce.filter(({ id }) => id !== editedId);
	const results: TriedItem[] = [];
	for (const item of items) {
		results.push({
			...item,
			was: judge(inForce, item).verdict,
			becomes: judge([...others, draft], item).verdict,
			marks: marksOf(draft, item) ?? []
		});
		if (input.test === 'regex') await breath();
	}
	return results;
}

function lastItems(db: Reader, feedId: number | null) {
	const { id, title, summary, author, language, url, firstSeenAt } = inboxItems;
	return db
		.select({
			id,
			title,
			summary,
			author,
			language,
			url,
			firstSeenAt,
			feedId: inboxItems.feedId,
			feed: feeds.title
		})
		.from(inboxItems)
		.innerJoin(feeds, eq(feeds.id, inboxItems.feedId))
		.where(feedId === null ? undefined : eq(inboxItems.feedId, feedId))
		.orderBy(desc(id))
		.limit(tried);
}

const listInForce = (db: Reader): Promise<Rule[]> =>
	db
		.select({
			id: feedRules.id,
			feedId: feedRules.feedId,
			effect: feedRules.effect,
			test: feedRules.test,
			field: feedRules.field,
			pattern: feedRules.pattern
		})
		.from(feedRules)
		.where(and(eq(feedRules.isOn, true), isNull(feedRules.hiddenAt)))
		.orderBy(asc(feedRules.id));
