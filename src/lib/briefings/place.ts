/** Between two blocks there is room for so many moves before all are numbered anew. */
const gap = 1024;

/** Places for so many blocks, in order. */
export const placesFor = (count: number): number[] =>
	Array.from({ length: count }, (_, at) => (at + 1) * gap);

/**
 * The place of what goes between two neighbours, undefined where there is none left; `null` for no neighbour on that
 * side.
 */
export function placeBetween(before: number | null, after: number | null): number | undefined {
	if (before === null) return after === null ? gap : after - gap;
	if (after === null) return before + gap;
	return after - before >= 2 ? before + Math.floor((after - before) / 2) : undefined;
}
