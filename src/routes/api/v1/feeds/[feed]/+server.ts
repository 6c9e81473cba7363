import { editFeed, hideFeed, restoreFeed, turnFeed } from '#lib/feeds/commands.server.ts';
import { getFeed } from '#lib/feeds/queries.server.ts';
import { memberOf } from '../../../discussion.server.ts';
import { feedIdOf, feedOf, feedPatch } from '../../../feeds.ts';
import { none } from '../../../parameters.ts';
import { versionRead } from '../../../precondition.ts';
import { readsAnew, WithHeaders } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';
import { writes } from '../../../writing.server.ts';

export const GET = readsAnew(none, async ({ locals, params }) => {
	memberOf(locals);
	const feed = await getFeed(locals.db, feedIdOf(params));
	return new WithHeaders(feedOf(feed), { etag: `"${feed.version}"` });
});

export const PATCH = writes('manageFeeds', feedPatch, async ({ tx, actor, input, event }) => {
	const id = feedIdOf(event.params);
	const current = await getFeed(tx, id);
	const { version: inBody, isOn, isHidden, ...patch } = input;
	const { version } = versionRead(event.request, inBody, current.version, 'this feed');
	const { title, url, sourceId, intervalMinutes, silentAfterDays } = { ...current, ...patch };
	await editFeed(tx, actor, id, version, { title, url, sourceId, intervalMinutes, silentAfterDays });
	if (isHidden !== undefined) await (isHidden ? hideFeed : restoreFeed)(tx, actor, id);
	if (isOn !== undefined) await turnFeed(tx, actor, id, isOn);
	const feed = await getFeed(tx, id);
	return { body: feedOf(feed), headers: { etag: `"${feed.version}"` } };
});
export const fallback = onlyAllows('GET', 'PATCH');
