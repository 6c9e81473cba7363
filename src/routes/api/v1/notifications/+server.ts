import { countUnread, listNotifications } from '#lib/users/notifications.server.ts';
import { memberOf } from '../../discussion.server.ts';
import { noticesAskedFor, notificationParameters } from '../../parameters.ts';
import { readsAnew } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';

export const GET = readsAnew(notificationParameters, async ({ locals, url }) => {
	const { id } = memberOf(locals);
	const asked = noticesAskedFor(url);
	const [{ notifications, nextBefore }, unread] = await Promise.all([
		listNotifications(locals.db, id, asked),
		countUnread(locals.db, id)
	]);
	const next = new URLSearchParams(url.searchParams);
	if (nextBefore) next.set('before', String(nextBefore));
	return {
		notifications: notifications.map(({ createdAt, readAt, ...rest }) => ({
			...rest,
			createdAt: createdAt.toISOString(),
			readAt: readAt?.toISOString() ?? null
		})),
		unread,
		next: nextBefore ? `${url.pathname}?${next}` : null
	};
});
export const fallback = onlyAllows('GET');
