import { date, index, integer, pgTable, primaryKey } from 'drizzle-orm/pg-core';
import { actors } from '../developments/table.server.ts';
import { forums } from '../forums/table.server.ts';
import { recommendations } from '../recommendations/table.server.ts';
import { reference } from '../server/columns.ts';

/** Current evidence counted by recommendation, month and effect. Kept by triggers in the writing transaction. */
export const evidenceMonths = pgTable(
	'evidence_months',
	{
		recommendationId: reference('recommendation_id')
			.notNull()
			.references(() => recommendations.id),
		/** First day of the month in which the developments occurred. */
		month: date().notNull(),
		/** Effect −2. */
		stronglySetsBack: integer('strongly_sets_back').notNull().default(0),
		/** Effect −1. */
		setsBack: integer('sets_back').notNull().default(0),
		/** Effect 0. */
		context: integer().notNull().default(0),
		/** Effect +1. */
		advances: integer().notNull().default(0),
		/** Effect +2. */
		stronglyAdvances: integer('strongly_advances').notNull().default(0)
	},
	(t) => [primaryKey({ columns: [t.recommendationId, t.month] })]
);

/** Visible developments counted by forum and day. Kept by triggers in the writing transaction. */
export const forumDays = pgTable(
	'forum_days',
	{
		forumId: reference('forum_id')
			.notNull()
			.references(() => forums.id),
		occurredOn: date('occurred_on').notNull(),
		developments: integer().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.forumId, t.occurredOn] }),
		index('forum_days_occurred_on').on(t.occurredOn)
	]
);

/** The same by month. Kept by triggers in the writing transaction. */
export const forumMonths = pgTable(
	'forum_months',
	{
		forumId: reference('forum_id')
			.notNull()
			.references(() => forums.id),
		/** First day of the month. */
		month: date().notNull(),
		developments: integer().notNull(),
		/** The days that have a development, as bits: the lowest stands for the 1st. */
		days: integer().notNull()
	},
	(t) => [primaryKey({ columns: [t.forumId, t.month] })]
);

/** Visible developments counted by actor and month. Kept by triggers in the writing transaction. */
export const actorMonths = pgTable(
	'actor_months',
	{
		actorId: reference('actor_id')
			.notNull()
			.references(() => actors.id),
		/** First day of the month. */
		month: date().notNull(),
		developments: integer().notNull()
	},
	(t) => [primaryKey({ columns: [t.actorId, t.month] }), index('actor_months_month').on(t.month)]
);

/** The same by year. Kept by triggers in the writing transaction. */
export const actorYears = pgTable(
	'actor_years',
	{
		actorId: reference('actor_id')
			.notNull()
			.references(() => actors.id),
		/** First day of the year. */
		year: date().notNull(),
		developments: integer().notNull()
	},
	(t) => [primaryKey({ columns: [t.actorId, t.year] })]
);
