import { getBriefing } from '#lib/briefings/queries.server.ts';
import { listHistoryOfBriefing } from '#lib/history/queries.server.ts';
import { follow } from '../../../live.ts';
import { member } from '../../../member.server.ts';
import { idIn } from '../opened.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	member(event);
	const { db } = event.locals;
	const live = follow(event, [`briefings:${idIn(event.params.id)}`]);
	const { id, title } = await getBriefing(db, idIn(event.params.id));
	return { live, briefing: { id, title }, history: await listHistoryOfBriefing(db, id) };
};
