import * as v from 'valibot';
import { hideTemplate, restoreTemplate } from '#lib/briefings/commands.server.ts';
import { listHiddenTemplates, listTemplates } from '#lib/briefings/templates.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { idField, readForm, respond } from '../../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	const live = follow(event, ['briefing_templates']);
	const { db } = event.locals;
	const [templates, hidden] = await Promise.all([listTemplates(db), listHiddenTemplates(db)]);
	return { live, templates, hidden, mayKeep: may(actor, 'keepTemplates') };
};

const one = v.object({ templateId: idField });

export const actions: Actions = {
	hide: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { templateId }) =>
			hideTemplate(tx, actor, templateId)
		);
		return answer.done ? { done: 'Out of the list.' } : answer.failure;
	},
	restore: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { templateId }) =>
			restoreTemplate(tx, actor, templateId)
		);
		return answer.done ? { done: 'In the list again.' } : answer.failure;
	}
};
