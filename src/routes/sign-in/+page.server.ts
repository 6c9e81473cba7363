import { redirect } from '@sveltejs/kit';
import { signInSchema } from '#lib/users/account.ts';
import { hasAdministrator } from '#lib/users/queries.server.ts';
import { endSession } from '#lib/users/session.server.ts';
import { signIn } from '#lib/users/sign-in.server.ts';
import { safeNext } from '../next.ts';
import { attempt, readForm } from '../respond.server.ts';
import { setSessionCookie } from '../session-cookie.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => {
	const next = safeNext(url.searchParams.get('next'));
	if (locals.user) redirect(303, next);
	return {
		next,
		isMembersOnly: locals.site.reading === 'members',
		isSetUp: await hasAdministrator(locals.db)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { request, locals, getClientAddress } = event;
		const values = await readForm(request);
		const from = { address: getClientAddress(), userAgent: request.headers.get('user-agent') };
		const answer = await attempt(locals, values, signInSchema, (input) => signIn(locals.db, input, from));
		if (!answer.done) return answer.failure;
		if (locals.sessionId) await endSession(locals.db, locals.sessionId);
		setSessionCookie(event, answer.result);
		redirect(303, safeNext(values.next));
	}
};
