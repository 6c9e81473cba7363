import { fail, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { NotFound } from '#lib/errors.ts';
import {
	adoptCoding,
	codeEvidence,
	discardDraft,
	rejectCoding,
	saveDraft,
	stopWaiting,
	submitDraft,
	withdrawCoding,
	type NewCoding
} from '#lib/evidence/commands.server.ts';
import { codingSchema, optionalReason, requiredReason } from '#lib/evidence/evidence.ts';
import { getRecommendation } from '#lib/recommendations/queries.server.ts';
import { parseRef } from '#lib/recommendations/recommendation.ts';
import type { Transaction } from '#lib/server/database.ts';
import type { Actor } from '#lib/users/user.ts';
import { idField, readForm, respond } from '../../respond.server.ts';
import { readCoding, toCodingInput } from '../development-form.ts';
import { recordIdOf } from '../record-id.ts';
import type { Actions, RequestEvent } from './$types';

const which = v.object({ codingId: idField });
const decision = v.object({ codingId: idField, reason: optionalReason });
const refusal = v.object({ codingId: idField, reason: requiredReason });

/** What can be done to the codings of a development. Each answers with what was `done`. */
export const codingActions = {
	code: (event) => keep(event, codeEvidence),

	saveDraft: (event) =>
		keep(event, async (tx, actor, input) => ({ ...(await saveDraft(tx, actor, input)), state: 'draft' })),

	submitDraft: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), which, (tx, actor, { codingId }) =>
			submitDraft(tx, actor, codingId)
		);
		return answer.done ? { done: answer.result.state } : answer.failure;
	},

	discardDraft: async ({ request, locals, params }) => {
		const answer = await respond(locals, await readForm(request), which, (tx, actor, { codingId }) =>
			discardDraft(tx, actor, codingId)
		);
		if (answer.done) redirect(303, `/developments/${params.id}`);
		return answer.failure;
	},

	adopt: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), decision, (tx, actor, input) =>
			adoptCoding(tx, actor, input.codingId, input.reason)
		);
		return answer.done ? { done: 'adopt' } : inReview(answer.failure);
	},

	reject: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), refusal, (tx, actor, input) =>
			rejectCoding(tx, actor, input.codingId, input.reason)
		);
		return answer.done ? { done: 'reject' } : inReview(answer.failure);
	},

	withdraw: async ({ request, locals, params }) => {
		const answer = await respond(locals, await readForm(request), which, (tx, actor, { codingId }) =>
			withdrawCoding(tx, actor, codingId)
		);
		if (answer.done) redirect(303, `/developments/${params.id}`);
		return answer.failure;
	},

	stopWaiting: async ({ request, locals, params }) => {
		const one = v.object({ recommendationId: idField });
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { recommendationId }) =>
			stopWaiting(tx, actor, { developmentId: recordIdOf(params), recommendationId })
		);
		return answer.done ? { done: 'stopWaiting' } : answer.failure;
	}
} satisfies Actions;

/** Takes the form of a coding to a command. */
async function keep(
	{ request, locals, params }: RequestEvent,
	command: (tx: Transaction, actor: Actor, input: NewCoding) => Promise<{ state: string }>
) {
	const values = readCoding(await request.formData());
	const answer = await respond(
		locals,
		toCodingInput(values),
		codingSchema,
		async (tx, actor, { recommendation, ...judgement }) => {
			const ref = parseRef(recommendation);
			if (!ref) throw new NotFound('Choose a recommendation.', 'recommendation');
			const { id } = await getRecommendation(tx, ref);
			return command(tx, actor, { developmentId: recordIdOf(params), recommendationId: id, ...judgement });
		}
	);
	if (answer.done) return { done: answer.result.state };
	return fail(answer.failure.status, { ...answer.failure.data, values, section: 'code' as const });
}

/** What went wrong beside one of the codings. */
function inReview({ status, data }: Awaited<ReturnType<typeof respond>>['failure'] & object) {
	const { errors, message, values } = data;
	return fail(status, {
		errors,
		message,
		reviewed: { codingId: String(values.codingId), reason: String(values.reason ?? '') }
	});
}
