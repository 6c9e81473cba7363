import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { exportFormats } from '#lib/briefings/briefing.ts';
import { compareDocuments } from '#lib/briefings/compare.ts';
import { requestExport } from '#lib/briefings/exports.server.ts';
import { getIssue, rebuildIssue } from '#lib/briefings/issues.server.ts';
import { getBriefing } from '#lib/briefings/queries.server.ts';
import { shareSchema } from '#lib/briefings/share.ts';
import { listShares, revokeShare, shareIssue } from '#lib/briefings/shares.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../../../live.ts';
import { member } from '../../../../member.server.ts';
import { idField, readForm, respond } from '../../../../respond.server.ts';
import { idIn } from '../../opened.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const actor = member(event);
	const { params, locals, url } = event;
	const [id, number] = [idIn(params.id), idIn(params.number)];
	const live = follow(event, [`briefings:${id}`]);
	const earlier = idIn(url.searchParams.get('compare'));
	const [briefing, { content, ...issue }, shares, before, rebuilt] = await Promise.all([
		getBriefing(locals.db, id),
		getIssue(locals.db, id, number),
		listShares(locals.db, id),
		earlier ? getIssue(locals.db, id, earlier) : undefined,
		url.searchParams.has('rebuild') ? rebuildIssue(locals.db, id, number) : undefined
	]);
	return {
		live,
		briefing: { id, title: briefing.title },
		issue,
		...content,
		changes: before ? compareDocuments(before.content.document, content.document) : null,
		comparedWith: before?.number ?? null,
		rebuilt: rebuilt ?? null,
		shares: shares.filter((share) => share.number === number && !share.revokedAt),
		justIssued: url.searchParams.has('issued'),
		mayCompose: may(actor, 'composeBriefing'),
		mayShare: may(actor, 'shareBriefing')
	};
};

const exportSchema = v.object({ format: v.picklist(exportFormats, 'Choose a format.') });
const revokeSchema = v.object({ shareId: idField });

export const actions: Actions = {
	export: async ({ request, locals, params }) => {
		const [briefingId, number] = [idIn(params.id), idIn(params.number)];
		const answer = await respond(locals, await readForm(request), exportSchema, (tx, actor, { format }) =>
			requestExport(tx, actor, { briefingId, number, format })
		);
		if (answer.done) redirect(303, `/briefings/${briefingId}/documents/${answer.result.id}`);
		return answer.failure;
	},

	share: async ({ request, locals, params, url }) => {
		const of = { briefingId: idIn(params.id), number: idIn(params.number) };
		const answer = await respond(locals, await readForm(request), shareSchema, (tx, actor, input) =>
			shareIssue(tx, actor, { ...of, ...input })
		);
		return answer.done ? { shared: new URL(`/shared/${answer.result.token}`, url).href } : answer.failure;
	},

	revoke: async ({ request, locals, params }) => {
		const briefingId = idIn(params.id);
		const answer = await respond(locals, await readForm(request), revokeSchema, (tx, actor, { shareId }) =>
			revokeShare(tx, actor, { briefingId, shareId })
		);
		return answer.done ? { done: 'The link opens nothing any more.' } : answer.failure;
	}
};
