import * as v from 'valibot';
import { precisions } from '#lib/developments/development.ts';
import { likelihoods } from '#lib/feeds/suggest.ts';
import { count, day, id, told } from './shapes.ts';

/* Suggestions, as the API answers them; see `shapes.ts`. */

export const suggestions = v.strictObject({
	recommendations: told(
		v.array(
			v.strictObject({
				publication: told(v.string(), 'Slug of its publication.'),
				code: v.string(),
				title: v.string(),
				likelihood: told(
					v.picklist(likelihoods),
					'likely = in the sample, more than four in five such suggestions were right; possible = nearly one in two.'
				),
				shared: told(
					v.array(v.string()),
					'Words and names in common, as the news writes them, the most telling first.'
				),
				developments: told(count, 'How many developments are evidence for it so far.'),
				reason: told(v.string(), 'The same in words.')
			})
		),
		'What the news may bear on, the likeliest first: at most three of a publication. Empty where nothing is near enough.'
	),
	duplicates: told(
		v.array(
			v.strictObject({
				id,
				title: v.string(),
				occurredOn: day,
				occurredPrecision: v.picklist(precisions),
				source: v.string(),
				reason: told(v.string(), 'Why it may be the same: “same address”, “similar title, 3 days apart”.')
			})
		),
		'Developments in which the same may be logged already.'
	)
});
