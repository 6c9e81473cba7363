import { sql } from 'drizzle-orm';
import {
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
import { recommendationVersions } from '../recommendations/table.server.ts';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { users } from '../users/table.server.ts';
import { codingStates } from './evidence.ts';

/** One analyst's judgement of one development for one recommendation. Changed by retiring it and adding another. */
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
		state: text({ enum: codingStates }).notNull(),
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
			.where(sql`${t.retiredAt} is null`),
		index('codings_of_development').on(t.developmentId),
		check('codings_effect', sql`${t.effect} between -2 and 2`),
		check('codings_rationale_length', sql`length(${t.rationale}) <= 5000`),
		check('codings_state', sql`${t.state} in (${oneOf(codingStates)})`)
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
