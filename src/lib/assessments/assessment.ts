import * as v from 'valibot';
import { calendarDate } from '../calendar.ts';
import { optionalText, text } from '../text.ts';
import type { Kind } from '../developments/development.ts';

/** Peace Accords Matrix scale of implementation; null is *not assessed* and never counts as 0. */
export const levels = [0, 1, 2, 3] as const;
export type Level = (typeof levels)[number];

export const levelLabels: Record<Level, string> = {
	0: 'Not initiated',
	1: 'Minimal',
	2: 'Intermediate',
	3: 'Complete'
};
export const notAssessedLabel = 'Not assessed';

export const trajectories = ['advancing', 'steady', 'stalled', 'reversing'] as const;
export type Trajectory = (typeof trajectories)[number];

export const confidences = ['low', 'moderate', 'high'] as const;
export type Confidence = (typeof confidences)[number];

/** "Minimal", or "Not assessed". */
export function levelLabel(level: number | null): string {
	return level === null ? notAssessedLabel : (levelLabels[level as Level] ?? String(level));
}

const carriesIntermediate: readonly Kind[] = [
	'proposal',
	'formal_step',
	'decision',
	'resourcing',
	'in_operation',
	'outcome'
];
const carriesComplete: readonly Kind[] = ['decision', 'resourcing', 'in_operation', 'outcome'];

/**
 * Whether evidence of these kinds carries `level` by the method: a statement alone never lifts above 1, and 3
 * needs a decision or higher. Returns the reason where it does not, undefined where it does.
 */
export function missingSupport(level: Level, kinds: readonly Kind[]): string | undefined {
	if (level === 3 && !kinds.some((kind) => carriesComplete.includes(kind)))
		return 'Level 3 needs evidence of a decision, resourcing, operation or outcome.';
	if (level === 2 && !kinds.some((kind) => carriesIntermediate.includes(kind)))
		return 'A statement alone never lifts a level above 1; level 2 needs evidence of a proposal or more.';
	return undefined;
}

const notIds = 'Cite developments by their ids, a list of whole numbers.';
const developmentId = v.pipe(v.number(notIds), v.safeInteger(notIds), v.minValue(1, notIds));

/** What is asked of an assessor. */
export const assessmentSchema = v.object({
	/** The day on which the judgement holds. */
	assessedOn: calendarDate,
	level: v.picklist(levels, 'Choose a level: 0, 1, 2 or 3.'),
	trajectory: v.picklist(trajectories, `Choose a trajectory: ${trajectories.join(', ')}.`),
	confidence: v.picklist(confidences, `Choose a confidence: ${confidences.join(', ')}.`),
	rationale: text(5000, 'Say why, in a sentence or two.'),
	/** Why the level stands although the evidence does not carry it; needed only then. */
	overrideReason: optionalText(2000),
	/** Ids of the developments that it cites. */
	developmentIds: v.optional(
		v.pipe(
			v.array(developmentId, notIds),
			v.maxLength(100, 'Cite at most 100 developments.'),
			v.transform((ids) => [...new Set(ids)])
		),
		[]
	)
});
export type AssessmentInput = v.InferOutput<typeof assessmentSchema>;
