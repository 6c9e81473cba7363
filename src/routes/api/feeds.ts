import * as v from 'valibot';
import { feedSchema } from '#lib/feeds/feed.ts';
import { stateOf } from '#lib/feeds/health.ts';
import type { FeedHealth, listPolls } from '#lib/feeds/queries.server.ts';
import type * as shapes from './feed-shapes.ts';
import { keyIn, type Parameters } from './parameters.ts';
import { told } from './shapes.ts';

/* Feeds in the API's JSON, after `feed-shapes.ts`. */

export const pollParameters: Parameters = {
	before: told(
		v.pipe(v.string(), v.regex(/^[1-9]\d{0,14}$/, 'Give the id of a poll.')),
		'Id of the poll after which the page goes on: as `next` gave it.'
	)
};

/** The id of a feed in an address. @throws NotFound for what is no id */
export const feedIdOf = ({ feed }: Partial<Record<string, string>>) => keyIn(feed, 'There is no such feed.');

/** A JSON merge patch (RFC 7396): the fields to change, and the version that was read. */
export const feedPatch = v.object({
	...v.partial(feedSchema).entries,
	isOn: v.optional(v.boolean('Say true or false.')),
	isHidden: v.optional(v.boolean('Say true or false.')),
	version: v.optional(v.pipe(v.number('The version is a number.'), v.safeInteger(), v.minValue(1)))
});

const iso = (moment: Date | null) => moment && moment.toISOString();

export function feedOf(feed: FeedHealth, now = new Date()): v.InferOutput<typeof shapes.feed> {
	const {
		isPolled: _,
		hiddenAt,
		nextPollAt,
		lastPolledAt,
		lastSucceededAt,
		lastItemAt,
		startedAt: __,
		lastNote: ___,
		...rest
	} = feed;
	return {
		...rest,
		isHidden: hiddenAt !== null,
		state: stateOf(feed, now),
		nextPollAt: feed.isOn && hiddenAt === null ? nextPollAt.toISOString() : null,
		lastPolledAt: iso(lastPolledAt),
		lastSucceededAt: iso(lastSucceededAt),
		lastItemAt: iso(lastItemAt)
	};
}

type Poll = Awaited<ReturnType<typeof listPolls>>['polls'][number];
export const pollOf = ({ startedAt, finishedAt, ...rest }: Poll): v.InferOutput<typeof shapes.poll> => ({
	...rest,
	startedAt: startedAt.toISOString(),
	finishedAt: finishedAt.toISOString()
});
