import { progressOfPublication } from '#lib/progress/queries.server.ts';
import { getPublication } from '#lib/publications/queries.server.ts';
import { reads } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { portfolioParameters, sliceOf, viewOf } from '../../../../parameters.ts';
import { publicationProgressOf } from '../../../../series.ts';

export const GET = reads(portfolioParameters, async ({ locals: { db }, params: { slug = '' }, url }) => {
	const view = viewOf(url);
	const progress = await progressOfPublication(db, { publication: slug, ...sliceOf(url) }, view);
	if (progress.recommendations.length === 0) await getPublication(db, slug);
	return publicationProgressOf(slug, progress, view);
});
export const fallback = onlyAllows('GET');
