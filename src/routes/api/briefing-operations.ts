import * as shapes from './briefing-shapes.ts';
import type { Operation } from './operation.ts';
import { briefingParameters, none } from './parameters.ts';

/** Briefings, in words; see `operations.ts`. */
export const briefingOperations: readonly Operation[] = [
	{
		method: 'get',
		path: '/briefings',
		id: 'listBriefings',
		summary: 'Briefings, the one that was changed last first',
		description: 'For members, however reading is set. Follow `next` to the following page.',
		query: briefingParameters,
		answer: { status: 200, shape: shapes.briefingPage, name: 'BriefingPage' },
		problems: [400]
	},
	{
		method: 'post',
		path: '/briefings',
		id: 'createBriefing',
		summary: 'Begin a briefing, filled in from the tracker',
		body: 'Briefing',
		answer: { status: 201, shape: shapes.begun, name: 'BriefingBegun' },
		problems: [400, 403, 413, 415, 422]
	},
	{
		method: 'get',
		path: '/briefings/{briefing}',
		id: 'getBriefing',
		summary: 'A briefing as it stands now, as a document',
		description:
			'What every format is written from: sections of nodes, notes, and the sources as CSL-JSON. Made from what the tracker holds at this ' +
			'moment. For members, however reading is set.',
		query: none,
		answer: { status: 200, shape: shapes.briefing, name: 'Briefing' },
		problems: [400, 404]
	}
];
