import { listPairs } from '#lib/evidence/agreement-pairs.server.ts';
import { listCoders, scopeOf } from '#lib/evidence/agreement-scope.server.ts';
import { readEffects, readSlice, writeSlice } from '#lib/evidence/agreement-slice.ts';
import { measureAgreement } from '#lib/evidence/agreement.server.ts';
import { intervals } from '#lib/progress/period.ts';
import { listPublications } from '#lib/publications/queries.server.ts';
import { listRecommendations } from '#lib/recommendations/queries.server.ts';
import type { PageServerLoad } from './$types';

const pairsShown = 50;

/** How far the coders agree: a fixed number of statements, whatever is stored. */
export const load: PageServerLoad = async ({ url: { searchParams }, locals: { db } }) => {
	const publications = await listPublications(db);
	const asked = readSlice(searchParams);
	const only = publications.length === 1 ? publications[0]!.slug : undefined;
	const publication = asked.publication ?? asked.recommendation?.publication ?? only;
	// Another publication was chosen after the recommendation: the form sends both.
	const isStray = asked.recommendation && asked.recommendation.publication !== publication;
	const slice = isStray ? { ...asked, recommendation: undefined } : asked;
	const scope = await scopeOf(db, slice);
	const interval = intervals.find((one) => one === searchParams.get('interval')) ?? 'year';
	const effects = readEffects(searchParams.get('effects'));
	const [measured, pairs, coders, recommendations] = await Promise.all([
		measureAgreement(db, scope, { interval }),
		effects && listPairs(db, scope, { effects, cursor: searchParams.get('cursor'), limit: pairsShown }),
		listCoders(db),
		publication ? listRecommendations(db, { publication }) : []
	]);
	return {
		measured,
		interval,
		slice,
		query: writeSlice(slice).toString(),
		chosen: scope.coders.map(({ id }) => String(id)),
		effects,
		pairs,
		coders,
		publication,
		publications: publications.map(({ slug, title }) => ({ slug, title })),
		recommendations: recommendations.map(({ code, title, theme, themeTitle }) => ({
			code,
			title,
			theme,
			themeTitle
		}))
	};
};
