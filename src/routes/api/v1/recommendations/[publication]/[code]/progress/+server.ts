import { NotFound } from '#lib/errors.ts';
import { progressOf } from '#lib/progress/queries.server.ts';
import { reads } from '../../../../../reading.server.ts';
import { onlyAllows } from '../../../../../refusal.ts';
import { viewOf, viewParameters } from '../../../../../parameters.ts';
import { recommendationProgressOf } from '../../../../../series.ts';

export const GET = reads(viewParameters, async ({ locals: { db }, params, url }) => {
	const { publication = '', code = '' } = params;
	const view = viewOf(url);
	const progress = await progressOf(db, { publication, code }, view);
	if (!progress) throw new NotFound(`There is no recommendation “${publication}/${code}”.`);
	return recommendationProgressOf(publication, progress, view);
});
export const fallback = onlyAllows('GET');
