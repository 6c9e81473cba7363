import { and, asc, desc, eq, gte, inArray, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { addDays, type CalendarDate } from '../calendar.ts';
import { developments } from '../developments/table.server.ts';
import type { Reader } from '../server/database.ts';
import { users } from '../users/table.server.ts';
import { assessmentEvidence, assessments } from './table.server.ts';

/** Which assessments count: all, or those by a date, by the day they hold for or the day they were entered. */
export type AssessedBy = { asOf?: CalendarDate | null; basis?: 'occurred' | 'recorded' };

/** The condition for `AssessedBy`. What was withdrawn since counts by the day on which it was entered. */
export function assessedBy({ asOf, basis }: AssessedBy) {
	const inForce = isNull(assessments.withdrawnAt);
	if (!asOf) return inForce;
	if (basis !== 'recorded') return and(inForce, lte(assessments.assessedOn, asOf));
	const end = sql`${addDays(asOf, 1)}::timestamptz`;
	return and(lt(assessments.recordedAt, end), or(inForce, gte(assessments.withdrawnAt, end)));
}

export type ListedAssessment = Awaited<ReturnType<typeof listAssessments>>[number];

/** The assessments of a recommendation, newest first, each with the developments that it cites; at most `limit`. */
export async function listAssessments(
	db: Reader,
	recommendationId: number,
	{ limit = 100, ...by }: AssessedBy & { limit?: number } = {}
) {
	const rows = await db
		.select({
			id: assessments.id,
			assessedOn: assessments.assessedOn,
			level: assessments.level,
			trajectory: assessments.trajectory,
			confidence: assessments.confidence,
			rationale: assessments.rationale,
			overrideReason: assessments.overrideReason,
			version: assessments.recommendationVersion,
			assessor: users.name,
			recordedAt: assessments.recordedAt
		})
		.from(assessments)
		.innerJoin(users, eq(users.id, assessments.assessorId))
		.where(and(eq(assessments.recommendationId, recommendationId), assessedBy(by)))
		.orderBy(desc(assessments.assessedOn), desc(assessments.id))
		.limit(limit);
	const cited = await listCited(
		db,
		rows.map((row) => row.id)
	);
	return rows.map((row) => ({
		...row,
		cites: cited.filter((development) => development.assessmentId === row.id)
	}));
}

async function listCited(db: Reader, assessmentIds: readonly number[]) {
	if (assessmentIds.length === 0) return [];
	return db
		.select({
			assessmentId: assessmentEvidence.assessmentId,
			id: developments.id,
			title: developments.title,
			occurredOn: developments.occurredOn,
			occurredPrecision: developments.occurredPrecision,
			isHidden: sql<boolean>`${developments.hiddenAt} is not null`
		})
		.from(assessmentEvidence)
		.innerJoin(developments, eq(developments.id, assessmentEvidence.developmentId))
		.where(inArray(assessmentEvidence.assessmentId, [...assessmentIds]))
		.orderBy(asc(assessmentEvidence.assessmentId), asc(assessmentEvidence.position));
}
