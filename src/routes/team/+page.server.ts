import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { hideSample, restoreSample } from '#lib/exchange/commands.server.ts';
import { findSampleState } from '#lib/publications/sample.server.ts';
import { role } from '#lib/users/account.ts';
import { changeRole, deactivateUser, reactivateUser } from '#lib/users/commands.server.ts';
import { invite, listOpenInvitations, revokeInvitation } from '#lib/users/invitation.server.ts';
import { invitationPath, invitationSchema } from '#lib/users/invitation.ts';
import { listUsers } from '#lib/users/queries.server.ts';
import { changeSettings, currentSite, forgetSite } from '#lib/users/site.server.ts';
import { siteSchema } from '#lib/users/site.ts';
import { authorise } from '#lib/users/user.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import { idField, readForm, respond } from '../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { id } = member(event);
	const live = follow(event, ['account', 'invitations', 'publication']);
	const { user, db } = event.locals;
	authorise(user, 'changeRole');
	const [people, invitations, sampleState] = await Promise.all([
		listUsers(db),
		listOpenInvitations(db),
		findSampleState(db)
	]);
	return { live, ownId: id, people, invitations, sampleState };
};

const person = v.object({ userId: idField });

export const actions: Actions = {
	changeRole: async ({ request, locals }) => {
		const schema = v.object({ userId: idField, role });
		const answer = await respond(locals, await readForm(request), schema, async (tx, actor, input) => {
			await changeRole(tx, actor, input);
			return input;
		});
		if (!answer.done) return answer.failure;
		const { userId, role: given } = answer.result;
		if (userId === locals.user?.id && given !== 'admin') redirect(303, '/settings');
		return { done: 'people', said: 'The role is changed; it holds at once.' };
	},

	deactivate: async ({ request, locals }) => {
		const values = await readForm(request);
		const answer = await respond(locals, values, person, deactivateUser);
		if (!answer.done) return answer.failure;
		return { done: 'people', said: 'Signed out everywhere, and cannot sign in.', undoFor: values.userId };
	},

	reactivate: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), person, reactivateUser);
		return answer.done ? { done: 'people', said: 'Can sign in again.' } : answer.failure;
	},

	invite: async ({ request, locals, url }) => {
		const answer = await respond(locals, await readForm(request), invitationSchema, invite);
		if (!answer.done) return answer.failure;
		return { done: 'invitations', link: new URL(invitationPath(answer.result.token), url.origin).href };
	},

	revokeInvitation: async ({ request, locals }) => {
		const schema = v.object({ id: idField });
		const answer = await respond(locals, await readForm(request), schema, (tx, actor, { id }) =>
			revokeInvitation(tx, actor, id)
		);
		return answer.done ? { done: 'invitations', said: 'The link does not work any more.' } : answer.failure;
	},

	changeReading: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), siteSchema, changeSettings);
		forgetSite();
		locals.site = await currentSite(locals.db);
		return answer.done ? { done: 'reading', said: 'Saved.' } : answer.failure;
	},

	removeSample: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), v.object({}), hideSample);
		return answer.done ? { done: 'sample', said: 'The sample is out of sight.' } : answer.failure;
	},

	restoreSample: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), v.object({}), restoreSample);
		return answer.done ? { done: 'sample', said: 'The sample is back.' } : answer.failure;
	}
};
