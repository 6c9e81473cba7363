import { showsSample } from '#lib/publications/sample.server.ts';
import { countWaiting } from './work/work.server.ts';
import { countUnread } from '#lib/users/notifications.server.ts';
import type { LayoutServerLoad } from './$types';
import { accountChanged } from './live.ts';

export const load: LayoutServerLoad = async ({ locals, depends }) => {
	depends(accountChanged);
	const { user, site, db } = locals;
	const loadedAt = Date.now();
	const [sample, waiting, unread] = await Promise.all([
		showsSample(db),
		user ? countWaiting(db, user) : 0,
		user ? countUnread(db, user.id) : 0
	]);
	return {
		user: user && { id: user.id, name: user.name, role: user.role },
		loadedAt,
		site,
		waiting,
		unread,
		sample
	};
};
