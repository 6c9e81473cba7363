import { getFeed, listPolls } from '#lib/feeds/queries.server.ts';
import { memberOf } from '../../../../discussion.server.ts';
import { feedIdOf, pollOf, pollParameters } from '../../../../feeds.ts';
import { readsAnew } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { parameterFault } from '../../../../request-fault.ts';

export const GET = readsAnew(pollParameters, async ({ locals, params, url: { searchParams, pathname } }) => {
	memberOf(locals);
	const { id } = await getFeed(locals.db, feedIdOf(params));
	const asked = searchParams.get('before');
	if (asked !== null && !/^[1-9]\d{0,14}$/.test(asked))
		throw parameterFault('before', 'Give the id of a poll.');
	const { polls, next } = await listPolls(locals.db, id, asked === null ? undefined : Number(asked));
	return { polls: polls.map(pollOf), next: next && `${pathname}?before=${next}` };
});
export const fallback = onlyAllows('GET');
