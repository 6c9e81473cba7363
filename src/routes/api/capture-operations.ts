import * as shapes from './capture-shapes.ts';
import type { Operation } from './operation.ts';
import { none } from './parameters.ts';

const ofCapture = '/captures/{capture}';
const answer = { status: 200, shape: shapes.capture, name: 'Capture' } as const;

/** Captured pages in words; see `operations.ts`. */
export const captureOperations: readonly Operation[] = [
	{
		method: 'post',
		path: '/captures',
		id: 'capturePage',
		summary: 'Capture the page at an address: its title, date, publisher, author and words',
		description:
			'For analysts. Fetched from the public internet alone, no private address at any hop; at most 10 MB, 15 seconds and five redirects. What cannot be ' +
			'captured is a 422 that says why, and nothing is kept. Of sixty tries in ten minutes the next is a 429.',
		body: 'Capture',
		answer: { ...answer, status: 201 },
		problems: [400, 403, 413, 415, 422]
	},
	{
		method: 'get',
		path: ofCapture,
		id: 'getCapture',
		summary: 'One captured page with its words',
		description: 'For members, however reading is set.',
		query: none,
		answer,
		problems: [400, 404]
	},
	{
		method: 'post',
		path: `${ofCapture}/log`,
		id: 'logCapture',
		summary: 'Tie a captured page to the development that was logged from it',
		description:
			'Log it first, with `POST /developments`. Its words become the text of the source. A page that is tied already is a 409.',
		body: 'CaptureDevelopment',
		answer,
		problems: [400, 403, 404, 409, 413, 415, 422]
	}
];
