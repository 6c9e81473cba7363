import * as v from 'valibot';
import { reliabilities, sourceKinds } from '#lib/developments/development.ts';
import { sourceSchema } from '#lib/developments/source.ts';
import { keyIn, type Parameters } from './parameters.ts';
import { told } from './shapes.ts';

export const sourceParameters: Parameters = {
	q: told(v.string(), 'A part of a name, of another name or of the owner.'),
	kind: v.picklist(sourceKinds),
	reliability: v.picklist(reliabilities),
	'about-itself': told(v.picklist(['yes']), 'Only those that speak about themselves.'),
	after: told(v.string(), 'Where the page begins: as `next` gave it.')
};

/** The id of a source in an address. @throws NotFound for what is no id */
export const sourceIdOf = ({ source }: Partial<Record<string, string>>) =>
	keyIn(source, 'There is no such source.');

const version = v.pipe(v.number('The version is a number.'), v.safeInteger(), v.minValue(1));

/** A JSON merge patch (RFC 7396): the fields to change, and the version that was read. */
export const sourcePatch = v.object({
	...v.partial(sourceSchema).entries,
	version: v.optional(version)
});

export const sourceMerge = v.object({
	into: told(
		v.pipe(v.number('Give the id of a source.'), v.safeInteger(), v.minValue(1)),
		'Id of the source that stays.'
	),
	version: told(version, 'Version of the source that goes, as it was read.')
});
