/** Kinds of line under a passage. */
export const lines = ['solid', 'dashed', 'dotted'] as const;
export type Line = (typeof lines)[number];

/** How somebody's marks are drawn: a colour's token and a kind of line, so that colour alone tells nobody apart. */
export type Hand = { colour: string; line: Line };

const colours = 6;

/** A hand for each person, the same for as long as the same people take part; after eighteen they begin again. */
export function handsOf(ids: readonly number[]): Map<number, Hand> {
	const people = [...new Set(ids)].sort((a, b) => a - b);
	return new Map(
		people.map((id, at) => [
			id,
			{
				colour: `--series-${(at % colours) + 1}`,
				line: lines[(at + Math.floor(at / colours)) % lines.length]!
			}
		])
	);
}

const strokes: Record<Line, (colour: string) => string> = {
	solid: (colour) => `linear-gradient(${colour}, ${colour})`,
	dashed: (colour) => `repeating-linear-gradient(90deg, ${colour} 0 7px, transparent 7px 10px)`,
	dotted: (colour) => `repeating-linear-gradient(90deg, ${colour} 0 2px, transparent 2px 5px)`
};

/** Lines below one another under a passage that can still be told apart; further ones are not drawn. */
export const mostLines = 4;
/** Pixels from one line to the next. */
const pitch = 4;

/** The style of a piece of text with these lines under it, each on its lane from the text downwards. */
export function underlined(marks: readonly (Hand & { lane: number })[]): string {
	const drawn = marks.filter(({ lane }) => lane < mostLines);
	const deepest = Math.max(0, ...drawn.map(({ lane }) => lane));
	const images = drawn.map(({ colour, line }) => strokes[line](`var(${colour})`));
	const places = drawn.map(({ lane }) => `0 calc(100% - ${(deepest - lane) * pitch}px)`);
	return [
		`background-image: ${images.join(', ')}`,
		`background-position: ${places.join(', ')}`,
		`padding-bottom: ${(deepest + 1) * pitch}px`
	].join('; ');
}
