import { sql, type SQL, type SQLWrapper } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text,
	uniqueIndex,
	type AnyPgColumn
} from 'drizzle-orm/pg-core';
import { forums } from '../forums/table.server.ts';
import { id, moment, oneOf, reference, tsvector } from '../server/columns.ts';
import { users } from '../users/table.server.ts';
import { kinds, precisions, reliabilities, sourceKinds, textOrigins } from './development.ts';

/** Outlets and bodies that report. */
export const sources = pgTable(
	'sources',
	{
		id: id(),
		/** Unique without regard to case. */
		name: text().notNull(),
		kind: text({ enum: sourceKinds }).notNull(),
		/** Admiralty reliability of the outlet: A completely reliable … E unreliable, F cannot be judged. */
		reliability: text({ enum: reliabilities }).notNull().default('F'),
		/** Who owns or funds it: `Government of Russia`. */
		owner: text().notNull().default(''),
		/** Reports about its own doings: a conflict of interest to bear in mind. */
		speaksAboutItself: boolean('speaks_about_itself').notNull().default(false),
		note: text().notNull().default(''),
		/** The source that took this one over, being the same; never one that was taken over itself. */
		mergedIntoId: reference('merged_into_id').references((): AnyPgColumn => sources.id),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** Counts edits from 1; an edit names the version that it read. */
		version: integer().notNull().default(1),
		updatedAt: moment('updated_at').notNull().defaultNow()
	},
	(t) => [
		index('sources_merged').on(t.mergedIntoId),
		check('sources_not_merged_into_itself', sql`${t.mergedIntoId} <> ${t.id}`),
		check('sources_note_length', sql`length(${t.note}) <= 5000 and length(${t.owner}) <= 300`),
		uniqueIndex('sources_name').on(sql`lower(${t.name})`),
		check('sources_name_given', sql`length(trim(${t.name})) between 1 and 300`),
		check('sources_kind', sql`${t.kind} in (${oneOf(sourceKinds)})`),
		check('sources_reliability', sql`${t.reliability} in (${oneOf(reliabilities)})`)
	]
);

/** Other names of a source, by which it is found when somebody types or imports one. */
export const sourceAliases = pgTable(
	'source_aliases',
	{
		id: id(),
		sourceId: reference('source_id')
			.notNull()
			.references(() => sources.id),
		/** Unique without regard to case. */
		name: text().notNull()
	},
	(t) => [
		uniqueIndex('source_aliases_name').on(sql`lower(${t.name})`),
		index('source_aliases_of_source').on(t.sourceId),
		check('source_aliases_name_given', sql`length(trim(${t.name})) between 1 and 300`)
	]
);

/** People, states and bodies that act. */
export const actors = pgTable(
	'actors',
	{
		id: id(),
		/** Unique without regard to case. */
		name: text().notNull()
	},
	(t) => [
		uniqueIndex('actors_name').on(sql`lower(${t.name})`),
		check('actors_name_given', sql`length(trim(${t.name})) between 1 and 200`)
	]
);

/** The host of an address, `www.` left out. The index `developments_source_host` is over this very expression. */
export const hostOf = (url: SQLWrapper): SQL =>
	sql`regexp_replace(lower(substring(${url} from '^https?://([^/?#]+)')), '^www\\.', '')`;

