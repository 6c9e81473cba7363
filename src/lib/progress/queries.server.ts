import type { Slice } from '../recommendations/queries.server.ts';
import type { RecommendationRef } from '../recommendations/recommendation.ts';
import type { Reader } from '../server/database.ts';
import { countByPeriod } from './evidence-counts.server.ts';
import { findMember, idOf, idsOf, listMembers } from './members.server.ts';
import { portfolioSeries, progressSeries } from './series.ts';
import { wholeView, type View } from './view.ts';

/**
 * One recommendation over time: per period its level, range, trajectory, confidence, staleness and evidence by effect;
 * beside them the judgements themselves. Two statements at once, whose cost does not grow with what is stored (but for
 * a view of what was recorded by a date). Undefined when there is no such recommendation.
 */
export async function progressOf(db: Reader, ref: RecommendationRef, given: Partial<View> = {}) {
	const view = { ...wholeView, ...given };
	const [member, counted] = await Promise.all([
		findMember(db, ref, view),
		countByPeriod(db, idOf(ref), view)
	]);
	if (!member) return undefined;
	return {
		recommendation: member,
		judgements: member.judgements,
		periods: progressSeries(view, member, counted)
	};
}
export type Progress = NonNullable<Awaited<ReturnType<typeof progressOf>>>;

/**
 * The recommendations of a publication, or of a slice of it, together over time: per period the distribution of levels,
 * index, weighted index, coverage and evidence by effect. Two statements at once. `recommendations` is empty for an
 * unknown publication.
 */
export async function progressOfPublication(db: Reader, slice: Slice, given: Partial<View> = {}) {
	const view = { ...wholeView, ...given };
	const [members, counted] = await Promise.all([
		listMembers(db, slice, view),
		countByPeriod(db, idsOf(db, slice), view)
	]);
	return { recommendations: members, periods: portfolioSeries(view, members, counted) };
}

export { heatMap, type HeatCell, type HeatMapRow } from './heat-map.server.ts';
