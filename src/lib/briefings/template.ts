import * as v from 'valibot';
import { line } from '../text.ts';
import { choicesSchemas, longestText, readChoices } from './block.ts';
import { blockKinds, type BlockKind } from './briefing.ts';

/**
 * The structure of a briefing, to begin others from. A block of kind `recommendation` stands for one of each
 * recommendation that the new briefing is about.
 */
export const structureSchema = v.pipe(
	v.array(
		v.object({
			kind: v.picklist(blockKinds),
			choices: v.optional(v.record(v.string(), v.unknown()), {}),
			text: v.optional(v.pipe(v.string(), v.maxLength(longestText)), '')
		})
	),
	v.maxLength(500)
);
export type Structure = v.InferOutput<typeof structureSchema>;
type Part = Structure[number];

export const newTemplateSchema = v.object({
	name: line(200, 'Give the template a name.'),
	/** Whether new briefings begin with the words of the free texts. */
	withTexts: v.optional(v.boolean(), false)
});

const part = (kind: BlockKind, choices: Record<string, unknown> = {}, text = ''): Part => ({
	kind,
	choices,
	text
});

/** What a briefing begins with when no template is chosen. */
export const wholeStructure: Structure = [
	part('position'),
	part('changes'),
	part('recommendation'),
	part('gaps'),
	part('method'),
	part('bibliography')
];

/** Templates that every installation has. */
export const shippedTemplates: readonly { name: string; structure: Structure }[] = [
	{
		name: 'Monthly monitoring note',
		structure: [
			part('changes'),
			part('position'),
			part('recommendation', { order: 'newest', most: 3, chart: false, dissent: false }),
			part('gaps'),
			part('method'),
			part('bibliography')
		]
	},
	{
		name: 'Hearing brief',
		structure: [
			part('text', {}, '# Purpose\n\nWhat the hearing is to decide, and what we ask for.'),
			part('position'),
			part('recommendation', { most: 8 }),
			part('gaps'),
			part('text', {}, '# Questions to raise\n\n1. \n2. \n3. '),
			part('method'),
			part('bibliography')
		]
	},
	{
		name: 'One-pager',
		structure: [
			part('position', { charts: false }),
			part('changes'),
			part('recommendation', { most: 2, chart: false, dissent: false }),
			part('bibliography')
		]
	}
];

type Block = { kind: BlockKind; choices: unknown; text: string };

/** Choices without what belongs to one publication. */
function generalChoices(kind: BlockKind, kept: unknown): Record<string, unknown> {
	const choices: Record<string, unknown> = { ...readChoices(choicesSchemas[kind], kept) };
	for (const own of ['only', 'pinned', 'dropped', 'made']) delete choices[own];
	return choices;
}

/** The structure of a briefing with these blocks; its first recommendation stands for all. */
export function structureOf(blocks: readonly Block[], withTexts: boolean): Structure {
	const first = blocks.findIndex(({ kind }) => kind === 'recommendation');
	return blocks
		.filter(({ kind }, at) => kind !== 'recommendation' || at === first)
		.map(({ kind, choices, text }) =>
			part(kind, generalChoices(kind, choices), kind === 'text' && !withTexts ? '' : text)
		);
}

export type PlannedBlock = Part & { recommendationId: number | null };

/**
 * The blocks that a structure makes for these recommendations.
 * @param only what the overviews are about: ids of recommendations, none for all.
 */
export function blocksOf(
	structure: Structure,
	recommendationIds: readonly number[],
	only: readonly number[]
): PlannedBlock[] {
	return structure.flatMap(({ kind, choices, text }): PlannedBlock[] => {
		if (kind === 'recommendation')
			return recommendationIds.map((recommendationId) => ({ kind, choices, text, recommendationId }));
		const isOverview = kind === 'position' || kind === 'changes' || kind === 'gaps';
		const chosen = isOverview && only.length > 0 ? { ...choices, only: [...only] } : choices;
		return [{ kind, choices: chosen, text, recommendationId: null }];
	});
}