/** Dated things that happened. */
export const developments = pgTable(
	'developments',
	{
		id: id(),
		/** Stable id in the file or tool that it came from: `D001`. The same id is never imported twice. */
		externalId: text('external_id'),
		/** When it happened. A month stands on its 1st, a year on its 1 July. */
		occurredOn: date('occurred_on').notNull(),
		/** How exactly that is known. */
		occurredPrecision: text('occurred_precision', { enum: precisions }).notNull().default('day'),
		/** When the source published it, if known. */
		publishedOn: date('published_on'),
		/** When somebody last read the source, if known. */
		accessedOn: date('accessed_on'),
		/** When it was logged here. */
		recordedAt: moment('recorded_at').notNull().defaultNow(),
		recordedBy: reference('recorded_by')
			.notNull()
			.references(() => users.id),
		/** Rung on the ladder from statement to outcome; reversal stands beside it. */
		kind: text({ enum: kinds }).notNull(),
		title: text().notNull(),
		/** What happened, in our own words; plain text. */
		summary: text().notNull().default(''),
		sourceId: reference('source_id')
			.notNull()
			.references(() => sources.id),
		/** Title of the text at the source. */
		sourceTitle: text('source_title').notNull().default(''),
		/** Address of that text; http or https only. */
		sourceUrl: text('source_url'),
		/** Address of an archived copy of that text; http or https only. */
		archivedUrl: text('archived_url'),
		/** Who wrote that text: `Family, Given; Family, Given`, or a body's name. */
		sourceAuthor: text('source_author').notNull().default(''),
		/** BCP 47 tag of that text's language, if known: `ru`, `en-GB`. */
		sourceLanguage: text('source_language'),
		/** Kind of this text where it differs from its source's. */
		sourceKind: text('source_kind', { enum: sourceKinds }),
		/** Reliability as judged for this text where it differs from its source's. */
		sourceReliability: text('source_reliability', { enum: reliabilities }),
		/** Admiralty credibility: 1 confirmed … 5 improbable, 6 cannot be judged. */
		credibility: smallint().notNull().default(6),
		/** Came with the shipped sample. */
		isSample: boolean('is_sample').notNull().default(false),
		/** Counts edits from 1; an edit names the version that it read. */
		version: integer().notNull().default(1),
		updatedAt: moment('updated_at').notNull().defaultNow(),
		/** Hidden from every list and chart; can be restored. */
		hiddenAt: moment('hidden_at'),
		/** Title (weight A) and summary (weight B), accents folded, English stems. */
		search: tsvector('search').generatedAlwaysAs(
			(): SQL =>
				sql`setweight(to_tsvector('english', fold(${developments.title})), 'A') || setweight(to_tsvector('english', fold(${developments.summary})), 'B')`
		)
	},
	(t) => [
		uniqueIndex('developments_external_id').on(t.externalId),
		index('developments_newest')
			.on(t.occurredOn.desc(), t.id.desc())
			.where(sql`${t.hiddenAt} is null`),
		index('developments_of_source')
			.on(t.sourceId, t.occurredOn.desc(), t.id.desc())
			.where(sql`${t.hiddenAt} is null`),
		index('developments_search').using('gin', t.search),
		index('developments_title_trigrams').using('gin', sql`fold(${t.title}) gin_trgm_ops`),
		index('developments_source_url').on(t.sourceUrl),
		index('developments_source_host')
			.on(hostOf(t.sourceUrl), t.id)
			.where(sql`${t.hiddenAt} is null`),
		check('developments_precision', sql`${t.occurredPrecision} in (${oneOf(precisions)})`),
		check(
			'developments_precision_day',
			sql`${t.occurredPrecision} = 'day' or ${t.occurredPrecision} = 'month' and extract(day from ${t.occurredOn}) = 1 or ${t.occurredPrecision} = 'year' and extract(month from ${t.occurredOn}) = 7 and extract(day from ${t.occurredOn}) = 1`
		),
		check('developments_kind', sql`${t.kind} in (${oneOf(kinds)})`),
		check('developments_title_given', sql`length(trim(${t.title})) between 1 and 500`),
		check('developments_summary_length', sql`length(${t.summary}) <= 20000`),
		check('developments_url_http', sql`${t.sourceUrl} ~ '^https?://'`),
		check('developments_archived_http', sql`${t.archivedUrl} ~ '^https?://'`),
		check('developments_author_length', sql`length(${t.sourceAuthor}) <= 500`),
		check('developments_language', sql`${t.sourceLanguage} ~ '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$'`),
		check('developments_credibility', sql`${t.credibility} between 1 and 6`),
		check('developments_source_kind', sql`${t.sourceKind} in (${oneOf(sourceKinds)})`),
		check('developments_source_reliability', sql`${t.sourceReliability} in (${oneOf(reliabilities)})`)
	]
);

/** Who took part. Date and visibility are copies, kept by a trigger, for counting without a join. */
export const developmentActors = pgTable(
	'development_actors',
	{
		developmentId: reference('development_id')
			.notNull()
			.references(() => developments.id),
		actorId: reference('actor_id')
			.notNull()
			.references(() => actors.id),
		/** Order, from 1. */
		position: smallint().notNull(),
		occurredOn: date('occurred_on').notNull(),
		isVisible: boolean('is_visible').notNull().default(true)
	},
	(t) => [
		primaryKey({ columns: [t.developmentId, t.actorId] }),
		index('development_actors_newest').on(t.actorId, t.occurredOn.desc(), t.developmentId.desc())
	]
);

/** Where it took place. Date and visibility are copies, kept by a trigger, for counting without a join. */
export const developmentForums = pgTable(
	'development_forums',
	{
		developmentId: reference('development_id')
			.notNull()
			.references(() => developments.id),
		forumId: reference('forum_id')
			.notNull()
			.references(() => forums.id),
		/** Order, from 1. */
		position: smallint().notNull(),
		occurredOn: date('occurred_on').notNull(),
		isVisible: boolean('is_visible').notNull().default(true)
	},
	(t) => [
		primaryKey({ columns: [t.developmentId, t.forumId] }),
		index('development_forums_newest').on(t.forumId, t.occurredOn.desc(), t.developmentId.desc())
	]
);

/** The words of the source, kept for annotation. Append-only: an edit is a new version, the highest is in force. */
export const developmentTexts = pgTable(
	'development_texts',
	{
		developmentId: reference('development_id')
			.notNull()
			.references(() => developments.id),
		/** From 1. */
		version: integer().notNull(),
		/** Plain text, composed (NFC), line ends as \n. */
		text: text().notNull(),
		origin: text({ enum: textOrigins }).notNull(),
		recordedAt: moment('recorded_at').notNull().defaultNow(),
		recordedBy: reference('recorded_by')
			.notNull()
			.references(() => users.id)
	},
	(t) => [
		primaryKey({ columns: [t.developmentId, t.version] }),
		check('development_texts_length', sql`length(${t.text}) between 1 and 500000`),
		check('development_texts_origin', sql`${t.origin} in (${oneOf(textOrigins)})`)
	]
);
