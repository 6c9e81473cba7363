import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { briefingSchema } from '#lib/briefings/briefing.ts';
import { applyTemplate, editBriefing, hideBriefing, saveTemplate } from '#lib/briefings/commands.server.ts';
import { newTemplateSchema } from '#lib/briefings/template.ts';
import { idField, readForm, respond } from '../../respond.server.ts';
import { idIn } from './opened.ts';

type Event = RequestEvent<{ id: string }>;

const nothing = v.object({});

export const briefingActions = {
	edit: async ({ request, locals, params }: Event) => {
		const values = await readForm(request);
		const answer = await respond(locals, values, briefingSchema, (tx, actor, input) =>
			editBriefing(tx, actor, idIn(params.id), idIn(values.version), input)
		);
		if (answer.done) return { done: 'Saved.' };
		return fail(answer.failure.status, { ...answer.failure.data, section: 'fields' as const });
	},

	hide: async ({ locals, params }: Event) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) =>
			hideBriefing(tx, actor, idIn(params.id))
		);
		if (answer.done) redirect(303, '/briefings');
		return answer.failure;
	},

	applyTemplate: async ({ request, locals, params }: Event) => {
		const chosen = v.object({ templateId: idField });
		const answer = await respond(locals, await readForm(request), chosen, (tx, actor, { templateId }) =>
			applyTemplate(tx, actor, idIn(params.id), templateId)
		);
		return answer.done
			? { done: 'Laid out anew. What stood there before is under “Taken out”.' }
			: answer.failure;
	},

	saveTemplate: async ({ request, locals, params }: Event) => {
		const { name, withTexts } = await readForm(request);
		const values = { name: name ?? '', withTexts: withTexts === 'on' };
		const answer = await respond(locals, values, newTemplateSchema, (tx, actor, input) =>
			saveTemplate(tx, actor, idIn(params.id), input)
		);
		if (answer.done) return { done: 'Kept as a template.' };
		return fail(answer.failure.status, { ...answer.failure.data, section: 'template' as const });
	}
};
