import { redirect } from '@sveltejs/kit';
import { addSource } from '#lib/developments/keep-sources.server.ts';
import { readSourceFilter, sourceSchema } from '#lib/developments/source.ts';
import { listSources } from '#lib/developments/sources.server.ts';
import { readTokens } from '#lib/ui/tokens.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../live.ts';
import { respond } from '../respond.server.ts';
import { toSource } from './source-form.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, depends, locals: { db, user } }) => {
	const live = follow({ depends }, ['source']);
	const filter = readSourceFilter(url.searchParams);
	const after = url.searchParams.get('after')?.slice(0, 300) ?? null;
	const { sources, next } = await listSources(db, filter, after);
	return { live, filter, sources, next, isFirstPage: after === null, mayKeep: may(user, 'keepSources') };
};

export const actions: Actions = {
	add: async ({ request, locals }) => {
		const form = await request.formData();
		const values = toSource(form, readTokens(form, 'aliases'));
		const answer = await respond(locals, values, sourceSchema, addSource);
		if (!answer.done) return answer.failure;
		redirect(303, `/sources/${answer.result}?added`);
	}
};
