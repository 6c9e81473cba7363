import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { addFeed, restoreFeed, turnFeed } from '#lib/feeds/commands.server.ts';
import { addressSchema, feedFormatLabels, feedSchema } from '#lib/feeds/feed.ts';
import { stateOf, type FeedState } from '#lib/feeds/health.ts';
import { listFeeds, listSourceChoices } from '#lib/feeds/queries.server.ts';
import { tryFeed } from '#lib/feeds/try-feed.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import { attempt, idField, readForm, respond } from '../respond.server.ts';
import { sectionOf, sections, type Section } from './section.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const user = member(event);
	const live = follow(event, ['feed', 'inbox', 'source']);
	const { db } = event.locals;
	const mayManage = may(user, 'manageFeeds');
	const now = new Date();
	const asked = event.url.searchParams.get('show');
	const isHidden = mayManage && asked === 'hidden';
	const [feeds, sources] = await Promise.all([
		listFeeds(db, { hidden: isHidden }),
		mayManage ? listSourceChoices(db) : []
	]);
	const all = feeds.map((feed) => ({ ...feed, state: stateOf(feed, now) as FeedState }));
	const counts = Object.fromEntries(
		sections.map((section) => [section, all.filter((feed) => sectionOf[section](feed)).length])
	) as Record<(typeof sections)[number], number>;
	const usual: Section = counts.on > 0 ? 'on' : 'off';
	const show: Section | 'hidden' = isHidden
		? 'hidden'
		: (sections.find((section) => section === asked) ?? usual);
	return {
		live,
		now,
		show,
		counts: isHidden ? undefined : counts,
		feeds: show === 'hidden' ? all : all.filter((feed) => sectionOf[show](feed)),
		sources,
		mayManage
	};
};

const one = v.object({ id: idField });

export const actions: Actions = {
	try: async ({ request, locals }) => {
		const answer = await attempt(locals, await readForm(request), addressSchema, ({ url }) =>
			tryFeed(locals.user, url)
		);
		if (!answer.done) return answer.failure;
		const { url, read, fault } = answer.result;
		const found = read && {
			format: feedFormatLabels[read.format],
			title: read.title,
			faults: read.faults,
			count: read.entries.length,
			newest: read.entries
				.slice(0, 5)
				.map(({ title, publishedAt }) => ({ title, publishedAt: publishedAt ?? null }))
		};
		return { trial: { url, fault, found } };
	},
	add: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), feedSchema, addFeed);
		if (!answer.done) return answer.failure;
		redirect(303, `/feeds/${answer.result.id}?added`);
	},
	turnOn: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { id }) =>
			turnFeed(tx, actor, id, true)
		);
		return answer.done ? { done: 'The feed is on. It is polled at once.' } : answer.failure;
	},
	turnOff: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { id }) =>
			turnFeed(tx, actor, id, false)
		);
		return answer.done ? { done: 'The feed is off. What it brought stays.' } : answer.failure;
	},
	restore: async ({ request, locals }) => {
		const answer = await respond(locals, await readForm(request), one, (tx, actor, { id }) =>
			restoreFeed(tx, actor, id)
		);
		return answer.done ? { done: 'The feed is back in the list, turned off.' } : answer.failure;
	}
};
