import { heatMap } from '#lib/progress/queries.server.ts';
import { getPublication } from '#lib/publications/queries.server.ts';
import { reads } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { portfolioParameters, sliceOf, viewOf } from '../../../../parameters.ts';
import { heatMapOf } from '../../../../series.ts';

export const GET = reads(portfolioParameters, async ({ locals: { db }, params: { slug = '' }, url }) => {
	const view = viewOf(url);
	const slice = { publication: slug, ...sliceOf(url) };
	const rows = await heatMap(db, slice, view);
	if (rows.length === 0) await getPublication(db, slug);
	return heatMapOf(slug, rows, view);
});
export const fallback = onlyAllows('GET');
