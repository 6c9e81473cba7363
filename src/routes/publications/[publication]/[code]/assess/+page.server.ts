import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { assess } from '#lib/assessments/commands.server.ts';
import { assessmentSchema } from '#lib/assessments/assessment.ts';
import { listAssessments } from '#lib/assessments/queries.server.ts';
import { today } from '#lib/calendar.ts';
import { listEvidence } from '#lib/evidence/queries.server.ts';
import { getRecommendation, listMarkers } from '#lib/recommendations/queries.server.ts';
import { authorise } from '#lib/users/user.ts';
import { follow } from '../../../../live.ts';
import { signInHref } from '../../../../next.ts';
import { readForm, respond } from '../../../../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** How much recent evidence is offered to be cited. */
const offered = 30;

export const load: PageServerLoad = async ({ params, url, depends, locals: { db, user } }) => {
	if (!user) redirect(303, signInHref(url));
	authorise(user, 'assess');
	const recommendation = await getRecommendation(db, params);
	const [{ evidence }, [previous], markers] = await Promise.all([
		listEvidence(db, recommendation.id, user.id, { limit: offered }),
		listAssessments(db, recommendation.id, { limit: 1 }),
		listMarkers(db, [recommendation.id])
	]);
	const live = follow({ depends }, []);
	return { live, recommendation, evidence, previous: previous ?? null, markers, today: today() };
};

/** The form sends text; the level and the ids are numbers. Without a level there is none, so that the schema asks for one. */
const formSchema = v.pipe(
	v.looseObject({ level: v.optional(v.string()), developmentIds: v.array(v.string()) }),
	v.transform(
		({ level, developmentIds, ...rest }) =>
			({
				...rest,
				level: level ? Number(level) : undefined,
				developmentIds: developmentIds.map(Number)
			}) as unknown as v.InferInput<typeof assessmentSchema>
	),
	assessmentSchema
);

export const actions: Actions = {
	default: async ({ request, params, locals }) => {
		const recommendation = await getRecommendation(locals.db, params);
		const values = await readForm(request, { lists: ['developmentIds'] });
		const answer = await respond(locals, values, formSchema, (tx, actor, input) =>
			assess(tx, actor, recommendation.id, input)
		);
		if (!answer.done) return answer.failure;
		redirect(303, `/publications/${params.publication}/${params.code}#assessment-${answer.result.id}`);
	}
};
