import { listHistoryOfRecommendation } from '#lib/history/queries.server.ts';
import { getRecommendation } from '#lib/recommendations/queries.server.ts';
import { follow } from '../../../../live.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends, locals: { db, user } }) => {
	const recommendation = await getRecommendation(db, params);
	const { id, code, title, publication, publicationId, publicationTitle } = recommendation;
	const live = follow({ depends }, [
		'evidence',
		`assessment:${id}`,
		`threads:${id}`,
		`recommendation:${publicationId}`
	]);
	const history = await listHistoryOfRecommendation(db, id, user?.id ?? null);
	return { live, recommendation: { code, title, publication, publicationTitle }, history };
};
