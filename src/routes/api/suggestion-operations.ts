import type { Operation } from './operation.ts';
import { none } from './parameters.ts';
import { suggestions } from './suggestion-shapes.ts';
import { suggestionParameters } from './suggestions.ts';

const answer = { status: 200, shape: suggestions, name: 'Suggestions' } as const;

/** What news may bear on, in words; see `operations.ts`. */
export const suggestionOperations: readonly Operation[] = [
	{
		method: 'get',
		path: '/suggestions',
		id: 'suggest',
		summary: 'What a piece of news may bear on, and where it may be logged already',
		description:
			'By the words that it shares with wordings, progress markers and adopted evidence. What is adopted from now on is learned ' +
			'from within a minute or two.',
		query: suggestionParameters,
		answer,
		problems: [400]
	},
	{
		method: 'get',
		path: '/inbox/{item}/suggestions',
		id: 'suggestForItem',
		summary: 'The same for an item of the inbox',
		description: 'For members.',
		query: none,
		answer,
		problems: [400, 404]
	}
];
