import { sql, type SQL } from 'drizzle-orm';
import { assessedBy } from '../assessments/queries.server.ts';
import { isStorable } from '../publications/queries.server.ts';
import { inSlice, type Slice } from '../recommendations/queries.server.ts';
import type { Kind, RecommendationRef } from '../recommendations/recommendation.ts';
import type { Reader } from '../server/database.ts';
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
	return selectMembers(db, inSlice(db, slice) ?? sql`true`, view);
}

/** The one recommendation of that name, or undefined. */
export async function findMember(
	db: Reader,
	ref: RecommendationRef,
	view: View
): Promise<Member | undefined> {
	const [member] = await selectMembers(db, isNamed(ref), view);
	return member;
}

const isNamed = ({ publication, code }: RecommendationRef) =>
	!isStorable(publication) || !isStorable(code)
		? sql`false`
		: sql`publications.slug = ${publication} and publications.hidden_at is null and recommendations.code = ${code}`;

/** Recommendations with their publication and theme. */
export const placed = sql`recommendations join publications on publications.id = recommendations.publication_id
	join themes on themes.id = recommendations.theme_id`;

/** Selects the id of the recommendation of that name. */
export const idOf = (ref: RecommendationRef) =>
	sql`select recommendations.id from ${placed} where ${isNamed(ref)}`;

/** Selects the ids of a slice. */
export const idsOf = (db: Reader, slice: Slice) =>
	sql`select recommendations.id from ${placed} where ${inSlice(db, slice)}`;

async function selectMembers(db: Reader, which: SQL, view: View): Promise<Member[]> {
	const by = assessedBy(view);
	const rows = await db.execute<Record<string, unknown>>(sql`select recommendations.id, recommendations.code,
		recommendations.kind, themes.code as theme, themes.title as theme_title, w.title, w.weight,
		publications.stale_after_months, assessments.id as assessment_id, assessments.assessor_id, users.name as assessor,
		assessments.assessed_on, assessments.level, assessments.trajectory, assessments.confidence
	from ${placed}
		join recommendation_versions w on w.recommendation_id = recommendations.id and w.version = recommendations.version
		left join assessments on assessments.recommendation_id = recommendations.id and ${by}
		left join users on users.id = assessments.assessor_id
	where ${which}
	order by themes.position, recommendations.position, assessments.assessed_on, assessments.id`);
	const members: Member[] = [];
	for (const row of rows) {
		if (members.at(-1)?.id !== Number(row['id'])) members.push(toMember(row));
		if (row['assessment_id'] !== null) members.at(-1)!.judgements.push(toJudgement(row));
	}
	return members;
}

function toMember(row: Record<string, unknown>): Member {
	return {
		id: Number(row['id']),
		code: row['code'] as string,
		kind: row['kind'] as Kind,
		theme: row['theme'] as string,
		themeTitle: row['theme_title'] as string,
		title: row['title'] as string,
		weight: Number(row['weight']),
		staleAfterMonths: row['stale_after_months'] as number,
		judgements: []
	};
}

function toJudgement(row: Record<string, unknown>): Judgement {
	return {
		id: Number(row['assessment_id']),
		assessorId: Number(row['assessor_id']),
		assessor: row['assessor'] as string,
		assessedOn: row['assessed_on'] as string,
		level: row['level'] as Judgement['level'],
		trajectory: row['trajectory'] as Judgement['trajectory'],
		confidence: row['confidence'] as Judgement['confidence']
	};
}
