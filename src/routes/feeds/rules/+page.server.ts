import { redirect } from '@sveltejs/kit';
import { ruleSchema } from '#lib/feeds/rule.ts';
import { listFeedNames, listRules } from '#lib/feeds/rules.server.ts';
import { addRule } from '#lib/feeds/write-rules.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { readForm, respond } from '../../respond.server.ts';
import { readRule, trialOf } from './trial.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const user = member(event);
	const live = follow(event, ['rule']);
	const { db } = event.locals;
	const { searchParams } = event.url;
	const feedId = /^[1-9]\d{0,14}$/.test(searchParams.get('feed') ?? '')
		? Number(searchParams.get('feed'))
		: undefined;
	const values = readRule(Object.fromEntries(searchParams));
	const [rules, feeds, trial] = await Promise.all([
		listRules(db, feedId),
		listFeedNames(db),
		searchParams.has('pattern') ? trialOf(db, values) : undefined
	]);
	return { live, rules, feeds, feedId, values, trial, mayWrite: may(user, 'writeRules') };
};

export const actions: Actions = {
	add: async ({ request, locals }) => {
		const answer = await respond(locals, readRule(await readForm(request)), ruleSchema, addRule);
		if (!answer.done) return answer.failure;
		redirect(303, `/feeds/rules/${answer.result.id}?added`);
	}
};
