import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { editFeed, hideFeed, pollNow, restoreFeed, turnFeed } from '#lib/feeds/commands.server.ts';
import { feedSchema } from '#lib/feeds/feed.ts';
import { stateOf } from '#lib/feeds/health.ts';
import { getFeed, listNewestItems, listPolls, listSourceChoices } from '#lib/feeds/queries.server.ts';
import { listHistoryOfFeed } from '#lib/history/queries.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import { readForm, respond } from '../../respond.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const user = member(event);
	const id = Number(event.params.id);
	const live = follow(event, [`feed:${id}`, 'inbox', 'source']);
	const { db } = event.locals;
	const feed = await getFeed(db, id);
	const mayManage = may(user, 'manageFeeds');
	const before = Number(event.url.searchParams.get('before')) || undefined;
	const [polls, items, history, sources] = await Promise.all([
		listPolls(db, id, before),
		listNewestItems(db, id),
		listHistoryOfFeed(db, id),
		mayManage ? listSourceChoices(db) : []
	]);
	const now = new Date();
	return {
		live,
		now,
		feed: { ...feed, state: stateOf(feed, now) },
		...polls,
		isFirstPage: before === undefined,
		items,
		history,
		sources,
		mayManage,
		wasAdded: event.url.searchParams.has('added')
	};
};

const version = v.pipe(v.string(), v.digits('Load the page again.'), v.transform(Number));
const nothing = v.object({});

export const actions: Actions = {
	edit: async ({ request, locals, params }) => {
		const schema = v.intersect([feedSchema, v.object({ version })]);
		const answer = await respond(
			locals,
			await readForm(request),
			schema,
			(tx, actor, { version: seen, ...input }) => editFeed(tx, actor, Number(params.id), seen, input)
		);
		return answer.done ? { done: 'Saved.' } : answer.failure;
	},
	poll: async ({ locals, params }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) => pollNow(tx, actor, Number(params.id)));
		return answer.done
			? { done: 'It is polled within a few seconds; what comes of it stands below.' }
			: answer.failure;
	},
	turnOn: async ({ locals, params }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) =>
			turnFeed(tx, actor, Number(params.id), true)
		);
		return answer.done ? { done: 'The feed is on. It is polled at once.' } : answer.failure;
	},
	turnOff: async ({ locals, params }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) =>
			turnFeed(tx, actor, Number(params.id), false)
		);
		return answer.done ? { done: 'The feed is off. What it brought stays.' } : answer.failure;
	},
	hide: async ({ locals, params }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) => hideFeed(tx, actor, Number(params.id)));
		if (!answer.done) return answer.failure;
		redirect(303, '/feeds?show=hidden');
	},
	restore: async ({ locals, params }) => {
		const answer = await respond(locals, {}, nothing, (tx, actor) =>
			restoreFeed(tx, actor, Number(params.id))
		);
		return answer.done ? { done: 'The feed is back in the list, turned off.' } : answer.failure;
	}
};
