import * as v from 'valibot';
import { listThreadsOfRecommendation } from '#lib/annotations/threads.server.ts';
import { listAssessments } from '#lib/assessments/queries.server.ts';
import { effects } from '#lib/evidence/evidence.ts';
import { listEvidence } from '#lib/evidence/queries.server.ts';
import { listAdditions } from '#lib/feeds/additions.server.ts';
import { additionInWords } from '#lib/feeds/additions.ts';
import { totalOf } from '#lib/progress/counts.ts';
import { listReversalsOf } from '#lib/progress/latest.server.ts';
import { progressOf } from '#lib/progress/queries.server.ts';
import { readView, untilOf } from '#lib/progress/view.ts';
import {
	getRecommendation,
	listConditions,
	listForumsOf,
	listMarkers,
	listParties,
	listVersions
} from '#lib/recommendations/queries.server.ts';
import { findOwner, listPossibleOwners, setOwner } from '#lib/recommendations/owner.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../../live.ts';
import { readForm, respond } from '../../../respond.server.ts';
import { discussionActions } from '../../../discussion/actions.server.ts';
import { discussionOf } from '../../../discussion/shown.server.ts';
import type { Actions, PageServerLoad } from './$types';

const developmentsShown = 25;

/**
 * One recommendation: what was asked, how it went, and the evidence. The chart begins in the publication's year; `from`, `to` and
 * `effect` pick from the evidence below it.
 */
export const load: PageServerLoad = async ({ params, url, depends, locals: { db, user } }) => {
	const { searchParams } = url;
	const ref = { publication: params.publication, code: params.code };
	const recommendation = await getRecommendation(db, ref);
	const { id, publicationId, publicationYear, conditions } = recommendation;
	const live = follow({ depends }, [
		'development',
		'evidence',
		`assessment:${id}`,
		`threads:${id}`,
		`recommendation:${publicationId}`,
		`publication:${publicationId}`
	]);
	const { view: asked, faults } = readView(searchParams);
	const start = publicationYear ? `${publicationYear}-01-01` : '';
	const whole = { ...asked, from: null, to: null };
	const wanted = searchParams.getAll('effect').flatMap((list) => list.split(','));
	const effect = effects.filter((one) => wanted.includes(String(one)));
	const { from, to, asOf, basis } = asked;
	const marksAdditions = searchParams.get('marks') === 'added';
	const cursor = searchParams.get('cursor');
	const [
		progress,
		reversals,
		list,
		assessments,
		parties,
		forums,
		markers,
		versions,
		preconditions,
		owner,
		people,
		additions,
		discussion
	] = await Promise.all([
		progressOf(db, ref, whole),
		listReversalsOf(db, id, whole),
		listEvidence(db, id, user?.id ?? null, {
			from,
			to,
			effect,
			asOf,
			basis,
			cursor,
			limit: developmentsShown
		}),
		listAssessments(db, id, { asOf, basis }),
		listParties(db, id),
		listForumsOf(db, id),
		listMarkers(db, [id]),
		listVersions(db, id),
		listConditions(db, publicationId, conditions),
		user ? findOwner(db, id) : null,
		may(user, 'setOwner') ? listPossibleOwners(db) : [],
		marksAdditions ? listAdditions(db, { from: start || '1000-01-01', to: untilOf(asked) }) : [],

		// What is said is said of today.
		user && !asOf ? discussionOf(db, user, listThreadsOfRecommendation(db, id, user.id), url) : null
	]);
	const periods = progress?.periods ?? [];
	return {
		live,
		recommendation,
		asked,
		faults,
		effect,
		until: untilOf(asked),
		periods: periods.filter((period) => period.to >= start),
		earlier: periods
			.filter((period) => period.to < start)
			.reduce((sum, { evidence }) => sum + totalOf(evidence), 0),
		judgements: progress?.judgements ?? [],
		marksAdditions,
		additions: additions.map((addition) => ({ on: addition.on, words: additionInWords(addition) })),
		reversals: reversals.filter((reversal) => reversal.occurredOn >= start),
		...list,
		isFirstPage: !cursor,
		assessments,
		parties,
		forums: forums.map(({ name }) => name),
		markers,
		versions,
		preconditions: preconditions.filter(({ code }) => code !== recommendation.code),
		owner,
		people,
		showsOwner: user !== null,
		discussion,
		mayLog: may(user, 'recordDevelopment'),
		mayAssess: may(user, 'assess')
	};
};

const owning = v.object({
	ownerId: v.pipe(
		v.string('Choose an owner, or nobody.'),
		v.regex(/^(|[1-9]\d{0,14})$/, 'There is no such person.'),
		v.transform((id) => (id === '' ? null : Number(id)))
	)
});

export const actions: Actions = {
	...discussionActions,

	setOwner: async ({ request, locals, params }) => {
		const { id } = await getRecommendation(locals.db, params);
		const answer = await respond(locals, await readForm(request), owning, (tx, actor, { ownerId }) =>
			setOwner(tx, actor, { recommendationId: id, ownerId })
		);
		return answer.done ? { done: 'The owner is changed, and told.' } : answer.failure;
	}
};
