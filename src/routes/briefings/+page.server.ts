import * as v from 'valibot';
import { briefingStates } from '#lib/briefings/briefing.ts';
import { hideBriefing, restoreBriefing } from '#lib/briefings/commands.server.ts';
import { listBriefings, type Which } from '#lib/briefings/list.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import { idField, readForm, respond } from '../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

const many = 50;

export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	const live = follow(event, ['briefings']);
	const { searchParams } = event.url;
	const asked = searchParams.get('state');
	const state: Which = [...briefingStates, 'hidden' as const].find((one) => one === asked) ?? null;
	const after = searchParams.get('after');
	const { rows, next } = await listBriefings(event.locals.db, state, { after, limit: many });
	return {
		live,
		briefings: rows,
		next,
		state,
		isFirstPage: !after,
		mayCompose: may(actor, 'composeBriefing')
	};
};

const one = v.object({ briefingId: idField });

export const actions: Actions = {
	hide: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { briefingId }) =>
			hideBriefing(tx, actor, briefingId)
		);
		return answer.done ? { done: 'Out of view.' } : answer.failure;
	},
	restore: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { briefingId }) =>
			restoreBriefing(tx, actor, briefingId)
		);
		return answer.done ? { done: 'In the list again.' } : answer.failure;
	}
};
