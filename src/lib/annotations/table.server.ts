import { sql } from 'drizzle-orm';
import { check, foreignKey, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { assessments } from '../assessments/table.server.ts';
import { developments, developmentTexts } from '../developments/table.server.ts';
import { codings } from '../evidence/table.server.ts';
import { recommendations } from '../recommendations/table.server.ts';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { users } from '../users/table.server.ts';
import { motivations } from './annotation.ts';
import { subjects, threadStates } from './comment.ts';
import { qualities } from './placement.ts';

/**
 * Passages of a development's text that somebody marked. The selectors stay as they were made, in code points of the
 * version that was read; where the passage stands in the text in force is worked out when that text changes.
 */
export const annotations = pgTable(
	'annotations',
	{
		id: id(),
		developmentId: reference('development_id')
			.notNull()
			.references(() => developments.id),
		/** The text that the selectors count in. */
		textVersion: integer('text_version').notNull(),
		motivation: text({ enum: motivations }).notNull(),
		/** TextQuoteSelector: the passage, and what stands before and after it. */
		exact: text().notNull(),
		prefix: text().notNull(),
		suffix: text().notNull(),
		/** TextPositionSelector: code points from the beginning of the text; the end is exclusive. */
		startAt: integer('start_at').notNull(),
		endAt: integer('end_at').notNull(),
		/** Place in the text in force, in UTF-16 code units, end exclusive; null where it can no longer be told (an orphan). */
		placedStart: integer('placed_start'),
		placedEnd: integer('placed_end'),
		/** How sure the place is; null for an orphan. */
		placed: text({ enum: qualities }),
		/** Markdown as kept, mentions as ids; '' for a mere highlight. */
		body: text().notNull().default(''),
		/** The coding that rests on the passage; for links alone. */
		codingId: reference('coding_id').references(() => codings.id),
		creatorId: reference('creator_id')
			.notNull()
			.references(() => users.id),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** When its words were last changed; null while they are as they were made. */
		modifiedAt: moment('modified_at'),
		/** Counts edits from 1; an edit names the version that it read. */
		version: integer().notNull().default(1),
		/** Out of view; can be restored. */
		hiddenAt: moment('hidden_at')
	},
	(t) => [
		foreignKey({
			name: 'annotations_text',
			columns: [t.developmentId, t.textVersion],
			foreignColumns: [developmentTexts.developmentId, developmentTexts.version]
		}),
		index('annotations_of_development').on(t.developmentId, t.id),
		index('annotations_of_coding').on(t.codingId),
		check('annotations_motivation', sql`${t.motivation} in (${oneOf(motivations)})`),
		check('annotations_position', sql`${t.startAt} >= 0 and ${t.startAt} < ${t.endAt}`),
		check(
			'annotations_placed_or_orphan',
			sql`(${t.placed} is null) = (${t.placedStart} is null) and (${t.placed} is null) = (${t.placedEnd} is null)`
		),
		check('annotations_placed', sql`${t.placed} in (${oneOf(qualities)})`),
		check('annotations_link_to_coding', sql`(${t.motivation} = 'linking') = (${t.codingId} is not null)`),
		check('annotations_body_length', sql`length(${t.body}) <= 20000`)
	]
);

/** Conversations, each about one record. */
export const threads = pgTable(
	'threads',
	{
		id: id(),
		subject: text({ enum: subjects }).notNull(),
		/** The record that it is about: the one that the subject names. A coding stands with its development too. */
		developmentId: reference('development_id').references(() => developments.id),
		codingId: reference('coding_id').references(() => codings.id),
		assessmentId: reference('assessment_id').references(() => assessments.id),
		recommendationId: reference('recommendation_id').references(() => recommendations.id),
		/** A block of a briefing. References `briefing_blocks` (constraint in the migration). */
		blockId: reference('block_id'),
		state: text({ enum: threadStates }).notNull().default('open'),
		openedBy: reference('opened_by')
			.notNull()
			.references(() => users.id),
		openedAt: moment('opened_at').notNull().defaultNow(),
		/** Who resolved it last, and when; null while it is open. */
		resolvedBy: reference('resolved_by').references(() => users.id),
		resolvedAt: moment('resolved_at')
	},
	(t) => [
		index('threads_of_development').on(t.developmentId, t.id),
		index('threads_of_recommendation').on(t.recommendationId, t.id),
		index('threads_of_block').on(t.blockId, t.id),
		check('threads_subject', sql`${t.subject} in (${oneOf(subjects)})`),
		check('threads_state', sql`${t.state} in (${oneOf(threadStates)})`),
		check('threads_resolved_by_somebody', sql`(${t.state} = 'resolved') = (${t.resolvedBy} is not null)`),
		// What is about a coding is found from its development, what is about an assessment from its recommendation.
		check(
			'threads_about_its_subject',
			sql`case ${t.subject}
				when 'development' then ${t.developmentId} is not null and num_nonnulls(${t.codingId}, ${t.assessmentId}, ${t.recommendationId}, ${t.blockId}) = 0
				when 'coding' then num_nonnulls(${t.developmentId}, ${t.codingId}) = 2 and num_nonnulls(${t.assessmentId}, ${t.recommendationId}, ${t.blockId}) = 0
				when 'assessment' then num_nonnulls(${t.recommendationId}, ${t.assessmentId}) = 2 and num_nonnulls(${t.developmentId}, ${t.codingId}, ${t.blockId}) = 0
				when 'recommendation' then ${t.recommendationId} is not null and num_nonnulls(${t.developmentId}, ${t.codingId}, ${t.assessmentId}, ${t.blockId}) = 0
				else ${t.blockId} is not null and num_nonnulls(${t.developmentId}, ${t.codingId}, ${t.assessmentId}, ${t.recommendationId}) = 0 end`
		)
	]
);

/** What people say in a thread, in order. */
export const comments = pgTable(
	'comments',
	{
		id: id(),
		threadId: reference('thread_id')
			.notNull()
			.references(() => threads.id),
		authorId: reference('author_id')
			.notNull()
			.references(() => users.id),
		/** Markdown as kept, mentions as ids. */
		body: text().notNull(),
		createdAt: moment('created_at').notNull().defaultNow(),
		/** When it was last edited; null while it is as it was written. What it said before stands in its history. */
		editedAt: moment('edited_at'),
		/** Counts edits from 1; an edit names the version that it read. */
		version: integer().notNull().default(1),
		/** Out of view; can be restored. */
		hiddenAt: moment('hidden_at')
	},
	(t) => [
		index('comments_of_thread').on(t.threadId, t.id),
		check('comments_body_length', sql`length(${t.body}) between 1 and 20000`)
	]
);
