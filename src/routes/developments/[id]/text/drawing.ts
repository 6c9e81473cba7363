import type { Motivation } from '#lib/annotations/annotation.ts';
import { type Hand, underlined } from '#lib/annotations/hand.ts';
import type { Passage } from '#lib/annotations/passage.ts';
import { type Highlight, lanes, overlaps, segments } from '#lib/annotations/segment.ts';
import type { Note, Piece } from './MarkedText.svelte';

export type PlacedMark = Highlight & { motivation: Motivation; creator: { id: number; name: string } };

/** Stands for the passage about which something is being written; no annotation has it. */
export const heldId = 0;

const deeds: Record<Motivation, string> = {
	highlighting: 'highlighted by',
	commenting: 'comment by',
	linking: 'tied to a coding by'
};

/** A text with its marks, ready to be drawn: numbered in the order of the text, each with the line of who made it. */
export function drawn(
	text: string,
	marks: readonly PlacedMark[],
	hands: ReadonlyMap<number, Hand>,
	held: Passage | null
) {
	const byId = new Map(
		marks.map((mark, at) => [mark.id, { ...mark, number: at + 1, hand: hands.get(mark.creator.id)! }])
	);
	const laneOf = lanes(marks);
	const cut = segments(text.length, [...marks, ...(held ? [{ id: heldId, ...held }] : [])]);
	const ending = Map.groupBy(byId.values(), ({ end }) => Math.min(end, text.length));
	const noteOf = ({ id, number, motivation, creator }: PlacedMark & { number: number }): Note => ({
		id,
		number,
		label: `${number}, ${deeds[motivation]} ${creator.name}`
	});
	const pieces = cut.map(({ start, end, ids }): Piece => {
		const here = ids.flatMap((id) => byId.get(id) ?? []);
		const lines = here.map(({ id, hand }) => ({ ...hand, lane: laneOf.get(id)! }));
		return {
			start,
			words: text.slice(start, end),
			ids,
			style: here.length > 0 ? `--marks: ${here.length}; ${underlined(lines)}` : '',
			title: here.map(({ number, creator }) => `${number} ${creator.name}`).join(', '),
			notes: (ending.get(end) ?? []).map(noteOf)
		};
	});
	return {
		pieces,
		numbers: new Map([...byId.values()].map(({ id, number }) => [id, number])),
		overlapping: overlaps(segments(text.length, [...marks]))
	};
}
