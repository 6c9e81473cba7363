import { sql } from 'drizzle-orm';
import { difference, recordChanges } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import type { Identified } from './identity.server.ts';
import { judge } from './judge.ts';
import type { Found, Stored } from './known-items.server.ts';
import { detectLanguage } from './language.server.ts';
import type { Rule } from './rule.ts';

/**
 * Later words of what nobody has decided, from the feed that brought it. What a rule kept out comes in where that rule is in
 * force and has nothing against the new words; what a rule kept out that was turned off since waits to be brought back.
 * @returns ids of the items that changed
 */
export async function renewItems(
	tx: Transaction,
	feed: { id: number; language: string | null },
	found: readonly Found[],
	rules: readonly Rule[]
): Promise<number[]> {
	const renewed = found.flatMap(({ one, item }) => {
		if (!item || item.feedId !== feed.id || !['new', 'excluded', 'snoozed'].includes(item.state)) return [];
		const change = changeOf(one, item);
		return change ? [{ one, item, change }] : [];
	});
	const distinct = [...new Map(renewed.map((one) => [one.item.id, one])).values()];
	if (distinct.length === 0) return [];
	const rows = [];
	for (const { one, item } of distinct) {
		const { title, summary, author, url = null, publishedAt = null } = one.entry;
		const language = one.entry.language ?? (await detectLanguage(`${title}. ${summary}`)) ?? feed.language;
		const isIn = judge(rules, { feedId: feed.id, title, summary, author, language }).verdict === 'in';
		const isInForce = rules.some(({ id }) => id === item.excludedBy);
		rows.push({
			id: item.id,
			title,
			summary,
			author,
			url,
			canonical_url: one.canonicalUrl,
			title_hash: one.titleHash,
			content_hash: one.contentHash,
			published_at: publishedAt,
			language,
			comes_in: item.state === 'excluded' && isInForce && isIn
		});
	}
	const kept = await tx.execute<{ id: string }>(sql`
		update inbox_items i set title = row.title, summary = row.summary, author = row.author, url = row.url,
			canonical_url = row.canonical_url, title_hash = row.title_hash, content_hash = row.content_hash,
			published_at = coalesce(row.published_at, i.published_at), language = row.language,
			state = case when row.comes_in then 'new' else i.state end,
			excluded_by = case when row.comes_in then null else i.excluded_by end,
			version = i.version + 1
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id bigint, title text, summary text, author text,
			url text, canonical_url text, title_hash text, content_hash text, published_at timestamptz, language text, comes_in boolean)
		where i.id = row.id and i.state in ('new', 'excluded', 'snoozed')
			and not exists (select from inbox_items other where other.id <> i.id
				and other.canonical_url = row.canonical_url and other.title_hash = row.title_hash)
		returning i.id`);
	const ids = new Set(kept.map(({ id }) => Number(id)));
	await recordChanges(
		tx,
		distinct
			.filter(({ item }) => ids.has(item.id))
			.map(({ item, change }) => ({
				entity: 'inbox_items',
				entityId: item.id,
				action: 'renewItem',
				actorId: null,
				...change
			}))
	);
	return [...ids];
}

function changeOf({ entry, contentHash }: Identified, item: Stored) {
	const { title, summary, author, url = null, publishedAt } = entry;
	// Punctuation alone is no news.
	if (contentHash === item.contentHash && url === item.url && author === item.author) return undefined;
	return difference(
		{
			title: item.title,
			summary: item.summary,
			author: item.author,
			url: item.url,
			publishedAt: item.publishedAt
		},
		{ title, summary, author, url, publishedAt: publishedAt ?? item.publishedAt }
	);
}
