import * as v from 'valibot';
import { reliabilities, sourceKinds } from '#lib/developments/development.ts';
import { count, day, id, moment, orNull, told } from './shapes.ts';

/* Sources, as the API answers them; see `shapes.ts`. */

const entries = {
	id,
	name: told(v.string(), 'Outlet or body that reports.'),
	kind: v.picklist(sourceKinds),
	reliability: told(
		v.picklist(reliabilities),
		'Admiralty: A completely reliable … E unreliable, F cannot be judged. Holds for developments that were not judged apart.'
	),
	owner: told(v.string(), 'Who owns or funds it.'),
	speaksAboutItself: told(v.boolean(), 'Reports its own doings: a conflict of interest.'),
	aliases: told(v.array(v.string()), 'Other names by which it is found.'),
	developments: told(count, 'How many developments it reports; 1,000 stands for that many or more.'),
	lastOn: told(orNull(day), 'Day of the latest of them.'),
	createdAt: told(moment, 'When it was added.')
};
const named = v.strictObject({ id, name: v.string() });

export const sourcePage = v.strictObject({
	sources: v.array(v.strictObject(entries)),
	next: told(orNull(v.string()), 'Address of the page that follows; null on the last.')
});
export const source = v.strictObject({
	...entries,
	note: v.string(),
	version: told(count, 'Counts edits; an edit names the version that it read.'),
	mergedInto: told(orNull(named), 'The source that took this one over.'),
	merged: told(v.array(named), 'Sources that it took over.')
});

/** Of a source in the register. */
export const sourceMeanings: Readonly<Record<string, string>> = {
	name: 'Outlet or body that reports; unique, whatever its case.',
	kind: 'What it is.',
	reliability: 'Admiralty: A completely reliable … E unreliable, F cannot be judged.',
	owner: 'Who owns or funds it.',
	speaksAboutItself: 'Reports its own doings: a conflict of interest.',
	note: 'At most 5,000 characters.',
	aliases: 'Other names by which it is found, at most 50.',
	version: 'The version that was read.'
};
