import * as v from 'valibot';
import { today } from '#lib/calendar.ts';
import { countOpenThreads, listThreadsOfDevelopment } from '#lib/annotations/threads.server.ts';
import { hideDevelopment, restoreDevelopment } from '#lib/developments/commands.server.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { cancelAssignment } from '#lib/evidence/assignments.server.ts';
import { listPlaces } from '#lib/evidence/places.server.ts';
import { listCodings, listWaiting, type Coding } from '#lib/evidence/queries.server.ts';
import { listCapturesOf } from '#lib/feeds/captures.server.ts';
import { listReports } from '#lib/feeds/reports.server.ts';
import { listHistoryOfDevelopment } from '#lib/history/queries.server.ts';
import { parseRef } from '#lib/recommendations/recommendation.ts';
import { together } from '#lib/server/together.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { idField, readForm, respond } from '../../respond.server.ts';
import { discussionActions } from '../../discussion/actions.server.ts';
import { discussionOf } from '../../discussion/shown.server.ts';
import { emptyCoding, toCodingValues } from '../development-form.ts';
import { recordIdOf } from '../record-id.ts';
import type { Actions, PageServerLoad } from './$types';
import { codingActions } from './coding-actions.server.ts';
import { loadText, textActions } from './text/text.server.ts';
import { viewOf } from './views.ts';

export const load: PageServerLoad = async ({ params, locals, url, depends }) => {
	const { db, user } = locals;
	const id = recordIdOf(params);
	const live = follow({ depends }, shownOf(id));
	const view = viewOf(url, user !== null);
	const mayCode = may(user, 'codeEvidence');
	const asked = url.searchParams.get('code') ?? '';
	const quote = url.searchParams.get('quote') ?? '';
	const [development, codings, waiting, places, history, source, discussion, openThreads, captures, reports] =
		await Promise.all([
			together(`development:${id}:${may(user, 'restoreDevelopment')}`, () => getDevelopment(db, id, user)),
			listCodings(db, id, user?.id ?? null),
			user ? listWaiting(db, id, user.id) : [],
			user ? together(`places:${id}`, () => listPlaces(db, [id])) : [],
			view === 'history' ? listHistoryOfDevelopment(db, id, user?.id ?? null) : [],
			view === 'text' ? loadText(locals, id, url) : null,
			user && view === 'discussion'
				? discussionOf(db, user, listThreadsOfDevelopment(db, id, user.id), url)
				: null,
			user ? countOpenThreads(db, id, user.id) : 0,
			user ? listCapturesOf(db, id) : [],
			user ? listReports(db, id) : []
		]);
	return {
		live,
		development,
		codings,
		places,
		today: today(),
		waiting,
		history,
		source,
		discussion,
		openThreads,
		captures,
		reports,
		asked,
		quote,
		begun: { ...beginning(asked, codings, user?.id), ...(quote ? { quote } : {}) },
		view,
		userId: user?.id ?? null,
		mayEdit: may(user, 'editDevelopment'),
		mayCode: mayCode && !development.hiddenAt,
		mayAdopt: may(user, 'adoptCoding') && !development.hiddenAt,
		mayAssign: may(user, 'assignCoding') && !development.hiddenAt,
		mayAdjudicate: may(user, 'adjudicate') && !development.hiddenAt,
		justLogged: url.searchParams.has('logged'),
		justSaved: url.searchParams.has('saved')
	};
};

/** What the form of a coding begins with where one is asked for: one's draft of it, or one's coding. */
function beginning(asked: string, codings: readonly Coding[], userId: number | undefined) {
	const mine = codings.filter(
		(coding) =>
			coding.coderId === userId && `${coding.publication}/${coding.code}` === asked && !coding.isAdjudication
	);
	const begun = mine.find(({ state }) => state === 'draft') ?? mine[0];
	if (begun) return toCodingValues(begun);
	return { ...emptyCoding, recommendation: parseRef(asked) ? asked : '' };
}

/** What the page shows of a development, whichever tab is open. */
const shownOf = (id: number) =>
	['development', 'evidence', 'annotations', 'threads', 'assignments'].map((topic) => `${topic}:${id}`);

const nothing = v.object({});
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

	...codingActions,

	callOff: async ({ request, locals }) => {
		const one = v.object({ assignmentId: idField });
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { assignmentId }) =>
			cancelAssignment(tx, actor, assignmentId)
		);
		return answer.done ? done('callOff') : answer.failure;
	}
} satisfies Actions;

const done = (what: string): Done => ({ done: what });
