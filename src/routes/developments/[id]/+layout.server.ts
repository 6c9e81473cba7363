import { may } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { getCodebook } from '../choices.server.ts';
import type { LayoutServerLoad } from './$types';

/** What stays as it is while others work on the development: the codebook, by far the largest part of the page. */
export const load: LayoutServerLoad = async ({ params, locals: { db, user }, depends, route }) => {
	follow({ depends }, ['recommendation', 'publication']);
	const isCoded = route.id === '/developments/[id]' && may(user, 'codeEvidence');
	return { place: `development:${params.id}`, codebook: isCoded ? await getCodebook(db) : [] };
};
