import * as v from 'valibot';
import { kinds, reliabilities } from '../developments/development.ts';
import { optionalText } from '../text.ts';
import { blockKinds, type BlockKind } from './briefing.ts';

/** Which way evidence points. */
export const directions = ['all', 'advances', 'sets_back'] as const;
export type Direction = (typeof directions)[number];

export const directionLabels: Record<Direction, string> = {
	all: 'Both ways',
	advances: 'What advances it',
	sets_back: 'What sets it back'
};

/** In which order evidence is picked. */
export const evidenceOrders = ['weight', 'discrimination', 'newest'] as const;
export type EvidenceOrder = (typeof evidenceOrders)[number];

export const evidenceOrderMeanings: Record<EvidenceOrder, string> = {
	weight: 'what weighs most: strong effect, high on the ladder, reliable source',
	discrimination: 'what sets this recommendation apart from the others that it bears on',
	newest: 'the newest first'
};

/** Most pieces of evidence that a block shows. */
export const mostEvidence = 30;

const ids = v.optional(
	v.pipe(v.array(v.pipe(v.number(), v.safeInteger(), v.minValue(1))), v.maxLength(200)),
	[]
);

/** What a block of a recommendation shows. Developments are named by their ids; those pinned come first, as ordered. */
export const recommendationChoicesSchema = v.object({
	direction: v.optional(v.picklist(directions, 'Choose which way the evidence points.'), 'all'),
	kinds: v.optional(v.array(v.picklist(kinds, 'Choose kinds of developments.')), []),
	/** The least reliable source that is shown; F for all. */
	reliability: v.optional(v.picklist(reliabilities, 'Choose a reliability from A to F.'), 'F'),
	order: v.optional(v.picklist(evidenceOrders, 'Choose an order.'), 'weight'),
	most: v.optional(
		v.pipe(
			v.number('Say how many.'),
			v.integer('Say how many as a whole number.'),
			v.minValue(0, 'At least 0.'),
			v.maxValue(mostEvidence, `At most ${mostEvidence}.`)
		),
		5
	),
	pinned: ids,
	dropped: ids,
	chart: v.optional(v.boolean(), true),
	dissent: v.optional(v.boolean(), true)
});
export type RecommendationChoices = v.InferOutput<typeof recommendationChoicesSchema>;

/** What a block of the position, of the changes or of the gaps shows. */
export const overviewChoicesSchema = v.object({
	charts: v.optional(v.boolean(), true),
	/** The recommendations that it is about, by their ids; none for all of the publications. */
	only: ids
});
export type OverviewChoices = v.InferOutput<typeof overviewChoicesSchema>;

/** How deep a heading stands; headings of the first level structure the briefing. */
export const headingChoicesSchema = v.object({ level: v.optional(v.picklist([1, 2] as const), 1) });

/** Choices as they are kept, whatever is missing filled in; what cannot be read counts as not chosen. */
export function readChoices<S extends v.GenericSchema<unknown, object>>(
	schema: S,
	kept: unknown
): v.InferOutput<S> {
	const read = v.safeParse(schema, kept);
	return read.success ? read.output : v.parse(schema, {});
}

/** What a text was before it was turned into one, so that it can be made from the tracker again. */
export const textChoicesSchema = v.object({
	made: v.optional(
		v.object({
			kind: v.picklist(blockKinds),
			recommendationId: v.nullable(v.number()),
			choices: v.record(v.string(), v.unknown())
		})
	)
});

const noChoices = v.object({});

/** The choices that a block of each kind has. */
export const choicesSchemas = {
	position: overviewChoicesSchema,
	changes: overviewChoicesSchema,
	recommendation: recommendationChoicesSchema,
	gaps: overviewChoicesSchema,
	method: noChoices,
	bibliography: noChoices,
	heading: headingChoicesSchema,
	text: textChoicesSchema
} satisfies Record<BlockKind, v.GenericSchema<unknown, object>>;

/** Kinds that are made from the tracker and can be turned into text. */
export const isMade = (kind: BlockKind) => !['bibliography', 'heading', 'text'].includes(kind);

/** Characters of a text. */
export const longestText = 100_000;

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

/** A block to add, before another or at the end. */
export const newBlockSchema = v.object({
	kind: v.picklist(blockKinds, 'Choose what to add.'),
	recommendationId: v.optional(v.nullable(id), null),
	text: optionalText(longestText),
	before: v.optional(v.nullable(id), null)
});
export type NewBlock = v.InferOutput<typeof newBlockSchema>;

/** An edit of a block: what is absent stays. `version` is the one that the editor read. */
export const blockEditSchema = v.object({
	blockId: id,
	version: id,
	choices: v.optional(v.record(v.string(), v.unknown())),
	text: v.optional(optionalText(longestText))
});
export type BlockEdit = v.InferInput<typeof blockEditSchema>;
