/* Suggestions in the API: what is asked with, and how they stand in its JSON after `suggestion-shapes.ts`. */
import * as v from 'valibot';
import { isCalendarDate } from '#lib/calendar.ts';
import { reasonOf, type News, type Suggestions } from '#lib/feeds/suggest.ts';
import type { Parameters } from './parameters.ts';
import { parameterFault } from './request-fault.ts';
import type { suggestions } from './suggestion-shapes.ts';

const text = (description: string) => v.pipe(v.string(), v.description(description));

export const suggestionParameters: Parameters = {
	title: text('Title of the news.'),
	summary: text('What it says, as plain text; the first 2,000 characters are read.'),
	url: text('Its address: a development logged from it is a duplicate.'),
	on: v.pipe(
		v.string(),
		v.isoDate(),
		v.description('About when it happened; without it duplicates are looked for by title and address alone.')
	)
};

export function newsAsked(given: URLSearchParams): News {
	const on = given.get('on');
	if (on !== null && !isCalendarDate(on)) throw parameterFault('on', 'Write the day as YYYY-MM-DD.');
	return {
		title: (given.get('title') ?? '').slice(0, 500),
		summary: given.get('summary') ?? '',
		urls: [given.get('url')],
		on: on ?? undefined
	};
}

export const suggestionsOf = ({
	recommendations,
	duplicates
}: Suggestions): v.InferOutput<typeof suggestions> => ({
	recommendations: recommendations.map((one) => {
		const { publicationTitle: _title, ...recommendation } = one;
		return { ...recommendation, reason: reasonOf(one) };
	}),
	duplicates
});
