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

/**
 * A line for each highlight, from 0, so that no two that overlap share one: where they are drawn one below another, each
 * stays on its line from end to end.
 */
export function lanes(highlights: readonly Highlight[]): Map<number, number> {
	const ends: number[] = [];
	const found = new Map<number, number>();
	for (const { id, start, end } of [...highlights].sort((a, b) => a.start - b.start || b.end - a.end)) {
		const free = ends.findIndex((last) => last <= start);
		const lane = free < 0 ? ends.length : free;
		ends[lane] = end;
		found.set(id, lane);
	}
	return found;
}

/** For each highlight the others that share a part of the text with it. */
export function overlaps(pieces: readonly Segment[]): Map<number, number[]> {
	const found = new Map<number, Set<number>>();
	for (const { ids } of pieces)
		for (const id of ids) {
			const others = found.get(id) ?? new Set<number>();
			for (const other of ids) if (other !== id) others.add(other);
			found.set(id, others);
		}
	return new Map([...found].map(([id, others]) => [id, [...others]]));
}
