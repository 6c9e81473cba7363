import { sql, type SQL } from 'drizzle-orm';
import { check, date, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { developments } from '../developments/table.server.ts';
import { id, moment, oneOf, reference, tsvector } from '../server/columns.ts';
import { users } from '../users/table.server.ts';
import { dismissReasons, itemStates } from './inbox-item.ts';
import { feedRules, feeds } from './table.server.ts';

/** Pages fetched at somebody's wish and kept as they were: the words and the cleaned HTML. Append-only but for its link. */
export const captures = pgTable(
	'captures',
	{
		id: id(),
		/** As it was given, and where the redirects ended. */
		url: text().notNull(),
		finalUrl: text('final_url').notNull(),
		title: text().notNull().default(''),
		publisher: text().notNull().default(''),
		author: text().notNull().default(''),
		publishedOn: date('published_on'),
		/** BCP 47 tag. */
		language: text(),
		/** Main text, plain. */
		text: text().notNull().default(''),
		/** Main part as HTML, with only harmless elements left. */
		html: text().notNull().default(''),
		/** SHA-256 in hex of `text`. */
		textHash: text('text_hash').notNull(),
		/** SHA-256 in hex of the bytes that came; null where a reader's browser sent the text. */
		bodyHash: text('body_hash'),
		/** The development that was logged from it. */
		developmentId: reference('development_id').references(() => developments.id),
		capturedAt: moment('captured_at').notNull().defaultNow(),
		capturedBy: reference('captured_by')
			.notNull()
			.references(() => users.id)
	},
	(t) => [
		index('captures_of_development').on(t.developmentId),
		index('captures_of_url').on(t.finalUrl),
		check('captures_http', sql`${t.url} ~ '^https?://' and ${t.finalUrl} ~ '^https?://'`),
		check('captures_length', sql`length(${t.text}) <= 500000 and length(${t.html}) <= 2000000`)
	]
);

/** What came from feeds, each story once, and what became of it. */
export const inboxItems = pgTable(
	'inbox_items',
	{
		id: id(),
		/** Plain text, cleaned. */
		title: text().notNull(),
		/** Plain text of the entry's summary or content, cleaned and cut. */
		summary: text().notNull().default(''),
		author: text().notNull().default(''),
		/** Address as the feed gave it, made absolute; null where it gave none. */
		url: text(),
		/** The same without what does not change the page: fragment, tracking parameters, default port, letter case of the host. */
		canonicalUrl: text('canonical_url'),
		/** SHA-256 in hex of the title, folded: with the address it tells one story from another. */
		titleHash: text('title_hash').notNull(),
		/** SHA-256 in hex of title and summary: what tells items apart that have neither an id of their feed nor an address. */
		contentHash: text('content_hash').notNull(),
		/** BCP 47 tag, said by the feed or found out. */
		language: text(),
		/** When the feed says it was published; null where it does not say, or says nonsense. */
		publishedAt: moment('published_at'),
		firstSeenAt: moment('first_seen_at').notNull().defaultNow(),
		/** Order in the inbox: publishedAt, no later than first seen; else first seen. */
		sortedAt: moment('sorted_at').notNull().defaultNow(),
		/** The feed that brought it first. */
		feedId: reference('feed_id')
			.notNull()
			.references(() => feeds.id),
		state: text({ enum: itemStates }).notNull().default('new'),
		/** When it comes back to the inbox. */
		snoozedUntil: moment('snoozed_until'),
		/** The development that was logged from it, or to which it was attached. */
		developmentId: reference('development_id').references(() => developments.id),
		dismissReason: text('dismiss_reason', { enum: dismissReasons }),
		/** In somebody's words, beside the reason. */
		dismissNote: text('dismiss_note').notNull().default(''),
		/** The rule that kept it out. */
		excludedBy: reference('excluded_by').references(() => feedRules.id),
		decidedBy: reference('decided_by').references(() => users.id),
		decidedAt: moment('decided_at'),
		/** Counts decisions and changes from 1; a decision names the version that it saw. */
		version: integer().notNull().default(1),
		/** Title (weight A) and summary (weight B), accents folded, English stems. */
		search: tsvector('search').generatedAlwaysAs(
			(): SQL =>
				sql`setweight(to_tsvector('english', fold(${inboxItems.title})), 'A') || setweight(to_tsvector('english', fold(${inboxItems.summary})), 'B')`
		)
	},
	(t) => [
		uniqueIndex('inbox_items_same_story')
			.on(t.canonicalUrl, t.titleHash)
			.where(sql`${t.canonicalUrl} is not null`),
		// Not unique: a feed may say the same under two ids.
		index('inbox_items_of_content').on(t.contentHash),
		index('inbox_items_of_url').on(t.canonicalUrl),
		index('inbox_items_waiting')
			.on(t.sortedAt.desc(), t.id.desc())
			.where(sql`${t.state} = 'new'`),
		index('inbox_items_waiting_of_feed')
			.on(t.feedId, t.sortedAt.desc(), t.id.desc())
			.where(sql`${t.state} = 'new'`),
		index('inbox_items_newest').on(t.sortedAt.desc(), t.id.desc()),
		index('inbox_items_by_state').on(t.state, t.sortedAt.desc(), t.id.desc()),
		index('inbox_items_of_feed').on(t.feedId, t.sortedAt.desc(), t.id.desc()),
		index('inbox_items_of_development').on(t.developmentId),
		index('inbox_items_snoozed')
			.on(t.snoozedUntil)
			.where(sql`${t.state} = 'snoozed'`),
		index('inbox_items_search').using('gin', t.search),
		check('inbox_items_title_length', sql`length(${t.title}) between 1 and 500`),
		check('inbox_items_summary_length', sql`length(${t.summary}) <= 20000`),
		check('inbox_items_url_http', sql`${t.url} ~ '^https?://'`),
		check('inbox_items_state', sql`${t.state} in (${oneOf(itemStates)})`),
		check('inbox_items_reason', sql`${t.dismissReason} in (${oneOf(dismissReasons)})`),
		check(
			'inbox_items_decided',
			sql`(${t.state} in ('logged', 'attached')) = (${t.developmentId} is not null) and (${t.state} = 'dismissed') = (${t.dismissReason} is not null) and (${t.state} = 'snoozed') = (${t.snoozedUntil} is not null) and (${t.state} in ('logged', 'attached', 'dismissed', 'snoozed')) = (${t.decidedBy} is not null)`
		)
	]
);

/** Each appearance of an item in a feed. `identity` is why an entry that comes again is not taken for a new one. */
export const feedSightings = pgTable(
	'feed_sightings',
	{
		id: id(),
		feedId: reference('feed_id')
			.notNull()
			.references(() => feeds.id),
		itemId: reference('item_id')
			.notNull()
			.references(() => inboxItems.id),
		/** `guid:…`, else `url:…`, else `hash:…`: the first that the entry has; never its date. Long ones are hashed. */
		identity: text().notNull(),
		firstSeenAt: moment('first_seen_at').notNull().defaultNow()
	},
	(t) => [
		uniqueIndex('feed_sightings_identity').on(t.feedId, t.identity),
		index('feed_sightings_of_item').on(t.itemId),
		index('feed_sightings_newest').on(t.feedId, t.firstSeenAt.desc()),
		check('feed_sightings_identity_length', sql`length(${t.identity}) between 1 and 500`)
	]
);
