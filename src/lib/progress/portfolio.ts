import type { Level } from '../assessments/assessment.ts';
import type { Standing } from './standing.ts';

/** How many recommendations stand at each level; those never assessed apart. */
export type Distribution = { notAssessed: number; levels: [number, number, number, number] };

export type Portfolio = {
	recommendations: number;
	/** Recommendations with a level. */
	assessed: number;
	/** Recommendations whose latest assessment is not out of date. */
	current: number;
	distribution: Distribution;
	/** Σ level ÷ (3 × assessed) × 100; null when nothing is assessed. */
	index: number | null;
	/** The same with each recommendation's weight; null when nothing is assessed or nothing weighs. */
	weightedIndex: number | null;
	/** current ÷ recommendations, 0 to 1; null without recommendations. */
	coverage: number | null;
};

/** What the standings of several recommendations add up to (Peace Accords Matrix index, with its coverage). */
export function portfolioOf(members: readonly { weight: number; standing: Standing }[]): Portfolio {
	const levels: Distribution['levels'] = [0, 0, 0, 0];
	let [assessed, current, sum, weight, weightedSum] = [0, 0, 0, 0, 0];
	for (const { weight: own, standing } of members) {
		if (standing.level === null) continue;
		levels[standing.level] += 1;
		assessed += 1;
		sum += standing.level;
		weight += own;
		weightedSum += own * standing.level;
		if (!standing.isStale) current += 1;
	}
	return {
		recommendations: members.length,
		assessed,
		current,
		distribution: { notAssessed: members.length - assessed, levels },
		index: assessed === 0 ? null : (sum / (3 * assessed)) * 100,
		weightedIndex: weight === 0 ? null : (weightedSum / (3 * weight)) * 100,
		coverage: members.length === 0 ? null : current / members.length
	};
}

/** Who moved between two dates, largest move first. First assessments are no moves. */
export function moversOf<Member>(members: readonly { member: Member; before: Standing; after: Standing }[]): {
	rose: Move<Member>[];
	fell: Move<Member>[];
} {
	const moves = members.flatMap(({ member, before, after }) =>
		before.level === null || after.level === null || before.level === after.level
			? []
			: [{ member, from: before.level, to: after.level }]
	);
	const bySize = (a: Move<Member>, b: Move<Member>) => Math.abs(b.to - b.from) - Math.abs(a.to - a.from);
	return {
		rose: moves.filter((move) => move.to > move.from).sort(bySize),
		fell: moves.filter((move) => move.to < move.from).sort(bySize)
	};
}
export type Move<Member> = { member: Member; from: Level; to: Level };
