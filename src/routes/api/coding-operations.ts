/* What can be asked and done about codings; see operations.ts. */
import * as coding from './coding-shapes.ts';
import type { Operation } from './operations.ts';
import * as given from './parameters.ts';
import * as shapes from './shapes.ts';

const evidencePath = '/developments/{id}/evidence';
const writing = [400, 403, 413, 415, 422] as const;

export const codingOperations: readonly Operation[] = [
	{
		method: 'get',
		path: evidencePath,
		id: 'listCodings',
		summary: 'What a development means: every coding in force that you may see',
		description:
			'Drafts, and blind codings that wait for a second coder, are seen by their coder alone, whoever asks.',
		query: given.none,
		answer: { status: 200, shape: shapes.listOf('codings', shapes.coding), name: 'CodingList' },
		problems: [400, 404]
	},
	{
		method: 'post',
		path: evidencePath,
		id: 'codeEvidence',
		summary: 'Say what a development means for one or several recommendations',
		description:
			'All of it or nothing. The publication’s `codingRule` says what becomes of each: **single**, the first coding of a recommendation is adopted as ' +
			'its evidence and another analyst’s is kept beside it; **reviewed**, an editor adopts it; **double_blind**, the first is seen by its coder alone until ' +
			'a second is in, then equal effects are adopted and others disputed. One’s own replaces the one before. A marker of an earlier wording is a 422.',
		body: 'Codings',
		answer: { status: 201, shape: coding.codedEvidence, name: 'CodedEvidence' },
		problems: [...writing, 404]
	},
	{
		method: 'post',
		path: `${evidencePath}/{publication}/{code}/adjudication`,
		id: 'adjudicate',
		summary: 'Decide between codings that differ',
		description:
			'For editors: adopt one of the codings, or write a third. `seen` names the codings between which was decided; where they changed meanwhile, or ' +
			'somebody decided already, it is a 409 and nothing is kept. Each coder is told, with the reason.',
		body: 'Decision',
		answer: { status: 200, shape: shapes.listOf('codings', shapes.coding), name: 'CodingList' },
		problems: [...writing, 404, 409]
	},
	{
		method: 'post',
		path: '/codings/{codingId}/adopt',
		id: 'adoptCoding',
		summary: 'Make a coding the evidence',
		description:
			'For editors. One of another effect that was the evidence is rejected, and its coder told why. Where coders disagree it is adjudicated instead.',
		body: 'Review',
		answer: { status: 200, shape: shapes.coding, name: 'Coding' },
		problems: [...writing, 404]
	},
	{
		method: 'post',
		path: '/codings/{codingId}/reject',
		id: 'rejectCoding',
		summary: 'Turn a submitted coding down',
		description: 'For editors. Its coder is told why.',
		body: 'Review',
		answer: { status: 200, shape: shapes.coding, name: 'Coding' },
		problems: [...writing, 404]
	},
	{
		method: 'get',
		path: '/disputes',
		id: 'listDisputes',
		summary: 'Where coders disagree and an editor has yet to decide, the oldest first',
		query: given.disputeParameters,
		answer: { status: 200, shape: coding.disputePage, name: 'DisputePage' },
		problems: [400]
	}
];
