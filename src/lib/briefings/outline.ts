import { readChoices, recommendationChoicesSchema, type RecommendationChoices } from './block.ts';
import { blockKindLabels, type BlockKind } from './briefing.ts';
import { plainText, type DocumentNode } from './document.ts';
import type { EvidenceInput } from './inputs.ts';
import { nodesOfMarkdown } from './markdown-nodes.ts';
import { Notes } from './notes.ts';
import { discriminationOf, pickEvidence } from './pick.ts';

type Block = { kind: BlockKind; recommendationId: number | null; text: string };
type Recommendation = { id: number; code: string; title: string };

/** What a block is called in the outline: what it is about, or its first words. */
export function titleOf(
	{ kind, recommendationId, text }: Block,
	recommendations: readonly Recommendation[]
): string {
	if (kind === 'recommendation') {
		const of = recommendations.find(({ id }) => id === recommendationId);
		return of ? `${of.code} ${of.title}` : 'A recommendation that is gone';
	}
	if (kind !== 'heading' && kind !== 'text') return blockKindLabels[kind];
	if (!text) return `${blockKindLabels[kind]}, still empty`;
	return shortened(kind === 'heading' ? text : wordsOf(text)) || blockKindLabels[kind];
}

const wordsOf = (text: string) => firstWords(nodesOfMarkdown(text.slice(0, 400), new Notes(new Map())));

function firstWords([node]: readonly DocumentNode[]): string {
	switch (node?.type) {
		case 'heading':
		case 'paragraph':
			return plainText(node.content).split('\n')[0]!.trim();
		case 'quote':
			return firstWords(node.content);
		case 'list':
			return firstWords(node.items[0] ?? []);
		default:
			return '';
	}
}

const shortened = (line: string) => (line.length > 60 ? `${line.slice(0, 58).trimEnd()} …` : line);

/** How a piece of evidence stands in a block. */
export type PickState = 'pinned' | 'shown' | 'more' | 'dropped';
export type PickRow = Pick<
	EvidenceInput,
	| 'developmentId'
	| 'title'
	| 'effect'
	| 'kind'
	| 'reliability'
	| 'source'
	| 'occurredOn'
	| 'occurredPrecision'
> & { state: PickState; discrimination: number };

/** So many pieces that are not shown are offered. */
const offered = 40;

/** What may be picked for a block: what it shows, in order, then what comes next, then what was dropped. */
export function pickRows(
	candidates: readonly EvidenceInput[],
	kept: unknown
): { choices: RecommendationChoices; rows: PickRow[]; left: number } {
	const choices = readChoices(recommendationChoicesSchema, kept);
	const shown = pickEvidence(candidates, choices);
	const all = pickEvidence(candidates, { ...choices, most: candidates.length });
	const more = all.slice(shown.length);
	const dropped = candidates.filter(({ developmentId }) => choices.dropped.includes(developmentId));
	const pinned = new Set(choices.pinned);
	return {
		choices,
		left: Math.max(0, more.length - offered),
		rows: [
			...shown.map((one) => rowOf(one, pinned.has(one.developmentId) ? 'pinned' : 'shown')),
			...more.slice(0, offered).map((one) => rowOf(one, 'more')),
			...dropped.map((one) => rowOf(one, 'dropped'))
		]
	};
}

function rowOf(one: EvidenceInput, state: PickState): PickRow {
	const { developmentId, title, effect, kind, reliability, source, occurredOn, occurredPrecision } = one;
	const discrimination = Math.round(discriminationOf(one) * 10) / 10;
	return {
		developmentId,
		title,
		effect,
		kind,
		reliability,
		source,
		occurredOn,
		occurredPrecision,
		state,
		discrimination
	};
}
