/** A highlight in a text: offsets in UTF-16 code units, end exclusive. */
export type Highlight = { id: number; start: number; end: number };

/** A piece of the text that the same highlights cover from end to end; plain text has no ids. */
export type Segment = { start: number; end: number; ids: number[] };

/**
 * A text of `length` code units cut wherever a highlight begins or ends: in order, without gaps or overlaps, so that it
 * can be drawn piece by piece. The ids of a piece stand in the order in which their highlights begin, the longer first.
 * What lies outside the text is cut off; a highlight of nothing is left out.
 */
export function segments(length: number, highlights: Highlight[]): Segment[] {
	const visible = highlights
		.map(({ id, start, end }) => ({ id, start: Math.max(0, start), end: Math.min(length, end) }))
		.filter(({ start, end }) => start < end)
		.sort((a, b) => a.start - b.start || b.end - a.end);
	const cuts = new Set([0, length, ...visible.flatMap(({ start, end }) => [start, end])]);
	const edges = [...cuts].sort((a, b) => a - b);
	let open: typeof visible = [];
	let next = 0;
	return edges.slice(0, -1).map((start, i) => {
		open = open.filter(({ end }) => end > start);
		while (next < visible.length && visible[next]!.start === start) open.push(visible[next++]!);
		return { start, end: edges[i + 1]!, ids: open.map(({ id }) => id) };
	});
}
