import * as v from 'valibot';
import { precisions } from '#lib/developments/development.ts';
import { day, effect, id, moment, orNull, state, told } from './shapes.ts';

/* The answers about codings that are made and decided; see shapes.ts. */

export const dispute = v.strictObject({
	developmentId: id,
	development: told(v.string(), 'Its title.'),
	occurredOn: day,
	occurredPrecision: v.picklist(precisions),
	publication: v.string(),
	code: v.string(),
	title: told(v.string(), 'What is recommended.'),
	codings: v.array(v.strictObject({ coder: v.string(), effect, state })),
	since: told(moment, 'Since when it waits.')
});
export const disputePage = v.strictObject({
	disputes: v.array(dispute),
	next: told(orNull(v.string()), 'Address of the page that follows; null on the last.')
});
export const codedEvidence = v.strictObject({
	evidence: v.array(
		v.strictObject({
			codingId: id,
			publication: v.string(),
			code: v.string(),
			effect,
			rationale: v.string(),
			markerId: orNull(id),
			quote: v.string(),
			state,
			adopted: told(v.boolean(), 'Whether it counts now: its state is adopted.')
		})
	)
});
