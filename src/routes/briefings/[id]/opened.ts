import {
	headingChoicesSchema,
	isMade,
	overviewChoicesSchema,
	readChoices,
	textChoicesSchema
} from '#lib/briefings/block.ts';
import type { BriefingInputs } from '#lib/briefings/inputs.ts';
import { pickRows } from '#lib/briefings/outline.ts';
import type { FoundBlock } from '#lib/briefings/queries.server.ts';

/** The block that is open in the editor, with what its settings offer. */
export type Opened = ReturnType<typeof openedBlock>;

export function openedBlock(block: FoundBlock, inputs: BriefingInputs) {
	const { id, kind, version, text, savedBy, choices } = block;
	const about = { id, version, text, savedBy, canBecomeText: isMade(kind) };
	switch (kind) {
		case 'recommendation': {
			const candidates = inputs.evidence.filter((one) => one.recommendationId === block.recommendationId);
			return { ...about, kind, ...pickRows(candidates, choices) };
		}
		case 'position':
		case 'changes':
		case 'gaps': {
			const members = inputs.recommendations.map((one) => ({
				id: one.id,
				label: `${one.code} ${one.title}`
			}));
			return { ...about, kind, choices: readChoices(overviewChoicesSchema, choices), members };
		}
		case 'heading':
			return { ...about, kind, choices: readChoices(headingChoicesSchema, choices) };
		case 'text': {
			const { made } = readChoices(textChoicesSchema, choices);
			return { ...about, kind, wasMade: made !== undefined };
		}
		default:
			return { ...about, kind };
	}
}

/** The id in an address; 0 for what is none. */
export const idIn = (text: string | null | undefined): number =>
	text && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : 0;
