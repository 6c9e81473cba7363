import { sql } from 'drizzle-orm';
import {
	boolean,
	check,
	date,
	foreignKey,
	index,
	integer,
	pgTable,
	primaryKey,
	smallint,
	text
} from 'drizzle-orm/pg-core';
import { developments } from '../developments/table.server.ts';
import { recommendationVersions } from '../recommendations/table.server.ts';
import { id, moment, oneOf, reference } from '../server/columns.ts';
import { users } from '../users/table.server.ts';
import { confidences, trajectories } from './assessment.ts';

/**
 * Dated judgements of how far a recommendation has come. Append-only: a trigger refuses changes, but for taking one that
 * was imported by mistake out of force.
 */
export const assessments = pgTable(
	'assessments',
	{
		id: id(),
		recommendationId: reference('recommendation_id').notNull(),
		/** The wording that was assessed. */
		recommendationVersion: integer('recommendation_version').notNull(),
		assessorId: reference('assessor_id')
			.notNull()
			.references(() => users.id),
		/** The day on which the judgement holds. */
		assessedOn: date('assessed_on').notNull(),
		/** 0 not initiated, 1 minimal, 2 intermediate, 3 complete. */
		level: smallint().notNull(),
		trajectory: text({ enum: trajectories }).notNull(),
		confidence: text({ enum: confidences }).notNull(),
		/** Why, in a sentence or two; plain text. */
		rationale: text().notNull(),
		/** Why the level stands although the evidence does not carry it by the method's rule; null where it does. */
		overrideReason: text('override_reason'),
		/** Came with the shipped sample. */
		isSample: boolean('is_sample').notNull().default(false),
		recordedAt: moment('recorded_at').notNull().defaultNow(),
		/** Who entered it; the assessor, but for imports. */
		recordedBy: reference('recorded_by')
			.notNull()
			.references(() => users.id),
		/** From then on out of force, since the import that brought it was undone; null again where that is redone. */
		withdrawnAt: moment('withdrawn_at')
	},
	(t) => [
		foreignKey({
			columns: [t.recommendationId, t.recommendationVersion],
			foreignColumns: [recommendationVersions.recommendationId, recommendationVersions.version]
		}),
		index('assessments_latest').on(t.recommendationId, t.assessedOn.desc(), t.id.desc()),
		check('assessments_level', sql`${t.level} between 0 and 3`),
		check('assessments_trajectory', sql`${t.trajectory} in (${oneOf(trajectories)})`),
		check('assessments_confidence', sql`${t.confidence} in (${oneOf(confidences)})`),
		check('assessments_rationale_length', sql`length(${t.rationale}) <= 5000`),
		check('assessments_override_given', sql`length(trim(${t.overrideReason})) > 0`)
	]
);

/** The developments that an assessment cites. */
export const assessmentEvidence = pgTable(
	'assessment_evidence',
	{
		assessmentId: reference('assessment_id')
			.notNull()
			.references(() => assessments.id),
		developmentId: reference('development_id')
			.notNull()
			.references(() => developments.id),
		/** Order, from 1. */
		position: smallint().notNull()
	},
	(t) => [
		primaryKey({ columns: [t.assessmentId, t.developmentId] }),
		index('assessment_evidence_of_development').on(t.developmentId)
	]
);
