import { listHistoryOfTeam } from '#lib/history/queries.server.ts';
import { authorise } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	authorise(member(event), 'changeRole');
	const live = follow(event, ['account', 'invitations']);
	return { live, history: await listHistoryOfTeam(event.locals.db) };
};
