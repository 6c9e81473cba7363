import { listPresent, placePattern } from '#lib/users/presence.server.ts';
import { presenceChanged } from '../../live.ts';
import type { LayoutServerLoad } from './$types';

/** Who else has this development open, for members. */
export const load: LayoutServerLoad = async ({ params, locals, depends }) => {
	depends(presenceChanged);
	const place = `development:${params.id}`;
	if (!locals.user || !placePattern.test(place)) return { presence: null };
	return { presence: { place, others: await listPresent(locals.db, place, locals.user.id) } };
};
