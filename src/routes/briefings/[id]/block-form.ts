import * as v from 'valibot';
import { recommendationChoicesSchema, type BlockEdit } from '#lib/briefings/block.ts';
import { afterDeed, readDeed } from '#lib/briefings/picking.ts';

/** Fields of the settings of a block that may stand several times. */
export const listsOfBlock = ['kinds', 'pinned', 'dropped', 'only'] as const;

type Values = Record<string, string> & Record<(typeof listsOfBlock)[number], string[]>;

const numbers = (texts: readonly string[]) => texts.map(Number);
const isOn = (text: string | undefined) => text === 'on';

/** What the settings of a block say, as the edit that they ask for. */
export function editOf(values: Values): BlockEdit {
	const named = { blockId: Number(values.blockId), version: Number(values.version) };
	switch (values.kind) {
		case 'recommendation':
			return { ...named, choices: recommendationChoices(values) };
		case 'position':
		case 'changes':
		case 'gaps':
			return { ...named, choices: { charts: isOn(values.charts), only: numbers(values.only) } };
		case 'heading':
			return { ...named, choices: { level: Number(values.level) }, text: values.text ?? '' };
		default:
			return { ...named, text: values.text ?? '' };
	}
}

/** The choices as set, then what the pressed button does to one piece of evidence. */
function recommendationChoices(values: Values): Record<string, unknown> {
	const { direction, kinds, reliability, order, most, pinned, dropped } = values;
	const choices = {
		direction,
		kinds,
		reliability,
		order,
		most: most === '' ? undefined : Number(most),
		pinned: numbers(pinned),
		dropped: numbers(dropped),
		chart: isOn(values.chart),
		dissent: isOn(values.dissent)
	};
	const deed = readDeed(values.act);
	const read = deed && v.safeParse(recommendationChoicesSchema, choices);
	if (!read?.success) return choices;
	return afterDeed(read.output, numbers((values.shown ?? '').split(',').filter(Boolean)), deed!);
}
