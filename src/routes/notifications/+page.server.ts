import * as v from 'valibot';
import { listNotifications, markAllRead, markRead } from '#lib/users/notifications.server.ts';
import { phraseOf } from '#lib/users/notification.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import { idField, readForm, respond } from '../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { url, locals } = event;
	const { id } = member(event);
	const live = follow(event, [`notifications:${id}`]);
	const before = url.searchParams.get('before') ?? '';
	const unreadOnly = url.searchParams.get('show') === 'unread';
	const page = await listNotifications(locals.db, id, {
		before: /^[1-9]\d{0,14}$/.test(before) ? Number(before) : null,
		unreadOnly
	});
	return {
		live,
		...page,
		notifications: page.notifications.map((one) => ({ ...one, phrase: phraseOf(one) })),
		unreadOnly,
		isFirstPage: before === ''
	};
};

export const actions: Actions = {
	read: async ({ request, locals }) => {
		const schema = v.object({ id: idField });
		const answer = await respond(locals, await readForm(request), schema, (tx, actor, { id }) =>
			markRead(tx, actor, id)
		);
		return answer.done ? { done: 'read' } : answer.failure;
	},

	readAll: async ({ locals }) => {
		const answer = await respond(locals, {}, v.object({}), markAllRead);
		return answer.done ? { done: 'all' } : answer.failure;
	}
};
