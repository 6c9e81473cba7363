import { and, asc, eq, isNull, type SQL } from 'drizzle-orm';
import { assessedBy } from '../assessments/queries.server.ts';
import { assessments } from '../assessments/table.server.ts';
import { publications } from '../publications/table.server.ts';
import { inSlice, type Slice } from '../recommendations/queries.server.ts';
import type { Kind, RecommendationRef } from '../recommendations/recommendation.ts';
import { recommendations, recommendationVersions, themes } from '../recommendations/table.server.ts';
import type { Reader } from '../server/database.ts';
import { users } from '../users/table.server.ts';
import type { Judgement } from './standing.ts';
import type { View } from './view.ts';

/** A recommendation with its judgements in the order of their dates: what every level and index is made from. */
export type Member = {
	id: number;
	code: string;
	kind: Kind;
	theme: string;
	themeTitle: string;
	title: string;
	weight: number;
	staleAfterMonths: number;
	judgements: Judgement[];
};

/** The recommendations of a slice in the order of the publication, in one statement. */
export function listMembers(db: Reader, slice: Slice, view: View): Promise<Member[]> {
	return selectMembers(db, inSlice(db, slice), view);
}

/** The one recommendation of that name, or undefined. */
export async function findMember(db: Reader, ref: RecommendationRef, view: View): Promise<Member | undefined> {
	const [member] = await selectMembers(db, isNamed(ref), view);
	return member;
}

const isNamed = (ref: RecommendationRef) =>
	and(eq(publications.slug, ref.publication), eq(recommendations.code, ref.code), isNull(publications.hiddenAt));

/** Subquery: the id of the recommendation of that name. */
export function idOf(db: Reader, ref: RecommendationRef) {
	return db
		.select({ id: recommendations.id })
		.from(recommendations)
		.innerJoin(publications, eq(publications.id, recommendations.publicationId))
		.where(isNamed(ref));
}

/** Subquery: the ids of a slice. */
export function idsOf(db: Reader, slice: Slice) {
	return db
		.select({ id: recommendations.id })
		.from(recommendations)
		.innerJoin(publications, eq(publications.id, recommendations.publicationId))
		.innerJoin(themes, eq(themes.id, recommendations.themeId))
		.where(inSlice(db, slice));
}

async function selectMembers(db: Reader, which: SQL | undefined, view: View): Promise<Member[]> {
	const rows = await db
		.select({
			id: recommendations.id,
			code: recommendations.code,
			kind: recommendations.kind,
			theme: themes.code,
			themeTitle: themes.title,
			title: recommendationVersions.title,
			weight: recommendationVersions.weight,
			staleAfterMonths: publications.staleAfterMonths,
			judgement: {
				id: assessments.id,
				assessorId: assessments.assessorId,
				assessor: users.name,
				assessedOn: assessments.assessedOn,
				level: assessments.level,
				trajectory: assessments.trajectory,
				confidence: assessments.confidence
			}
		})
		.from(recommendations)
		.innerJoin(publications, eq(publications.id, recommendations.publicationId))
		.innerJoin(themes, eq(themes.id, recommendations.themeId))
		.innerJoin(
			recommendationVersions,
			and(
				eq(recommendationVersions.recommendationId, recommendations.id),
				eq(recommendationVersions.version, recommendations.version)
			)
		)
		.leftJoin(assessments, and(eq(assessments.recommendationId, recommendations.id), assessedBy(view)))
		.leftJoin(users, eq(users.id, assessments.assessorId))
		.where(which)
		.orderBy(asc(themes.position), asc(recommendations.position), asc(assessments.assessedOn), asc(assessments.id));
	return groupByRecommendation(rows);
}

type Row = Omit<Member, 'judgements'> & { judgement: Record<string, unknown> };

function groupByRecommendation(rows: readonly Row[]): Member[] {
	const members: Member[] = [];
	for (const { judgement, ...recommendation } of rows) {
		if (members.at(-1)?.id !== recommendation.id) members.push({ ...recommendation, judgements: [] });
		if (judgement['id'] !== null) members.at(-1)!.judgements.push(judgement as Judgement);
	}
	return members;
}
