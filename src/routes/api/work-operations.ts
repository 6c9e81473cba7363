import type { Operation } from './operations.ts';
import { none } from './parameters.ts';
import * as shapes from './work-shapes.ts';

const writing = [400, 403, 413, 415, 422] as const;
const assignment = { status: 200, shape: shapes.assignment, name: 'Assignment' } as const;
const ofAssignment = '/assignments/{assignment}';

/** What waits for people, in words; see `operations.ts`. */
export const workOperations: readonly Operation[] = [
	{
		method: 'get',
		path: '/work',
		id: 'getWork',
		summary: 'What waits for you',
		description:
			'For whoever asks: assignments, drafts, mentions, recommendations that they own, the pool, and what became of their codings; for ' +
			'editors also what waits to be reviewed and adjudicated. The first hundred of each list.',
		query: none,
		answer: { status: 200, shape: shapes.work, name: 'Work' },
		problems: [400]
	},
	{
		method: 'post',
		path: '/assignments',
		id: 'assignCoders',
		summary: 'Ask people to code developments, spread evenly',
		description:
			'All of it or nothing. Every development gets `each` different coders; those who have a place there already keep it and count. What ' +
			'waits for people differs by at most one in the end, as far as what they had allows. Places for which nobody is named wait in the pool.',
		body: 'Assigning',
		answer: { status: 200, shape: shapes.assigned, name: 'Assigned' },
		problems: writing
	},
	{
		method: 'post',
		path: `${ofAssignment}/take`,
		id: 'takeAssignment',
		summary: 'Take a place from the pool',
		description: 'A 409 where somebody was quicker, or you have a place at that development.',
		answer: assignment,
		problems: [403, 404, 409, 422]
	},
	{
		method: 'post',
		path: `${ofAssignment}/done`,
		id: 'finishAssignment',
		summary: 'Say that all is coded',
		description:
			'Perhaps nothing: then the development means nothing for the publication. A 422 while drafts are left.',
		answer: assignment,
		problems: [403, 404, 422]
	},
	{
		method: 'post',
		path: `${ofAssignment}/return`,
		id: 'giveBack',
		summary: 'Put work back into the pool',
		description: 'Your own, or as an editor anybody’s.',
		answer: assignment,
		problems: [403, 404, 422]
	}
];
