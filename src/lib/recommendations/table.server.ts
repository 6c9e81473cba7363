import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	foreignKey,
	index,
	integer,
	numeric,
	pgTable,
	primaryKey,
	smallint,
	text,
	unique
} from 'drizzle-orm/pg-core';
import { forums } from '../forums/table.server.ts';
import { publications } from '../publications/table.server.ts';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { users } from '../users/table.server.ts';
import { horizons, kinds, markerDirections, partyRoles } from './recommendation.ts';

/** Groups of recommendations in a publication. */
export const themes = pgTable(
	'themes',
	{
		id: id(),
		publicationId: reference('publication_id')
			.notNull()
			.references(() => publications.id),
		/** Short code, unique in the publication: `N`. */
		code: text().notNull(),
		title: text().notNull(),
		summary: text(),
		/** Order in the publication, from 1. */
		position: integer().notNull()
	},
	(t) => [unique('themes_code').on(t.publicationId, t.code)]
);

/** Trackable items of a publication. Wording, markers and weight stand in the versions. */
export const recommendations = pgTable(
	'recommendations',
	{
		id: id(),
		publicationId: reference('publication_id')
			.notNull()
			.references(() => publications.id),
		themeId: reference('theme_id')
			.notNull()
			.references(() => themes.id),
		/** Unique in the publication, lasts: `C1`. */
		code: text().notNull(),
		kind: text({ enum: kinds }).notNull(),
		/** How soon the publication expects it; null where it does not say. */
		horizon: text({ enum: horizons }),
		/** Key of the publication's section that holds it. */
		locatorSection: text('locator_section'),
		locatorPage: smallint('locator_page'),
		/** A few words of the publication that stand at that place. */
		locatorAnchor: text('locator_anchor'),
		/** Keys of the preconditions that it rests on. */
		conditions: text()
			.array()
			.notNull()
			.default(sql`'{}'::text[]`),
		/** The version in force, from 1. */
		version: integer().notNull().default(1),
		/** Who keeps its assessment up to date; null where nobody does. */
		ownerId: reference('owner_id').references(() => users.id),
		/** The day of the assessment of which the owner was told that it is out of date; null while there is none such. */
		staleToldOf: date('stale_told_of'),
		/** Order in the publication, from 1. */
		position: integer().notNull()
	},
	(t) => [
		index('recommendations_of_owner').on(t.ownerId),
		unique('recommendations_code').on(t.publicationId, t.code),
		check('recommendations_code_form', sql`${t.code} ~ '^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$'`),
		check('recommendations_kind', sql`${t.kind} in (${oneOf(kinds)})`),
		check('recommendations_horizon', sql`${t.horizon} in (${oneOf(horizons)})`)
	]
);

/** Every wording that a recommendation has had; codings and assessments keep the version that they used. */
export const recommendationVersions = pgTable(
	'recommendation_versions',
	{
		recommendationId: reference('recommendation_id')
			.notNull()
			.references(() => recommendations.id),
		version: integer().notNull(),
		title: text().notNull(),
		/** What is asked, in our own words. */
		statement: text().notNull(),
		/** Why the publication asks it. */
		rationale: text(),
		/** Share in the weighted index, relative to the others; 1 unless somebody argued otherwise. */
		weight: numeric({ precision: 6, scale: 2, mode: 'number' }).notNull().default(1),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** Null for an import without a person. */
		createdBy: reference('created_by').references(() => users.id)
	},
	(t) => [
		primaryKey({ columns: [t.recommendationId, t.version] }),
		check('recommendation_versions_weight', sql`${t.weight} >= 0`)
	]
);

/** Observable signs of advance or setback, written before coding: the codebook. */
export const progressMarkers = pgTable(
	'progress_markers',
	{
		id: id(),
		recommendationId: reference('recommendation_id').notNull(),
		version: integer().notNull(),
		direction: text({ enum: markerDirections }).notNull(),
		text: text().notNull(),
		/** Order within its direction, from 1. */
		position: integer().notNull()
	},
	(t) => [
		foreignKey({
			columns: [t.recommendationId, t.version],
			foreignColumns: [recommendationVersions.recommendationId, recommendationVersions.version]
		}),
		index('progress_markers_of_version').on(t.recommendationId, t.version),
		check('progress_markers_direction', sql`${t.direction} in (${oneOf(markerDirections)})`)
	]
);

/** Who is asked (addressees) and with whom (counterparts). */
export const recommendationParties = pgTable(
	'recommendation_parties',
	{
		recommendationId: reference('recommendation_id')
			.notNull()
			.references(() => recommendations.id),
		role: text({ enum: partyRoles }).notNull(),
		/** Order, from 1. */
		position: integer().notNull(),
		name: text().notNull(),
		/** The addressee that answers for it; the first unless the catalogue says otherwise. */
		isLead: boolean('is_lead').notNull().default(false)
	},
	(t) => [
		primaryKey({ columns: [t.recommendationId, t.role, t.position] }),
		check('recommendation_parties_role', sql`${t.role} in (${oneOf(partyRoles)})`),
		check('recommendation_parties_lead_is_addressee', sql`not ${t.isLead} or ${t.role} = 'addressee'`)
	]
);

/** The forums that a recommendation names. */
export const recommendationForums = pgTable(
	'recommendation_forums',
	{
		recommendationId: reference('recommendation_id')
			.notNull()
			.references(() => recommendations.id),
		forumId: reference('forum_id')
			.notNull()
			.references(() => forums.id),
		/** Order, from 1. */
		position: integer().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.recommendationId, t.forumId] }),
		index('recommendation_forums_of_forum').on(t.forumId)
	]
);
