import * as v from 'valibot';
import {
	followHouseTemplate,
	hideHouseTemplate,
	keepHouseTemplate,
	listHouseTemplates,
	restoreHouseTemplate
} from '#lib/briefings/house-templates.server.ts';
import { nameOfFile, newHouseTemplateSchema } from '#lib/briefings/house-template.ts';
import { getBriefing } from '#lib/briefings/queries.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { idField, readForm, respond } from '../../respond.server.ts';
import { readUpload } from '../../upload.server.ts';
import { idIn } from '../[id]/opened.ts';
import type { Actions, PageServerLoad } from './$types';

/** The templates of the house; with `briefing`, which of them that briefing follows. */
export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	const { db } = event.locals;
	const briefingId = idIn(event.url.searchParams.get('briefing'));
	const topics = briefingId ? ['house_templates', `briefings:${briefingId}`] : ['house_templates'];
	const live = follow(event, topics);
	const [templates, briefing] = await Promise.all([
		listHouseTemplates(db),
		briefingId ? getBriefing(db, briefingId) : null
	]);
	const mayFollow = briefing !== null && may(actor, 'composeBriefing');
	return {
		live,
		templates: templates.filter(({ hiddenAt }) => !hiddenAt),
		hidden: templates.filter(({ hiddenAt }) => hiddenAt),
		briefing: briefing && {
			id: briefing.id,
			title: briefing.title,
			houseTemplateId: briefing.houseTemplateId
		},
		mayFollow,
		mayKeep: may(actor, 'keepTemplates')
	};
};

const one = v.object({ templateId: idField });
const following = v.object({ briefingId: idField, templateId: v.nullable(idField) });

export const actions: Actions = {
	keep: async ({ request, locals }) => {
		const { upload, failure } = await readUpload(request);
		if (!upload) return failure;
		const { file, fileName, values } = upload;
		const answer = await respond(
			locals,
			{ name: values.name ?? '' },
			newHouseTemplateSchema,
			async (tx, actor, input) => {
				const name = input.name || nameOfFile(fileName);
				await keepHouseTemplate(tx, actor, { name, file });
				return name;
			}
		);
		return answer.done ? { done: `Kept “${answer.result}”.` } : answer.failure;
	},

	hide: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { templateId }) =>
			hideHouseTemplate(tx, actor, templateId)
		);
		return answer.done ? { done: 'Hidden. Briefings that follow it still do.' } : answer.failure;
	},

	restore: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { templateId }) =>
			restoreHouseTemplate(tx, actor, templateId)
		);
		return answer.done ? { done: 'It can be chosen again.' } : answer.failure;
	},

	follow: async ({ request, locals }) => {
		const { briefingId, templateId } = await readForm(request);
		const values = { briefingId, templateId: templateId || null };
		const answer = await respond(locals, values, following, followHouseTemplate);
		return answer.done ? { done: 'Word files of the briefing follow it from now on.' } : answer.failure;
	}
};
