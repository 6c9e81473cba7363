import * as v from 'valibot';
import { nameSchema } from '#lib/users/account.ts';
import { createToken, listTokens, revokeToken } from '#lib/users/api-token.server.ts';
import { tokenSchema } from '#lib/users/api-token.ts';
import { sendsMail } from '#lib/server/configuration.ts';
import { changeName } from '#lib/users/commands.server.ts';
import { getMailing, setMailing } from '#lib/users/mailing.server.ts';
import { mailingSchema } from '#lib/users/notification.ts';
import { passwordChangeSchema } from '#lib/users/password.ts';
import { endOwnSession, endSessionsOf, listSessions } from '#lib/users/session.server.ts';
import { browserName } from '#lib/users/session.ts';
import { changePassword } from '#lib/users/sign-in.server.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import { attempt, idField, readForm, respond } from '../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id, name, email, role } = member(event);
	const { db, sessionId } = event.locals;
	const [sessions, tokens, mailing] = await Promise.all([
		listSessions(db, id, sessionId),
		listTokens(db, id),
		getMailing(db, id)
	]);
	return {
		live: follow(event, []),
		profile: { name, email, role },
		sessions: sessions.map((line) => ({ ...line, browser: browserName(line.userAgent) })),
		tokens,
		mailing,
		sendsMail: sendsMail()
	};
};

export const actions: Actions = {
	name: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), nameSchema, changeName);
		if (!answer.done) return answer.failure;
		// The page that answers this very request shows the new name.
		if (locals.user) locals.user = { ...locals.user, name: answer.result };
		return { done: 'name' };
	},

	password: async (event) => {
		const { db, sessionId } = event.locals;
		const actor = member(event);
		const values = await readForm(event.request);
		const answer = await attempt(event.locals, values, passwordChangeSchema, (input) =>
			changePassword(db, actor, input, sessionId)
		);
		return answer.done ? { done: 'password' } : answer.failure;
	},

	mailing: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), mailingSchema, setMailing);
		return answer.done ? { done: 'mailing' } : answer.failure;
	},

	endSession: async ({ request, locals }) => {
		const schema = v.object({ idHash: v.string() });
		const answer = await respond(locals, await readForm(request), schema, (tx, actor, { idHash }) =>
			endOwnSession(tx, actor.id, idHash)
		);
		return answer.done ? { done: 'sessions' } : answer.failure;
	},

	endOthers: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), v.object({}), (tx, actor) =>
			endSessionsOf(tx, actor.id, locals.sessionId)
		);
		return answer.done ? { done: 'sessions' } : answer.failure;
	},

	createToken: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), tokenSchema, createToken);
		return answer.done ? { done: 'tokens', token: answer.result.token } : answer.failure;
	},

	revokeToken: async ({ request, locals }) => {
		const schema = v.object({ id: idField });
		const answer = await respond(locals, await readForm(request), schema, (tx, actor, { id }) =>
			revokeToken(tx, actor, id)
		);
		return answer.done ? { done: 'tokens' } : answer.failure;
	}
};
