import { addFeed } from '#lib/feeds/commands.server.ts';
import { feedSchema } from '#lib/feeds/feed.ts';
import { getFeed, listFeeds } from '#lib/feeds/queries.server.ts';
import { memberOf } from '../../discussion.server.ts';
import { feedOf } from '../../feeds.ts';
import { none } from '../../parameters.ts';
import { readsAnew } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { created, writes } from '../../writing.server.ts';

export const GET = readsAnew(none, async ({ locals }) => {
	memberOf(locals);
	return { feeds: (await listFeeds(locals.db)).map((feed) => feedOf(feed)) };
});

export const POST = writes('manageFeeds', feedSchema, async ({ tx, actor, input }) => {
	const { id } = await addFeed(tx, actor, input);
	return created(`/api/v1/feeds/${id}`, feedOf(await getFeed(tx, id)));
});
export const fallback = onlyAllows('GET', 'POST');
