import * as shapes from './feed-shapes.ts';
import { pollParameters } from './feeds.ts';
import type { Operation } from './operation.ts';
import { none } from './parameters.ts';
import { listOf } from './shapes.ts';

const writing = [400, 403, 409, 413, 415, 422] as const;
const answer = { status: 200, shape: shapes.feed, name: 'Feed' } as const;
const ofFeed = '/feeds/{feed}';

/** Feeds and their polls, in words; see `operations.ts`. */
export const feedOperations: readonly Operation[] = [
	{
		method: 'get',
		path: '/feeds',
		id: 'listFeeds',
		summary: 'The feeds that are polled for the inbox, and how each fares',
		description: 'For members. Without those that are hidden.',
		query: none,
		answer: { status: 200, shape: listOf('feeds', shapes.feed), name: 'FeedList' },
		problems: [400]
	},
	{
		method: 'post',
		path: '/feeds',
		id: 'addFeed',
		summary: 'Add a feed and turn it on',
		description: 'For editors. It is polled at once; what came of it stands in its polls.',
		body: 'Feed',
		answer: { ...answer, status: 201 },
		problems: [...writing, 404]
	},
	{
		method: 'get',
		path: ofFeed,
		id: 'getFeed',
		summary: 'One feed',
		description: 'For members. Its ETag is its version, for If-Match.',
		query: none,
		answer,
		problems: [400, 404]
	},
	{
		method: 'patch',
		path: ofFeed,
		id: 'editFeed',
		summary: 'Change fields of a feed, turn it on or off, hide it or bring it back',
		description:
			'For editors. Names the version that was read, as `version` in the body or as the If-Match header; somebody else’s change in between is a ' +
			'409 or a 412. A feed that is turned on is polled at once.',
		body: 'FeedPatch',
		answer,
		problems: [...writing, 404, 412, 428]
	},
	{
		method: 'post',
		path: `${ofFeed}/poll`,
		id: 'pollFeed',
		summary: 'Have a feed polled now',
		description: 'For editors. Answers at once; the poll is made in the background within seconds.',
		answer,
		problems: [403, 404, 422]
	},
	{
		method: 'get',
		path: `${ofFeed}/polls`,
		id: 'listPolls',
		summary: 'What became of the polls of a feed, the newest first, twenty at a time',
		description: 'For members. Kept for ninety days.',
		query: pollParameters,
		answer: { status: 200, shape: shapes.pollPage, name: 'PollPage' },
		problems: [400, 404]
	}
];
