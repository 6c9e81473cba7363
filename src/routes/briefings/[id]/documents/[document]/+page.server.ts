import { getExport } from '#lib/briefings/exports.server.ts';
import { getBriefing } from '#lib/briefings/queries.server.ts';
import { follow } from '../../../../live.ts';
import { member } from '../../../../member.server.ts';
import { idIn } from '../../opened.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	member(event);
	const { params, locals } = event;
	const [id, documentId] = [idIn(params.id), idIn(params.document)];
	const live = follow(event, [`exports:${documentId}`]);
	const [{ title }, document] = await Promise.all([
		getBriefing(locals.db, id),
		getExport(locals.db, id, documentId)
	]);
	return { live, briefing: { id, title }, document };
};
