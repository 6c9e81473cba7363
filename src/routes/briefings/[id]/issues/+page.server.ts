import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { exportFormats } from '#lib/briefings/briefing.ts';
import { listExports, requestExport } from '#lib/briefings/exports.server.ts';
import { followHouseTemplate, listHouseTemplates } from '#lib/briefings/house-templates.server.ts';
import { issueBriefing, sendToReview, takeBackToDraft } from '#lib/briefings/issuing.server.ts';
import { listIssues } from '#lib/briefings/issues.server.ts';
import { listDiscussed } from '#lib/briefings/discussed.server.ts';
import { getBriefing } from '#lib/briefings/queries.server.ts';
import { listShares } from '#lib/briefings/shares.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../../live.ts';
import { member } from '../../../member.server.ts';
import { idField, readForm, respond } from '../../../respond.server.ts';
import { idIn } from '../opened.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	const { db } = event.locals;
	const id = idIn(event.params.id);
	const live = follow(event, [`briefings:${id}`, `threads:${id}`, 'exports']);
	const briefing = await getBriefing(db, id);
	const [issues, shares, documents, templates, said] = await Promise.all([
		listIssues(db, id),
		listShares(db, id),
		listExports(db, id),
		listHouseTemplates(db),
		listDiscussed(db, id)
	]);
	const { title, state, version, houseTemplateId } = briefing;
	return {
		live,
		briefing: { id, title, state, version, houseTemplateId },
		issues,
		shares,
		documents,
		templates: templates
			.filter((one) => !one.hiddenAt || one.id === houseTemplateId)
			.map(({ id: value, name }) => ({ value: String(value), label: name })),
		openThreads: said.reduce((sum, one) => sum + (one.hiddenAt ? 0 : one.openThreads), 0),
		mayCompose: may(actor, 'composeBriefing'),
		mayReview: may(actor, 'reviewBriefing'),
		mayIssue: may(actor, 'issueBriefing')
	};
};

const nothing = v.object({});
const issueSchema = v.object({ version: idField });
const exportSchema = v.object({ format: v.picklist(exportFormats, 'Choose a format.') });
const templateSchema = v.object({
	templateId: v.union([
		v.pipe(
			v.literal(''),
			v.transform(() => null)
		),
		idField
	])
});

export const actions: Actions = {
	review: async ({ locals, params }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) =>
			sendToReview(tx, actor, idIn(params.id))
		);
		return answer.done ? { done: 'It waits to be signed off.' } : answer.failure;
	},

	draft: async ({ locals, params }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) =>
			takeBackToDraft(tx, actor, idIn(params.id))
		);
		return answer.done ? { done: 'It is a draft again.' } : answer.failure;
	},

	issue: async ({ request, locals, params }) => {
		const id = idIn(params.id);
		const answer = await respond(locals, await readForm(request), issueSchema, (tx, actor, { version }) =>
			issueBriefing(tx, actor, { id, version })
		);
		if (answer.done) redirect(303, `/briefings/${id}/issues/${answer.result.number}?issued`);
		return answer.failure;
	},

	export: async ({ request, locals, params }) => {
		const briefingId = idIn(params.id);
		const answer = await respond(locals, await readForm(request), exportSchema, (tx, actor, { format }) =>
			requestExport(tx, actor, { briefingId, number: null, format })
		);
		if (answer.done) redirect(303, `/briefings/${briefingId}/documents/${answer.result.id}`);
		return answer.failure;
	},

	template: async ({ request, locals, params }) => {
		const answer = await respond(
			locals,
			await readForm(request),
			templateSchema,
			(tx, actor, { templateId }) =>
				followHouseTemplate(tx, actor, { briefingId: idIn(params.id), templateId })
		);
		return answer.done ? { done: 'Word files follow it from now on.' } : answer.failure;
	}
};
