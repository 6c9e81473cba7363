import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { today } from '#lib/calendar.ts';
import { countOpenThreads, listThreadsOfDevelopment } from '#lib/annotations/threads.server.ts';
import { hideDevelopment, restoreDevelopment } from '#lib/developments/commands.server.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { NotFound } from '#lib/errors.ts';
import { adoptCoding, codeEvidence, withdrawCoding } from '#lib/evidence/commands.server.ts';
import { cancelAssignment } from '#lib/evidence/assignments.server.ts';
import { codingSchema } from '#lib/evidence/evidence.ts';
import { listPlaces } from '#lib/evidence/places.server.ts';
import { listCodings } from '#lib/evidence/queries.server.ts';
import { listHistoryOfDevelopment } from '#lib/history/queries.server.ts';
import { findRecommendation } from '#lib/recommendations/queries.server.ts';
import { parseRef } from '#lib/recommendations/recommendation.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { idField, readForm, respond } from '../../respond.server.ts';
import { discussionActions } from '../../discussion/actions.server.ts';
import { discussionOf } from '../../discussion/shown.server.ts';
import { toEffect } from '../development-form.ts';
import { recordIdOf } from '../record-id.ts';
import type { Actions, PageServerLoad } from './$types';
import { loadText, textActions } from './text/text.server.ts';
import { viewOf } from './views.ts';

export const load: PageServerLoad = async ({ params, locals, url, depends }) => {
	const { db, user } = locals;
	const id = recordIdOf(params);
	const live = follow({ depends }, shownOf(id));
	const view = viewOf(url, user !== null);
	const mayCode = may(user, 'codeEvidence');
	const [development, codings, places, history, source, discussion, openThreads] = await Promise.all([
		getDevelopment(db, id, user),
		listCodings(db, id),
		user ? listPlaces(db, [id]) : [],
		view === 'history' ? listHistoryOfDevelopment(db, id, user?.id ?? null) : [],
		view === 'text' ? loadText(locals, id, url) : null,
		user && view === 'discussion'
			? discussionOf(db, user, listThreadsOfDevelopment(db, id, user.id), url)
			: null,
		user ? countOpenThreads(db, id, user.id) : 0
	]);
	return {
		live,
		development,
		codings,
		places,
		today: today(),
		history,
		source,
		discussion,
		openThreads,
		view,
		userId: user?.id ?? null,
		mayEdit: may(user, 'editDevelopment'),
		mayCode: mayCode && !development.hiddenAt,
		mayAdopt: may(user, 'adoptCoding') && !development.hiddenAt,
		mayAssign: may(user, 'assignCoding') && !development.hiddenAt,
		justLogged: url.searchParams.has('logged'),
		justSaved: url.searchParams.has('saved')
	};
};

/** What the page shows of a development, whichever tab is open. */
const shownOf = (id: number) =>
	['development', 'evidence', 'annotations', 'threads', 'assignments'].map((topic) => `${topic}:${id}`);

const nothing = v.object({});
const codingId = v.object({ codingId: v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number)) });
type Done = { done: string };

export const actions = {
	...discussionActions,
	...textActions,

	hide: async ({ locals, params }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) =>
			hideDevelopment(tx, actor, recordIdOf(params))
		);
		return answer.done ? done('hide') : answer.failure;
	},

	restore: async ({ locals, params }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) =>
			restoreDevelopment(tx, actor, recordIdOf(params))
		);
		return answer.done ? done('restore') : answer.failure;
	},

	code: async ({ request, locals, params }) => {
		const values = await readForm(request);
		const answer = await respond(
			locals,
			{ ...values, effect: toEffect(values.effect) },
			codingSchema,
			async (tx, actor, { recommendation, ...judgement }) => {
				const ref = parseRef(recommendation);
				const found = ref && (await findRecommendation(tx, ref));
				if (!found) throw new NotFound(`There is no recommendation ${recommendation}.`, 'recommendation');
				return codeEvidence(tx, actor, {
					developmentId: recordIdOf(params),
					recommendationId: found.id,
					...judgement
				});
			}
		);
		if (!answer.done)
			return fail(answer.failure.status, { ...answer.failure.data, values, section: 'code' as const });
		return done(answer.result.adopted ? 'code' : 'submit');
	},

	adopt: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), codingId, (tx, actor, input) =>
			adoptCoding(tx, actor, input.codingId)
		);
		return answer.done ? done('adopt') : answer.failure;
	},

	withdraw: async ({ request, locals, params }) => {
		const answer = await respond(locals, await readForm(request), codingId, (tx, actor, input) =>
			withdrawCoding(tx, actor, input.codingId)
		);
		if (answer.done) redirect(303, `/developments/${params.id}`);
		return answer.failure;
	},

	callOff: async ({ request, locals }) => {
		const one = v.object({ assignmentId: idField });
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { assignmentId }) =>
			cancelAssignment(tx, actor, assignmentId)
		);
		return answer.done ? done('callOff') : answer.failure;
	}
} satisfies Actions;

const done = (what: string): Done => ({ done: what });
