/** Units that received the same values, whoever gave them: all that the coefficients need to know of them. */
export type Pattern = {
	/** How many coders chose each category, in the order of the categories. */
	counts: number[];
	/** Their sum: codings of each such unit, at least 1. */
	codings: number;
	/** How many units look like this. */
	units: number;
};

/** Units without names. */
export type Tally = { categories: number; patterns: Pattern[] };

/** Patterns brought together, in an order of their own, so that no result depends on the order in which units came. */
export function tallyOf(
	categories: number,
	patterns: Iterable<{ counts: readonly number[]; units: number }>
): Tally {
	const known = new Map<string, Pattern>();
	for (const { counts, units } of patterns) {
		const key = counts.join(' ');
		const codings = counts.reduce((sum, n) => sum + n, 0);
		const pattern = known.get(key);
		if (pattern) pattern.units += units;
		else if (codings > 0 && units > 0) known.set(key, { counts: [...counts], codings, units });
	}
	const inOrder = [...known].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern);
	return { categories, patterns: inOrder };
}

/** Units with at least two codings: those that agreement can be seen on. */
export const isDoublyCoded = ({ codings }: Pattern) => codings >= 2;

/** How many units the patterns stand for. */
export const unitsIn = (patterns: Pattern[]) => patterns.reduce((sum, { units }) => sum + units, 0);
