import * as v from 'valibot';
import { listHistoryOfPerson } from '#lib/history/queries.server.ts';
import { signOutEverywhere } from '#lib/users/commands.server.ts';
import { offerPassword } from '#lib/users/invitation.server.ts';
import { invitationPath } from '#lib/users/invitation.ts';
import { getPerson } from '#lib/users/queries.server.ts';
import { listSessions } from '#lib/users/session.server.ts';
import { browserName } from '#lib/users/session.ts';
import { authorise } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { respond } from '../../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** One person, for administrators: where they are signed in, the way to a new password, and what was changed. */
export const load: PageServerLoad = async (event) => {
	const { id: ownId } = member(event);
	const { user, db, sessionId } = event.locals;
	authorise(user, 'endSessions');
	const id = Number(event.params.id);
	const live = follow(event, [`account:${id}`]);
	const person = await getPerson(db, id);
	const [sessions, history] = await Promise.all([
		listSessions(db, person.id, sessionId),
		listHistoryOfPerson(db, person.id)
	]);
	return {
		live,
		person,
		isOwn: person.id === ownId,
		sessions: sessions.map(({ createdAt, expiresAt, userAgent }) => ({
			createdAt,
			expiresAt,
			browser: browserName(userAgent)
		})),
		history
	};
};

const nothing = v.object({});

export const actions: Actions = {
	offerPassword: async ({ locals, params, url }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) =>
			offerPassword(tx, actor, { userId: Number(params.id) })
		);
		if (!answer.done) return answer.failure;
		return { done: 'password', link: new URL(invitationPath(answer.result.token), url.origin).href };
	},

	signOut: async ({ locals, params }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) =>
			signOutEverywhere(tx, actor, { userId: Number(params.id) })
		);
		return answer.done ? { done: 'sessions' } : answer.failure;
	}
};
