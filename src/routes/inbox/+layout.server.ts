import { today } from '#lib/calendar.ts';
import { readInboxFilter } from '#lib/feeds/inbox-filter.ts';
import {
	countWaitingByFeed,
	countWaitingItems,
	findBeginnings,
	listItems,
	listLanguages
} from '#lib/feeds/inbox.server.ts';
import { listSuggestible } from '#lib/feeds/suggested-items.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../live.ts';
import { member } from '../member.server.ts';
import type { LayoutServerLoad } from './$types';

/** Rows of the list at once: more than anybody triages in one go. */
const rows = 100;

/** The list. Which item is open is the page's, so that opening the next one does not read the list again. */
export const load: LayoutServerLoad = async (event) => {
	const actor = member(event);
	const { db } = event.locals;
	const live = follow(event, ['inbox', 'feed']);
	const { searchParams } = event.url;
	const filter = readInboxFilter(searchParams);
	const after = searchParams.get('after');
	const readAt = new Date();
	const [list, byFeed, inboxWaiting, languages, beginnings, suggestible] = await Promise.all([
		listItems(db, filter, { after, limit: rows }),
		countWaitingByFeed(db),
		countWaitingItems(db),
		listLanguages(db),
		findBeginnings(db),
		listSuggestible(db)
	]);
	return {
		live,
		lists: 'inbox',
		list,
		filter,
		after,
		byFeed,
		/** As the head of every page counts it; here it keeps up with what is decided. */
		inboxWaiting,
		languages,
		suggestible,
		beginnings,
		readAt,
		today: today(),
		mayTriage: may(actor, 'triage'),
		mayLog: may(actor, 'recordDevelopment'),
		mayManageFeeds: actor.role === 'editor' || actor.role === 'admin',
		userId: actor.id
	};
};
