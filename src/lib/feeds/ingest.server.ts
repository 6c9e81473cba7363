import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import { notifyAll } from '../server/notifications.ts';
import type { FeedEntry } from './entry.ts';
import { identify, isTold, match } from './identity.server.ts';
import { judge } from './judge.ts';
import { knownOf, type Found } from './known-items.server.ts';
import { detectLanguage } from './language.server.ts';
import { renewItems } from './renew-items.server.ts';
import type { Rule } from './rule.ts';
import { feedRules } from './table.server.ts';

export type IngestingFeed = {
	id: number;
	siteUrl: string | null;
	/** What the feed says of itself, for entries whose language cannot be told from their words. */
	language: string | null;
};

/** Ingests take turns: of one story that two feeds bring at once the second finds what the first made. */
const ingestLock = 1_716_005;

/**
 * Takes the entries of a feed into the inbox: each story once, however often and through however many feeds it comes.
 * What a rule keeps out is kept as well, with the rule. Later words of an item that nobody has decided replace the earlier
 * ones, which stay in its history. A fixed number of statements, however many entries.
 * @returns how many entries there were and how many items are new
 */
export async function takeIn(
	tx: Transaction,
	feed: IngestingFeed,
	entries: readonly FeedEntry[]
): Promise<{ entries: number; newItems: number }> {
	const ones = identify(entries, feed.siteUrl);
	if (ones.length === 0) return { entries: entries.length, newItems: 0 };
	await tx.execute(sql`select pg_advisory_xact_lock(${ingestLock})`);
	const known = await knownOf(tx, feed.id, ones);
	const found = ones.map((one): Found => {
		const found = match(one, known);
		// The next of the same words in this document has an id of its own, and is another.
		if (found.item && isTold(one)) found.item.hasGuid = true;
		return { one, ...found } as Found;
	});
	const rules = await rulesFor(tx, feed.id);
	const fresh = found.filter(({ item }) => !item);
	const made = await insertItems(tx, feed, fresh, rules);
	await insertSightings(tx, feed.id, found, made);
	const renewed = await renewItems(tx, feed, found, rules);
	await notifyAll(tx, 'inbox', [...made.values(), ...renewed]);
	return { entries: entries.length, newItems: made.size };
}

function rulesFor(tx: Transaction, feedId: number): Promise<Rule[]> {
	const { id, effect, test, field, pattern } = feedRules;
	return tx
		.select({ id, feedId: feedRules.feedId, effect, test, field, pattern })
		.from(feedRules)
		.where(
			and(
				or(isNull(feedRules.feedId), eq(feedRules.feedId, feedId)),
				eq(feedRules.isOn, true),
				isNull(feedRules.hiddenAt)
			)
		)
		.orderBy(feedRules.id);
}

/** @returns the ids of what was made */
async function insertItems(
	tx: Transaction,
	feed: IngestingFeed,
	fresh: readonly Found[],
	rules: readonly Rule[]
): Promise<Map<Found, number>> {
	if (fresh.length === 0) return new Map();
	const rows = [];
	for (const [place, { one }] of fresh.entries()) {
		const { entry, canonicalUrl, titleHash, contentHash } = one;
		const { title, summary, author, url = null, publishedAt = null } = entry;
		const language = entry.language ?? (await detectLanguage(`${title}. ${summary}`)) ?? feed.language;
		const verdict = judge(rules, { feedId: feed.id, title, summary, author, language });
		rows.push({
			place,
			title,
			summary,
			author,
			url,
			canonical_url: canonicalUrl,
			title_hash: titleHash,
			content_hash: contentHash,
			language,
			published_at: publishedAt,
			state: verdict.verdict === 'in' ? 'new' : 'excluded',
			excluded_by: verdict.verdict === 'in' ? null : verdict.ruleId
		});
	}
	const made = await tx.execute<{ id: string }>(sql`
		insert into inbox_items (title, summary, author, url, canonical_url, title_hash, content_hash, language,
			published_at, state, excluded_by, feed_id, sorted_at)
		select title, summary, author, url, canonical_url, title_hash, content_hash, language,
			published_at, state, excluded_by, ${feed.id}, least(published_at, now())
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (place integer, title text, summary text,
			author text, url text, canonical_url text, title_hash text, content_hash text, language text,
			published_at timestamptz, state text, excluded_by bigint)
		order by place
		returning id`);
	// Ids are given in the order of the rows.
	const ids = made.map(({ id }) => Number(id)).sort((a, b) => a - b);
	return new Map(fresh.map((one, at) => [one, ids[at]!]));
}

async function insertSightings(
	tx: Transaction,
	feedId: number,
	found: readonly Found[],
	made: ReadonlyMap<Found, number>
): Promise<void> {
	const rows = found
		.filter(({ isSighted }) => !isSighted)
		.map((one) => ({ identity: one.identity, item_id: one.item?.id ?? made.get(one) }));
	if (rows.length === 0) return;
	await tx.execute(sql`
		insert into feed_sightings (feed_id, identity, item_id)
		select ${feedId}, identity, item_id from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (identity text, item_id bigint)
		on conflict (feed_id, identity) do nothing`);
}
