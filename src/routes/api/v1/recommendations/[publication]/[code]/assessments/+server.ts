import { assessmentSchema } from '#lib/assessments/assessment.ts';
import { assess } from '#lib/assessments/commands.server.ts';
import { listAssessments } from '#lib/assessments/queries.server.ts';
import { getRecommendation } from '#lib/recommendations/queries.server.ts';
import { reads } from '../../../../../reading.server.ts';
import { onlyAllows } from '../../../../../refusal.ts';
import { created, writes } from '../../../../../writing.server.ts';
import { assessmentParameters, viewOf } from '../../../../../parameters.ts';
import { assessmentOf } from '../../../../../representation.ts';

/** More than a recommendation gets in a lifetime. */
const most = 1000;

export const GET = reads(assessmentParameters, async ({ locals: { db }, params, url }) => {
	const { publication = '', code = '' } = params;
	const { asOf, basis } = viewOf(url);
	const { id } = await getRecommendation(db, { publication, code });
	const assessments = await listAssessments(db, id, { asOf, basis, limit: most });
	return { assessments: assessments.map((one) => assessmentOf(one, { publication, code })) };
});

export const POST = writes('assess', assessmentSchema, async ({ tx, actor, input, event }) => {
	const { publication = '', code = '' } = event.params;
	const recommendation = await getRecommendation(tx, { publication, code });
	const { id } = await assess(tx, actor, recommendation.id, input);
	const list = await listAssessments(tx, recommendation.id, { asOf: input.assessedOn, limit: most });
	return created(
		event.url.pathname,
		assessmentOf(
			list.find((one) => one.id === id)!,
			{ publication, code }
		)
	);
});
export const fallback = onlyAllows('GET', 'POST');
