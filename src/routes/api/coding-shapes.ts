import * as v from 'valibot';
import { precisions } from '#lib/developments/development.ts';
import { day, effect, id, orNull, state, told } from './shapes.ts';

/* The answers about codings that are made and decided; see shapes.ts. */

export const dispute = v.strictObject({
	development: v.strictObject({
		id,
		title: v.string(),
		occurredOn: day,
		occurredPrecision: v.picklist(precisions)
	}),
	publication: v.string(),
	code: v.string(),
	recommendation: told(v.string(), 'Its title.'),
	codings: told(v.array(v.strictObject({ coder: v.string(), effect })), 'Those that are disputed.'),
	inForce: told(orNull(effect), 'The effect that counts until an editor decides; null where none does.')
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
