import { pollNow } from '#lib/feeds/commands.server.ts';
import { getFeed } from '#lib/feeds/queries.server.ts';
import { feedIdOf, feedOf } from '../../../../feeds.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { acts } from '../../../../writing.server.ts';

export const POST = acts('manageFeeds', async ({ tx, actor, event }) => {
	const id = feedIdOf(event.params);
	await pollNow(tx, actor, id);
	return { body: feedOf(await getFeed(tx, id)) };
});
export const fallback = onlyAllows('POST');
