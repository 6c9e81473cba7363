import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { briefingSchema, chosenPublicationsSchema } from '#lib/briefings/briefing.ts';
import {
	applyTemplate,
	choosePublications,
	editBriefing,
	hideBriefing,
	saveTemplate
} from '#lib/briefings/commands.server.ts';
import type { Chosen } from '#lib/briefings/choose-publications.server.ts';
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

	publications: async ({ request, locals, params }: Event) => {
		const { publications, withBlocks, version } = await readForm(request, { lists: ['publications'] });
		const values = { publications, withBlocks: withBlocks === 'on' };
		const answer = await respond(locals, values, chosenPublicationsSchema, (tx, actor, input) =>
			choosePublications(tx, actor, idIn(params.id), idIn(version), input)
		);
		if (answer.done) return { done: chosenInWords(answer.result), chosen: answer.result };
		return fail(answer.failure.status, { ...answer.failure.data, section: 'publications' as const });
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

/** Nothing is dropped silently: which blocks went, and where they are. */
function chosenInWords({ added, takenOut }: Chosen): string {
	const blocks = (codes: string[]) =>
		`${codes.length === 1 ? 'the block' : 'the blocks'} on ${codes.join(', ')}`;
	const came = added.length > 0 ? ` New: ${blocks(added)}.` : '';
	const went = takenOut.length > 0 ? ` Taken out, and kept under “Taken out”: ${blocks(takenOut)}.` : '';
	return `What it is about is saved.${came}${went}`;
}
