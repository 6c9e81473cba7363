import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { sources } from '../developments/table.server.ts';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { users } from '../users/table.server.ts';
import { feedFormats, pollMinutes, pollOutcomes } from './feed.ts';
import { ruleEffects, ruleFields, ruleTests } from './rule.ts';

/** Outside sources that are polled. */
export const feeds = pgTable(
	'feeds',
	{
		id: id(),
		/** Name in our lists. */
		title: text().notNull(),
		/** Address that is polled; http or https only. */
		url: text().notNull(),
		/** Page for readers that belongs to it. */
		siteUrl: text('site_url'),
		/** The source that developments from this feed report, if it is always the same. */
		sourceId: reference('source_id').references(() => sources.id),
		/** Polled at all. The feeds that are shipped are off until somebody turns them on. */
		isOn: boolean('is_on').notNull().default(false),
		/** Stable name of a shipped feed; null for one that somebody added. */
		starterKey: text('starter_key'),
		/** Format at the last reading. */
		format: text({ enum: feedFormats }),
		/** BCP 47 tag that the feed says of itself. */
		language: text(),
		/** Minutes between polls while it answers. */
		intervalMinutes: integer('interval_minutes').notNull().default(pollMinutes.usual),
		/** Days without a new item after which it counts as silent; null for never. */
		silentAfterDays: integer('silent_after_days').default(14),
		/** When it is due; moved on by every poll. */
		nextPollAt: moment('next_poll_at').notNull().defaultNow(),
		/** A copy of the application is polling it and holds it until then; free again where that passes. */
		heldUntil: moment('held_until'),
		/** Validators of the last whole answer, sent back to be told “not modified”. */
		etag: text(),
		lastModified: text('last_modified'),
		lastPolledAt: moment('last_polled_at'),
		lastSucceededAt: moment('last_succeeded_at'),
		/** First seen moment of its newest item. */
		lastItemAt: moment('last_item_at'),
		/** The last error in words; null after a success. */
		lastFault: text('last_fault'),
		/** Failures since the last success: the wait grows with them. */
		failures: integer().notNull().default(0),
		/** When it was turned on first: charts mark it, since an added source makes a spike. */
		startedAt: moment('started_at'),
		/** Null for the feeds that are shipped. */
		addedBy: reference('added_by').references(() => users.id),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** Counts edits from 1; an edit names the version that it read. */
		version: integer().notNull().default(1),
		updatedAt: moment('updated_at').notNull().defaultNow(),
		/** Out of view and not polled; can be restored. */
		hiddenAt: moment('hidden_at')
	},
	(t) => [
		uniqueIndex('feeds_url').on(t.url),
		uniqueIndex('feeds_starter_key').on(t.starterKey),
		index('feeds_due')
			.on(t.nextPollAt)
			.where(sql`${t.isOn} and ${t.hiddenAt} is null`),
		check('feeds_title_given', sql`length(trim(${t.title})) between 1 and 300`),
		check('feeds_url_http', sql`${t.url} ~ '^https?://' and length(${t.url}) <= 2000`),
		check('feeds_site_http', sql`${t.siteUrl} ~ '^https?://'`),
		check('feeds_format', sql`${t.format} in (${oneOf(feedFormats)})`),
		check(
			'feeds_interval',
			sql`${t.intervalMinutes} between ${sql.raw(String(pollMinutes.least))} and ${sql.raw(String(pollMinutes.most))}`
		),
		check('feeds_silence', sql`${t.silentAfterDays} between 1 and 365`),
		check('feeds_failures', sql`${t.failures} >= 0`)
	]
);

/** What became of each poll; old ones are dropped in time. */
export const feedPolls = pgTable(
	'feed_polls',
	{
		id: id(),
		feedId: reference('feed_id')
			.notNull()
			.references(() => feeds.id),
		startedAt: moment('started_at').notNull(),
		finishedAt: moment('finished_at').notNull().defaultNow(),
		outcome: text({ enum: pollOutcomes }).notNull(),
		/** HTTP status of the last hop; null where there was no answer. */
		status: integer(),
		/** Bytes read of the body. */
		bytes: integer().notNull().default(0),
		/** Entries that the answer held, and how many were not known. */
		entries: integer().notNull().default(0),
		newItems: integer('new_items').notNull().default(0),
		/** What went wrong or was cleaned, in words; null where nothing did. */
		fault: text()
	},
	(t) => [
		index('feed_polls_newest').on(t.feedId, t.id.desc()),
		index('feed_polls_by_age').on(t.finishedAt),
		check('feed_polls_outcome', sql`${t.outcome} in (${oneOf(pollOutcomes)})`)
	]
);

/** What keeps items out of the inbox, or lets them in; of one feed or of all. */
export const feedRules = pgTable(
	'feed_rules',
	{
		id: id(),
		/** Null for all feeds. */
		feedId: reference('feed_id').references(() => feeds.id),
		effect: text({ enum: ruleEffects }).notNull(),
		test: text({ enum: ruleTests }).notNull(),
		field: text({ enum: ruleFields }).notNull().default('anywhere'),
		/** Words, a phrase, a regular expression, or language tags separated by commas. */
		pattern: text().notNull(),
		isOn: boolean('is_on').notNull().default(true),
		createdBy: reference('created_by')
			.notNull()
			.references(() => users.id),
		createdAt: moment('created_at').notNull().defaultNow(),
		version: integer().notNull().default(1),
		updatedAt: moment('updated_at').notNull().defaultNow(),
		hiddenAt: moment('hidden_at')
	},
	(t) => [
		index('feed_rules_of_feed').on(t.feedId),
		check('feed_rules_effect', sql`${t.effect} in (${oneOf(ruleEffects)})`),
		check('feed_rules_test', sql`${t.test} in (${oneOf(ruleTests)})`),
		check('feed_rules_field', sql`${t.field} in (${oneOf(ruleFields)})`),
		check('feed_rules_pattern_given', sql`length(trim(${t.pattern})) between 1 and 1000`)
	]
);
