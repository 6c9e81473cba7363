import { fail, redirect } from '@sveltejs/kit';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { Conflict, NotFound } from '#lib/errors.ts';
import { adjudicate, decisionOf } from '#lib/evidence/commands.server.ts';
import { decisionSchema } from '#lib/evidence/evidence.ts';
import { listComparable, listContested, listReplaced } from '#lib/evidence/queries.server.ts';
import { getRecommendation, listMarkers } from '#lib/recommendations/queries.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../../../live.ts';
import { member } from '../../../../member.server.ts';
import { respond } from '../../../../respond.server.ts';
import { readDecision, toDecision } from './decision.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	const { params, locals } = event;
	const { db } = locals;
	const developmentId = idOf(params);
	const live = follow(event, [`evidence:${developmentId}`, `development:${developmentId}`]);
	const recommendation = await getRecommendation(db, params);
	const pair = { developmentId, recommendationId: recommendation.id };
	const [development, codings, markers, comparable] = await Promise.all([
		getDevelopment(db, developmentId, actor),
		listContested(db, pair),
		listMarkers(db, [recommendation.id]),
		listComparable(db, pair)
	]);
	if (codings.length === 0) throw new NotFound('Nothing that you may see is coded here.');
	const isDisputed = codings.some(({ state }) => state === 'disputed');
	return {
		live,
		development,
		recommendation,
		codings,
		markers,
		comparable,
		userId: actor.id,
		isDisputed,
		mayDecide: isDisputed && may(actor, 'adjudicate') && !development.hiddenAt
	};
};

const idOf = ({ development }: { development: string }) =>
	/^\d{1,15}$/.test(development) ? Number(development) : 0;

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const values = readDecision(await request.formData());
		let isStale = false;
		const answer = await respond(locals, toDecision(values), decisionSchema, async (tx, actor, input) => {
			const { id } = await getRecommendation(tx, params);
			const pair = { developmentId: idOf(params), recommendationId: id };
			return adjudicate(tx, actor, pair, decisionOf(input)).catch((error: unknown) => {
				isStale = error instanceof Conflict;
				throw error;
			});
		});
		if (answer.done) redirect(303, '/work?list=disputes');
		const replaced = isStale ? await listReplaced(locals.db, values.seen, locals.user?.id ?? null) : [];
		return fail(answer.failure.status, { ...answer.failure.data, values, isStale, replaced });
	}
};
