import { redirect } from '@sveltejs/kit';
import { setCodingRule } from '#lib/publications/commands.server.ts';
import { codingRuleSchema } from '#lib/publications/publication.ts';
import { getPublication } from '#lib/publications/queries.server.ts';
import { authorise } from '#lib/users/user.ts';
import { follow } from '../../../live.ts';
import { member } from '../../../member.server.ts';
import { readForm, respond } from '../../../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(member(event), 'setCodingRule');
	const live = follow(event, ['publication']);
	const publication = await getPublication(event.locals.db, event.params.publication);
	return { live, publication, saved: event.url.searchParams.has('saved') };
};

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const values = await readForm(request);
		const { codingRule, assignmentDays } = values;
		const given = { codingRule, assignmentDays: assignmentDays ? Number(assignmentDays) : undefined };
		const answer = await respond(locals, given, codingRuleSchema, async (tx, actor, rule) => {
			const { id } = await getPublication(tx, params.publication);
			await setCodingRule(tx, actor, id, rule);
		});
		if (!answer.done) return answer.failure;
		redirect(303, `/publications/${params.publication}/settings?saved`);
	}
};
