import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	smallint,
	text,
	uniqueIndex
} from 'drizzle-orm/pg-core';
import { developments } from '../developments/table.server.ts';
import { publications } from '../publications/table.server.ts';
import { progressMarkers, recommendationVersions } from '../recommendations/table.server.ts';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { users } from '../users/table.server.ts';
import { codingStates } from './evidence.ts';

/**
 * One analyst's judgement of one development for one recommendation. Changed by retiring it and adding another; a draft
 * alone is changed in place. What became of it, by whom and why, stands in its history.
 */
export const codings = pgTable(
	'codings',
	{
		id: id(),
		developmentId: reference('development_id')
			.notNull()
			.references(() => developments.id),
		recommendationId: reference('recommendation_id').notNull(),
		/** The wording and markers that the coder had before them. */
		recommendationVersion: integer('recommendation_version').notNull(),
		coderId: reference('coder_id')
			.notNull()
			.references(() => users.id),
		/** −2 strongly sets back … 0 context … +2 strongly advances. */
		effect: smallint().notNull(),
		/** Why, in a sentence or two; plain text. */
		rationale: text().notNull().default(''),
		/** The progress marker that it speaks to, of the version that was coded. */
		markerId: reference('marker_id').references(() => progressMarkers.id),
		/** The words of the source that it rests on. */
		quote: text().notNull().default(''),
		state: text({ enum: codingStates }).notNull(),
		/** Made while others' codings of the same were hidden from the coder. */
		isBlind: boolean('is_blind').notNull().default(false),
		/** Written by whoever adjudicated, not by a coder: no part of agreement. */
		isAdjudication: boolean('is_adjudication').notNull().default(false),
		/** From then on others may see it; null for drafts, and while a blind coding waits for the second. */
		revealedAt: moment('revealed_at').defaultNow(),
		/** When it was submitted; of a draft, when it was last saved. */
		recordedAt: moment('recorded_at').notNull().defaultNow(),
		/** From then on replaced by a newer coding of the same coder, or withdrawn. */
		retiredAt: moment('retired_at')
	},
	(t) => [
		foreignKey({
			columns: [t.recommendationId, t.recommendationVersion],
			foreignColumns: [recommendationVersions.recommendationId, recommendationVersions.version]
		}),
		uniqueIndex('codings_one_current_each')
			.on(t.developmentId, t.recommendationId, t.coderId)
			.where(sql`${t.retiredAt} is null and ${t.state} <> 'draft' and not ${t.isAdjudication}`),
		uniqueIndex('codings_one_draft_each')
			.on(t.developmentId, t.recommendationId, t.coderId)
			.where(sql`${t.retiredAt} is null and ${t.state} = 'draft'`),
		uniqueIndex('codings_one_adjudication')
			.on(t.developmentId, t.recommendationId)
			.where(sql`${t.retiredAt} is null and ${t.isAdjudication}`),
		index('codings_of_development').on(t.developmentId),
		index('codings_of_recommendation').on(t.recommendationId, t.id),
		index('codings_of_coder').on(t.coderId, t.recordedAt.desc()),
		index('codings_waiting')
			.on(t.state, t.id)
			.where(sql`${t.retiredAt} is null and ${t.state} in ('submitted', 'disputed')`),
		check('codings_effect', sql`${t.effect} between -2 and 2`),
		check('codings_rationale_length', sql`length(${t.rationale}) <= 5000`),
		check('codings_state', sql`${t.state} in (${oneOf(codingStates)})`),
		check('codings_quote_length', sql`length(${t.quote}) <= 5000`),
		check('codings_drafts_hidden', sql`${t.state} <> 'draft' or ${t.revealedAt} is null`)
	]
);

/**
 * The adopted meaning of a development for a recommendation, valid from `adoptedAt` to `retiredAt`. Rows are
 * never changed but for being retired, so the evidence of any past moment can be read. A hidden development has
 * no current evidence.
 */
export const evidence = pgTable(
	'evidence',
	{
		id: id(),
		developmentId: reference('development_id')
			.notNull()
			.references(() => developments.id),
		recommendationId: reference('recommendation_id').notNull(),
		/** The coding that was adopted. */
		codingId: reference('coding_id')
			.notNull()
			.references(() => codings.id),
		/** The coding's effect; a copy, since codings do not change. */
		effect: smallint().notNull(),
		/** The development's date; a copy, for reading in time order without a join. */
		occurredOn: date('occurred_on').notNull(),
		adoptedAt: moment('adopted_at').notNull().defaultNow(),
		adoptedBy: reference('adopted_by')
			.notNull()
			.references(() => users.id),
		/** From then on no longer in force. */
		retiredAt: moment('retired_at')
	},
	(t) => [
		uniqueIndex('evidence_one_current_each')
			.on(t.developmentId, t.recommendationId)
			.where(sql`${t.retiredAt} is null`),
		index('evidence_newest')
			.on(t.recommendationId, t.occurredOn.desc(), t.developmentId.desc())
			.where(sql`${t.retiredAt} is null`),
		index('evidence_of_coding').on(t.codingId),
		index('evidence_retired')
			.on(t.recommendationId, t.retiredAt)
			.where(sql`${t.retiredAt} is not null`),
		check('evidence_effect', sql`${t.effect} between -2 and 2`)
	]
);

/** One coder's place at one development: somebody is asked to code it for a publication. Without an assignee it is in the pool. */
export const assignments = pgTable(
	'assignments',
	{
		id: id(),
		developmentId: reference('development_id')
			.notNull()
			.references(() => developments.id),
		publicationId: reference('publication_id')
			.notNull()
			.references(() => publications.id),
		/** Whose it is now; null in the pool. */
		assigneeId: reference('assignee_id').references(() => users.id),
		/** Who asked for the coding. */
		assignedBy: reference('assigned_by')
			.notNull()
			.references(() => users.id),
		/** When the present assignee got it; in the pool, when it came there. */
		assignedAt: moment('assigned_at').notNull().defaultNow(),
		/** From then on unfinished work returns to the pool; null in the pool. */
		lapsesAt: moment('lapses_at'),
		/** When the assignee said that all is coded. */
		doneAt: moment('done_at'),
		/** From then on nobody is asked any more. */
		cancelledAt: moment('cancelled_at')
	},
	(t) => [
		uniqueIndex('assignments_one_each')
			.on(t.developmentId, t.publicationId, t.assigneeId)
			.where(sql`${t.assigneeId} is not null and ${t.cancelledAt} is null`),
		index('assignments_open')
			.on(t.assigneeId, t.id)
			.where(sql`${t.doneAt} is null and ${t.cancelledAt} is null`),
		index('assignments_lapsing')
			.on(t.lapsesAt)
			.where(sql`${t.doneAt} is null and ${t.cancelledAt} is null`),
		check('assignments_done_by_somebody', sql`${t.doneAt} is null or ${t.assigneeId} is not null`),
		check('assignments_lapse_with_assignee', sql`(${t.lapsesAt} is null) = (${t.assigneeId} is null)`)
	]
);
