import { countWaitingItems } from '#lib/feeds/inbox.server.ts';
import { showsSample } from '#lib/publications/sample.server.ts';
import { countUnread } from '#lib/users/notifications.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from './live.ts';
import { countWaiting } from './work/work.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, depends }) => {
	const { user, site, db } = locals;
	const loaded = follow({ depends }, user ? [`account:${user.id}`, `notifications:${user.id}`] : []);
	const [sample, waiting, unread, inboxWaiting] = await Promise.all([
		showsSample(db),
		user ? countWaiting(db, user) : 0,
		user ? countUnread(db, user.id) : 0,
		may(user, 'triage') ? countWaitingItems(db) : 0
	]);
	return {
		user: user && { id: user.id, name: user.name, role: user.role },
		loaded,
		site,
		waiting,
		unread,
		inboxWaiting,
		sample
	};
};
