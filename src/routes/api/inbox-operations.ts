import { inboxParameters } from './inbox.ts';
import * as shapes from './inbox-shapes.ts';
import type { Operation } from './operation.ts';
import { none } from './parameters.ts';
import { listOf } from './shapes.ts';

const answer = { status: 200, shape: shapes.inboxItem, name: 'InboxItem' } as const;
const problems = [400, 403, 404, 409, 413, 415, 422] as const;
const ofItem = '/inbox/{item}';

/** A decision over an item. */
const decision = (path: string, id: string, body: Operation['body'], summary: string, description: string) =>
	({
		method: 'post',
		path: `${ofItem}/${path}`,
		id,
		summary,
		description,
		body: body!,
		answer,
		problems
	}) satisfies Operation;

/** The inbox and its triage, in words; see `operations.ts`. */
export const inboxOperations: readonly Operation[] = [
	{
		method: 'get',
		path: '/inbox',
		id: 'listInbox',
		summary: 'What came from feeds, the newest first',
		description: 'For members. Without `state` what waits to be triaged.',
		query: inboxParameters,
		answer: { status: 200, shape: shapes.inboxPage, name: 'InboxPage' },
		problems: [400]
	},
	{
		method: 'get',
		path: ofItem,
		id: 'getInboxItem',
		summary: 'One item with all that its feed says of it',
		description: 'For members.',
		query: none,
		answer,
		problems: [400, 404]
	},
	{
		method: 'get',
		path: '/developments/{id}/reports',
		id: 'listReports',
		summary: 'The items of the inbox that tell of a development, the oldest first',
		description:
			'For members. The one that it was logged from, and those that were attached to it; at most fifty.',
		query: none,
		answer: { status: 200, shape: listOf('reports', shapes.report), name: 'ReportList' },
		problems: [400, 404]
	},
	decision(
		'dismiss',
		'dismissItem',
		'ItemDismissal',
		'Put an item aside for good, with the reason',
		'It is kept and can be found.'
	),
	decision(
		'snooze',
		'snoozeItem',
		'ItemSnooze',
		'Take an item out of the inbox until a day',
		'It comes back by itself.'
	),
	decision(
		'attach',
		'attachItem',
		'ItemDevelopment',
		'Tie an item to a development that reports the same',
		'It counts once.'
	),
	decision(
		'log',
		'logItem',
		'ItemDevelopment',
		'Tie an item to the development that was logged from it',
		'Log it first, with `POST /developments`.'
	),
	decision(
		'bring-back',
		'bringBackItem',
		'ItemDecision',
		'Put an item back into the inbox',
		'What was snoozed, dismissed or kept out by a rule.'
	),
	decision(
		'undo',
		'undoItem',
		'ItemDecision',
		'Take the last decision over an item back',
		'A development that was logged from it is hidden with it, unless others have worked on it.'
	)
];
