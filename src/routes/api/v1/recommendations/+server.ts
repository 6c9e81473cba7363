import { getPublication, listPublications } from '#lib/publications/queries.server.ts';
import { listRecommendations } from '#lib/recommendations/queries.server.ts';
import { reads } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { recommendationParameters, sliceOf } from '../../parameters.ts';
import { recommendationOf } from '../../representation.ts';

export const GET = reads(recommendationParameters, async ({ locals: { db }, url }) => {
	const asked = url.searchParams.get('publication');
	const publications = asked ? [await getPublication(db, asked)] : await listPublications(db);
	const lists = await Promise.all(
		publications.map(({ slug }) => listRecommendations(db, { publication: slug, ...sliceOf(url) }))
	);
	return { recommendations: lists.flat().map(recommendationOf) };
});
export const fallback = onlyAllows('GET');
