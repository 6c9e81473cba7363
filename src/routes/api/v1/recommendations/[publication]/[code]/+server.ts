import {
	getRecommendation,
	listMarkers,
	listNamedForums,
	listParties
} from '#lib/recommendations/queries.server.ts';
import { reads } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { none } from '../../../../parameters.ts';
import { recommendationOf } from '../../../../representation.ts';

export const GET = reads(none, async ({ locals: { db }, params: { publication = '', code = '' } }) => {
	const found = await getRecommendation(db, { publication, code });
	const [parties, markers, named] = await Promise.all([
		listParties(db, found.id),
		listMarkers(db, [found.id]),
		listNamedForums(db, { publication })
	]);
	const { rationale, conditions, staleAfterMonths } = found;
	return {
		...recommendationOf(found),
		rationale,
		conditions,
		staleAfterMonths,
		locator: {
			section: found.locatorSection,
			sectionTitle: found.locatorSectionTitle,
			page: found.locatorPage,
			anchor: found.locatorAnchor
		},
		parties,
		forums: named.filter((row) => row.recommendationId === found.id).map((row) => row.forum),
		markers: markers.map(({ id, direction, text }) => ({ id, direction, text }))
	};
});
export const fallback = onlyAllows('GET');
