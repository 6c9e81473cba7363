import type { Effect } from '../evidence/evidence.ts';

/** How many developments have each effect. */
export type EvidenceCounts = Record<Effect, number>;

export const noEvidence: EvidenceCounts = { [-2]: 0, [-1]: 0, 0: 0, 1: 0, 2: 0 };

/** Both added up, effect by effect. */
export function addCounts(a: EvidenceCounts, b: EvidenceCounts): EvidenceCounts {
	return {
		[-2]: a[-2] + b[-2],
		[-1]: a[-1] + b[-1],
		0: a[0] + b[0],
		1: a[1] + b[1],
		2: a[2] + b[2]
	};
}

/** Number of developments, context included. */
export function totalOf(counts: EvidenceCounts): number {
	return counts[-2] + counts[-1] + counts[0] + counts[1] + counts[2];
}

/** The effect of the whole in one word: the mean effect, rounded to the nearest step; null without evidence. */
export function meanEffect({ developments, net }: { developments: number; net: number }): Effect | null {
	if (developments === 0) return null;
	const mean = net / developments;
	const rounded = Math.sign(mean) * Math.round(Math.abs(mean));
	return (rounded === 0 ? 0 : rounded) as Effect;
}
