import * as v from 'valibot';
import { getIssue } from '#lib/briefings/issues.server.ts';
import { openShare } from '#lib/briefings/shares.server.ts';
import { attempt, readForm } from '../../respond.server.ts';
import { keepProof, proofOf } from './proof.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, locals, cookies, setHeaders }) => {
	// The address is the secret: it goes nowhere else, and nothing of the page is kept or found by a search. Not `no-referrer`:
	// a form without scripts would then be sent with `Origin: null`, and refused as another site's.
	setHeaders({
		'referrer-policy': 'same-origin',
		'x-robots-tag': 'noindex',
		'cache-control': 'private, no-store'
	});
	const opened = await openShare(locals.db, params.token, { proof: proofOf(cookies, params.token) });
	if (opened.needsPassword) return { content: null, issue: null };
	const { content, number, issuedAt, issuedBy } = await getIssue(locals.db, opened.briefingId, opened.number);
	return { content, issue: { number, issuedAt, issuedBy } };
};

const passwordSchema = v.object({
	password: v.pipe(v.string(), v.maxLength(200, 'At most 200 characters.'))
});

export const actions: Actions = {
	default: async (event) => {
		const { request, locals, params } = event;
		const answer = await attempt(locals, await readForm(request), passwordSchema, ({ password }) =>
			openShare(locals.db, params.token, { password })
		);
		if (!answer.done) return answer.failure;
		if (!answer.result.needsPassword && answer.result.proof) keepProof(event, answer.result.proof);
		return { opened: true };
	}
};
