import * as v from 'valibot';
import { restoreDevelopment } from '#lib/developments/commands.server.ts';
import { listHiddenDevelopments } from '#lib/developments/hidden.server.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { idField, readForm, respond } from '../../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	const live = follow(event, ['development']);
	const cursor = event.url.searchParams.get('cursor');
	const page = await listHiddenDevelopments(event.locals.db, actor, cursor);
	return { live, ...page, isFirstPage: cursor === null };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const schema = v.object({ id: idField });
		const answer = await respond(locals, await readForm(request), schema, async (tx, actor, { id }) => {
			await restoreDevelopment(tx, actor, id);
			return id;
		});
		return answer.done ? { restored: answer.result } : answer.failure;
	}
};
