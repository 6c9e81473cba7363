import { mediaTypes } from '#lib/briefings/briefing.ts';
import * as shapes from './issue-shapes.ts';
import type { Operation } from './operation.ts';
import { none } from './parameters.ts';

const briefing = '/briefings/{briefing}';
const issue = `${briefing}/issues/{number}`;
const document = `${briefing}/documents/{document}`;
const writing = [400, 403, 404, 413, 415, 422] as const;

/** Issues of briefings, their links and documents, in words; see `operations.ts`. All of it is for members, however reading is set. */
export const issueOperations: readonly Operation[] = [
	{
		method: 'post',
		path: `${briefing}/review`,
		id: 'sendToReview',
		summary: 'Send a draft to whoever signs it off',
		description: 'A briefing that is in review stays so; one that is issued has to be edited first.',
		answer: { status: 200, shape: shapes.briefingStanding, name: 'BriefingStanding' },
		problems: [403, 404, 422]
	},
	{
		method: 'post',
		path: `${briefing}/draft`,
		id: 'takeBackToDraft',
		summary: 'Take a briefing back from review',
		answer: { status: 200, shape: shapes.briefingStanding, name: 'BriefingStanding' },
		problems: [403, 404, 422]
	},
	{
		method: 'get',
		path: `${briefing}/issues`,
		id: 'listIssues',
		summary: 'The issues of a briefing, newest first',
		query: none,
		answer: { status: 200, shape: shapes.issueList, name: 'IssueList' },
		problems: [400, 404]
	},
	{
		method: 'post',
		path: `${briefing}/issues`,
		id: 'issueBriefing',
		summary: 'Sign a briefing off: what it says now is kept for good',
		description:
			'For editors. It has to be in review, and `version` is the one that was read: a change in between is a 409.',
		body: 'Issuing',
		answer: { status: 201, shape: shapes.issueHeading, name: 'IssueHeading' },
		problems: [...writing, 409]
	},
	{
		method: 'get',
		path: issue,
		id: 'getIssue',
		summary: 'One issue as it was sent out, with its hashes',
		query: none,
		answer: { status: 200, shape: shapes.issue, name: 'Issue' },
		problems: [400, 404]
	},
	{
		method: 'get',
		path: `${issue}/rebuild`,
		id: 'rebuildIssue',
		summary: 'Make an issue again from its inputs, and hold it against what was kept',
		query: none,
		answer: { status: 200, shape: shapes.rebuilt, name: 'Rebuilt' },
		problems: [400, 404]
	},
	{
		method: 'get',
		path: `${issue}/comparison/{earlier}`,
		id: 'compareIssues',
		summary: 'What became of each part from one issue to another',
		query: none,
		answer: { status: 200, shape: shapes.comparison, name: 'IssueComparison' },
		problems: [400, 404]
	},
	{
		method: 'post',
		path: `${issue}/shares`,
		id: 'shareIssue',
		summary: 'Make a read-only link to an issue, for people without an account',
		description: 'For editors. The link is told this once.',
		body: 'Share',
		answer: { status: 201, shape: shapes.madeShare, name: 'MadeShare' },
		problems: writing
	},
	{
		method: 'get',
		path: `${briefing}/shares`,
		id: 'listShares',
		summary: 'The links to the issues of a briefing, newest first; those that are over too',
		query: none,
		answer: { status: 200, shape: shapes.shareList, name: 'ShareList' },
		problems: [400, 404]
	},
	{
		method: 'get',
		path: `${briefing}/shares/{share}`,
		id: 'getShare',
		summary: 'One link, without its secret',
		query: none,
		answer: { status: 200, shape: shapes.share, name: 'Share' },
		problems: [400, 404]
	},
	{
		method: 'post',
		path: `${briefing}/shares/{share}/revoke`,
		id: 'revokeShare',
		summary: 'End a link',
		answer: { status: 200, shape: shapes.share, name: 'Share' },
		problems: [403, 404]
	},
	{
		method: 'get',
		path: `${briefing}/documents`,
		id: 'listDocuments',
		summary: 'The ten documents of a briefing that were asked for last',
		query: none,
		answer: { status: 200, shape: shapes.exportList, name: 'BriefingDocumentList' },
		problems: [400, 404]
	},
	{
		method: 'post',
		path: `${briefing}/documents`,
		id: 'requestDocument',
		summary: 'Ask for an issue, or for the briefing as it stands, as Word, PDF, web page or Markdown',
		description: 'It is made in the background: `Location` says how far it has come, then where the file is.',
		body: 'BriefingDocument',
		answer: { status: 202, shape: shapes.exported, name: 'BriefingDocument' },
		problems: writing
	},
	{
		method: 'get',
		path: document,
		id: 'getDocument',
		summary: 'How far a document has come',
		query: none,
		answer: { status: 200, shape: shapes.exported, name: 'BriefingDocument' },
		problems: [400, 404]
	},
	{
		method: 'get',
		path: `${document}/file`,
		id: 'getDocumentFile',
		summary: 'The document itself',
		description:
			'While it is being made, a 202 that says how far it has come; 409 where it could not be made.',
		query: none,
		answer: {
			status: 200,
			shape: shapes.file,
			name: 'BriefingFile',
			types: Object.values(mediaTypes),
			isFile: true
		},
		problems: [400, 404, 409]
	}
];
