import type { RecommendationChoices } from './block.ts';

/** What somebody does to one piece of evidence in a block. */
export const pickActs = ['pin', 'unpin', 'drop', 'undrop', 'up', 'down'] as const;
export type PickAct = (typeof pickActs)[number];

/** An act as a button sends it, `up:12`, or `before:12:15` for a piece that was dragged (`before:12:` to the end). */
export type PickDeed = { act: PickAct; id: number } | { act: 'before'; id: number; before: number | null };

/** Reads an act; undefined for what is none. */
export function readDeed(text: string | undefined): PickDeed | undefined {
	const [, act, id, before] = /^([a-z]+):(\d{1,15})(?::(\d{0,15}))?$/.exec(text ?? '') ?? [];
	if (act === 'before') return { act, id: Number(id), before: before ? Number(before) : null };
	const known = pickActs.find((one) => one === act);
	return known && { act: known, id: Number(id) };
}

/**
 * The choices after somebody did that. `shown` is the order in which the evidence stands: a piece that is moved is pinned,
 * and so is all that stands above its new place, since what is pinned comes first.
 */
export function afterDeed(
	choices: RecommendationChoices,
	shown: readonly number[],
	deed: PickDeed
): RecommendationChoices {
	const { id } = deed;
	const pinned = choices.pinned.filter((one) => one !== id);
	const dropped = choices.dropped.filter((one) => one !== id);
	switch (deed.act) {
		case 'pin':
			return { ...choices, pinned: [...pinned, id], dropped };
		case 'unpin':
			return { ...choices, pinned };
		case 'drop':
			return { ...choices, pinned, dropped: [...dropped, id] };
		case 'undrop':
			return { ...choices, dropped };
		default:
			return { ...choices, pinned: pinnedAfter(choices.pinned, shown, id, placeOf(shown, deed)), dropped };
	}
}

/** Where the piece stands afterwards, among the others. */
function placeOf(shown: readonly number[], deed: PickDeed): number {
	const others = shown.filter((one) => one !== deed.id);
	const at = shown.indexOf(deed.id);
	if (deed.act === 'up') return Math.max(0, at - 1);
	if (deed.act === 'down') return Math.min(others.length, at + 1);
	const before = deed.act === 'before' && deed.before !== null ? others.indexOf(deed.before) : -1;
	return before === -1 ? others.length : before;
}

function pinnedAfter(
	pinned: readonly number[],
	shown: readonly number[],
	id: number,
	place: number
): number[] {
	const order = shown.filter((one) => one !== id);
	order.splice(place, 0, id);
	const count = pinned.filter((one) => shown.includes(one)).length + (pinned.includes(id) ? 0 : 1);
	const away = pinned.filter((one) => !shown.includes(one) && one !== id);
	return [...order.slice(0, Math.max(place + 1, count)), ...away];
}
