import * as v from 'valibot';
import { parseRef } from '../recommendations/recommendation.ts';
import { line, optionalText } from '../text.ts';

/** What a development means for one recommendation. */
export const effects = [-2, -1, 0, 1, 2] as const;
export type Effect = (typeof effects)[number];

export const effectLabels: Record<Effect, string> = {
	[-2]: 'Strongly sets back',
	[-1]: 'Sets back',
	0: 'Context',
	1: 'Advances',
	2: 'Strongly advances'
};

/** Where a coding stands. Retired ones keep the state that they had. */
export const codingStates = ['draft', 'submitted', 'adopted', 'disputed', 'rejected'] as const;
export type CodingState = (typeof codingStates)[number];

/** `+1`, `−2`, `0`: with a true minus sign, as people write it. */
export function formatEffect(effect: number): string {
	if (effect === 0) return '0';
	return effect > 0 ? `+${effect}` : `−${-effect}`;
}

/** What is asked of a coder. `recommendation` names it across publications: `romano-2021/C1`. */
export const codingSchema = v.object({
	recommendation: v.pipe(
		line(200, 'Choose a recommendation.'),
		v.check(
			(name) => parseRef(name) !== undefined,
			'Name a recommendation as publication/code, for example romano-2021/C1.'
		)
	),
	effect: v.picklist(effects, 'Choose an effect: −2, −1, 0, +1 or +2.'),
	rationale: optionalText(5000)
});
export type CodingInput = v.InferOutput<typeof codingSchema>;
