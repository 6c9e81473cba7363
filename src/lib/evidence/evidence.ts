import * as v from 'valibot';
import { parseRef } from '../recommendations/recommendation.ts';
import { line, optionalText, text } from '../text.ts';

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

type Standing = {
	state: CodingState;
	isEvidence: boolean;
	isAdjudication: boolean;
	/** Null while only its coder sees it. */
	revealedAt: Date | null;
};

/** Where a coding stands, in words: "adopted, the evidence in force". */
export function describeStanding({ state, isEvidence, isAdjudication, revealedAt }: Standing): string {
	if (state === 'draft') return 'draft, seen by you alone';
	if (state === 'submitted')
		return revealedAt
			? 'submitted, not decided'
			: 'submitted, seen by you alone until a second coder’s is in';
	if (state === 'adopted') {
		const how = isAdjudication ? 'written to decide between the coders' : 'adopted';
		return isEvidence ? `${how}, the evidence in force` : `${how}, of one effect with the evidence in force`;
	}
	return state === 'disputed' ? 'disputed, waits for an editor' : 'rejected';
}

/** `+1`, `−2`, `0`: with a true minus sign, as people write it. */
export function formatEffect(effect: number): string {
	if (effect === 0) return '0';
	return effect > 0 ? `+${effect}` : `−${-effect}`;
}

/** States as they stand beside a coding. */
export const codingStateLabels: Record<CodingState, string> = {
	draft: 'Draft',
	submitted: 'Submitted',
	adopted: 'Adopted',
	disputed: 'Disputed',
	rejected: 'Rejected'
};

/** What a coder says: effect, why, the progress marker that it speaks to and the words that it rests on. */
export const judgementSchema = v.object({
	effect: v.picklist(effects, 'Choose an effect: −2, −1, 0, +1 or +2.'),
	rationale: optionalText(5000),
	markerId: v.optional(
		v.nullable(
			v.pipe(
				v.number('Name a progress marker by its id.'),
				v.safeInteger('Name a progress marker by its id.'),
				v.minValue(1, 'Name a progress marker by its id.')
			)
		),
		null
	),
	quote: optionalText(5000)
});

/** What is asked of a coder. `recommendation` names it across publications: `romano-2021/C1`. */
export const codingSchema = v.object({
	recommendation: v.pipe(
		line(200, 'Choose a recommendation.'),
		v.check(
			(name) => parseRef(name) !== undefined,
			'Name a recommendation as publication/code, for example romano-2021/C1.'
		)
	),
	...judgementSchema.entries
});
export type CodingInput = v.InferOutput<typeof codingSchema>;

/** Why an editor decides so; the coders read it. */
export const requiredReason = text(2000, 'Say why: the coders will read it.');
export const optionalReason = optionalText(2000);
export const reviewSchema = v.object({ reason: requiredReason });

const ids = v.pipe(v.number('Name a coding by its id.'), v.safeInteger('Name a coding by its id.'));
const chooseOne = 'Choose one of the codings, or write a third with its effect.';

/** How an editor decides between the codings in view: adopts one of them, or writes a third with an effect of its own. */
export const decisionSchema = v.pipe(
	v.object({
		adopt: v.optional(v.nullable(ids), null),
		...judgementSchema.entries,
		effect: v.optional(v.nullable(judgementSchema.entries.effect), null),
		reason: requiredReason,
		seen: v.pipe(
			v.array(ids, 'Name the codings that you saw, by their ids.'),
			v.maxLength(100, 'At most 100 codings.')
		)
	}),
	v.forward(
		v.check(({ adopt, effect }) => (adopt === null) !== (effect === null), chooseOne),
		['adopt']
	)
);
export type DecisionInput = v.InferOutput<typeof decisionSchema>;
