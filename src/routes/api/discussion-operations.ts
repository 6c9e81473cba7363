import * as shapes from './discussion-shapes.ts';
import type { Operation } from './operations.ts';
import { none, notificationParameters } from './parameters.ts';
import { listOf } from './shapes.ts';

const writing = [400, 403, 404, 413, 415, 422] as const;
const threads = { status: 200, shape: listOf('threads', shapes.thread), name: 'ThreadList' } as const;
const thread = { status: 200, shape: shapes.thread, name: 'Thread' } as const;
const said = (status: 200 | 201) => ({ status, shape: shapes.said, name: 'Said' });
const mentions =
	'Who is mentioned is told. A mention of somebody who is not here, whose account is closed, or who may be one of several is a 422 and ' +
	'nothing is kept; a bare `@name` of nobody stays as it is.';
const forMembers =
	'For members: outside readers see nothing of what the team says. Open threads first, then the newest.';

/** What the team says, in words; see `operations.ts`. */
export const discussionOperations: readonly Operation[] = [
	{
		method: 'get',
		path: '/developments/{id}/threads',
		id: 'listThreadsOfDevelopment',
		summary: 'What is said about a development and its codings',
		description: forMembers,
		query: none,
		answer: threads,
		problems: [400, 404]
	},
	{
		method: 'post',
		path: '/developments/{id}/threads',
		id: 'openThreadAboutDevelopment',
		summary: 'Begin a thread about a development or one of its codings',
		description: mentions,
		body: 'DevelopmentThread',
		answer: said(201),
		problems: writing
	},
	{
		method: 'get',
		path: '/recommendations/{publication}/{code}/threads',
		id: 'listThreadsOfRecommendation',
		summary: 'What is said about a recommendation and its assessments',
		description: forMembers,
		query: none,
		answer: threads,
		problems: [400, 404]
	},
	{
		method: 'post',
		path: '/recommendations/{publication}/{code}/threads',
		id: 'openThreadAboutRecommendation',
		summary: 'Begin a thread about a recommendation or one of its assessments',
		description: mentions,
		body: 'RecommendationThread',
		answer: said(201),
		problems: writing
	},
	{
		method: 'get',
		path: '/briefings/{briefing}/threads',
		id: 'listThreadsOfBriefing',
		summary: 'What is said about the blocks of a briefing, also those taken out',
		description: forMembers,
		query: none,
		answer: threads,
		problems: [400, 404]
	},
	{
		method: 'post',
		path: '/briefings/{briefing}/threads',
		id: 'openThreadAboutBlock',
		summary: 'Begin a thread about a block of a briefing',
		description: mentions,
		body: 'BriefingThread',
		answer: said(201),
		problems: writing
	},
	{
		method: 'post',
		path: '/threads/{thread}/comments',
		id: 'reply',
		summary: 'Answer in a thread',
		description: `${mentions} Everybody who took part is told. An answer to a resolved thread opens it again.`,
		body: 'Comment',
		answer: said(201),
		problems: writing
	},
	{
		method: 'post',
		path: '/threads/{thread}/resolve',
		id: 'resolveThread',
		summary: 'Say that nothing more is to be said',
		answer: thread,
		problems: [403, 404]
	},
	{
		method: 'post',
		path: '/threads/{thread}/reopen',
		id: 'reopenThread',
		summary: 'Take a resolved thread up again',
		answer: thread,
		problems: [403, 404]
	},
	{
		method: 'patch',
		path: '/comments/{comment}',
		id: 'editComment',
		summary: 'Change your own comment',
		description:
			'Names the version that was read; a change elsewhere in between is a 409 with the comment as it stands, in `current`, and nothing is ' +
			'overwritten. What it said before is kept.',
		body: 'CommentPatch',
		answer: said(200),
		problems: [...writing, 409]
	},
	{
		method: 'get',
		path: '/notifications',
		id: 'listNotifications',
		summary: 'What you were told, newest first',
		description: 'For whoever asks. Follow `next` to the following page.',
		query: notificationParameters,
		answer: { status: 200, shape: shapes.notificationPage, name: 'NotificationPage' },
		problems: [400]
	}
];
