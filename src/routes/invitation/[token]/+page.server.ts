import { redirect } from '@sveltejs/kit';
import { inTransaction } from '#lib/server/database.ts';
import { acceptInvitation } from '#lib/users/acceptance.server.ts';
import { guardInvitation } from '#lib/users/attempts.server.ts';
import { getInvitation } from '#lib/users/invitation.server.ts';
import { acceptanceSchema } from '#lib/users/invitation.ts';
import { endSession, startSession } from '#lib/users/session.server.ts';
import { attempt, readForm } from '../../respond.server.ts';
import { setSessionCookie } from '../../session-cookie.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, getClientAddress, setHeaders }) => {
	// The address is a secret: it must not travel to other sites or stay in a cache. Not `no-referrer`: a form without
	// scripts would then be sent with `Origin: null`, and refused as another site's.
	setHeaders({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' });
	const { db } = locals;
	const invitation = await guardInvitation(db, getClientAddress(), () => getInvitation(db, params.token));
	const { email, role, invitedBy, accountName } = invitation;
	return { invitation: { email, role, invitedBy, accountName }, signedInAs: locals.user?.name ?? null };
};

export const actions: Actions = {
	default: async (event) => {
		const { locals, params, request, getClientAddress } = event;
		const { db } = locals;
		const invitation = await guardInvitation(db, getClientAddress(), () => getInvitation(db, params.token));
		const { email, accountName } = invitation;
		const values = {
			...(await readForm(request)),
			...(email === null ? {} : { email }),
			...(accountName === null ? {} : { name: accountName })
		};
		const answer = await attempt(locals, values, acceptanceSchema, (input) =>
			inTransaction(db, (tx) => acceptInvitation(tx, params.token, input))
		);
		if (!answer.done) return answer.failure;
		if (locals.sessionId) await endSession(db, locals.sessionId);
		const session = await startSession(db, answer.result.userId, request.headers.get('user-agent'));
		setSessionCookie(event, session);
		redirect(303, '/');
	}
};
