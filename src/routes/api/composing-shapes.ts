/* What a briefing is composed of through the API, and the house templates that its Word files follow; see `shapes.ts`. */
import * as v from 'valibot';
import { chosenPublicationsSchema } from '#lib/briefings/briefing.ts';
import { count, id, moment, orNull, told } from './shapes.ts';

const key = (missing: string) => v.pipe(v.number(missing), v.safeInteger(missing), v.minValue(1, missing));

/** What is sent to choose what a briefing is about. */
export const choiceInput = v.object({
	...chosenPublicationsSchema.entries,
	version: v.optional(key('The version is a number.'))
});

/** What is sent to choose a template. */
export const followingInput = v.object({ templateId: v.nullable(key('Name a house template by its id.')) });

export const composingMeanings: Readonly<Record<string, string>> = {
	publications: 'Slugs of all publications that it is about from now on.',
	withBlocks: 'Whether each recommendation of a publication that is new to it gets a block.',
	version: 'The version of the briefing that was read.',
	templateId: 'Id of a house template; null for the styles of Stocktake.'
};

export const chosen = v.strictObject({
	version: told(count, 'Version of the briefing from now on.'),
	added: told(v.array(v.string()), 'Codes of the recommendations that got a block.'),
	takenOut: told(v.array(v.string()), 'Codes of those whose blocks were taken out.')
});

export const following = v.strictObject({
	briefing: told(id, 'Id of the briefing.'),
	templateId: orNull(id)
});

export const houseTemplate = v.strictObject({
	id,
	name: v.string(),
	uploadedAt: moment,
	uploadedBy: v.string(),
	bytes: told(count, 'Size of the file.'),
	followers: told(count, 'Briefings that follow it.'),
	isHidden: told(v.boolean(), 'Whether it can no longer be chosen.')
});
