import { contribution, emptySums, type Sums } from './agreement-coefficients.ts';
import { drawWithReplacement, seededRandom } from './agreement-draw.ts';
import { isDoublyCoded, type Tally } from './agreement-tally.ts';

export const defaultSeed = 20211;
export const defaultResamples = 1000;

/** A 95% percentile interval, on the scale of its coefficient. */
export type Interval = {
	low: number;
	high: number;
	/** Resamples that it rests on: fewer than asked for where some had no variation left to measure alpha on. */
	resamples: number;
};

/**
 * 95% percentile bootstrap intervals (Efron & Tibshirani 1993, chapter 13) of several statistics at once: units are
 * drawn with replacement, as many as there are; doubly and singly coded ones apart, so that every resample has as many
 * of each. Ends are the 2.5% and 97.5% quantiles, interpolated (Hyndman & Fan 1996, type 7). A statistic that is null
 * in every resample has no interval. The same tally and seed give the same interval, in whatever order units came.
 */
export function bootstrapIntervals(
	tally: Tally,
	statistics: ((sums: Sums) => number | null)[],
	{ seed = defaultSeed, resamples = defaultResamples }: { seed?: number; resamples?: number } = {}
): (Interval | null)[] {
	const sums = emptySums(tally);
	const parts = tally.patterns.map(contribution);
	// A generator each, so that singly coded units do not move what rests on doubly coded ones alone.
	const strata = [true, false]
		.map((doubly, stratum) => ({
			units: tally.patterns.map((pattern) => (isDoublyCoded(pattern) === doubly ? pattern.units : 0)),
			random: seededRandom(seed + stratum),
			drawn: new Uint32Array(parts.length)
		}))
		.filter(({ units }) => units.some((n) => n > 0));
	const values: number[][] = statistics.map(() => []);

	for (let resample = 0; resample < resamples; resample++) {
		sums.all.fill(0);
		for (const { units, random, drawn } of strata) {
			drawWithReplacement(units, random, drawn);
			addUp(sums.all, parts, drawn);
		}
		for (const [index, statistic] of statistics.entries()) {
			const value = statistic(sums);
			if (value !== null) values[index]!.push(value);
		}
	}
	return values.map(percentileInterval);
}

function addUp(into: Float64Array, parts: Float64Array[], times: Uint32Array) {
	for (let p = 0; p < parts.length; p++) {
		const [part, factor] = [parts[p]!, times[p]!];
		if (factor === 0) continue;
		for (let i = 0; i < part.length; i++) into[i]! += factor * part[i]!;
	}
}

function percentileInterval(values: number[]): Interval | null {
	if (values.length === 0) return null;
	const sorted = Float64Array.from(values).sort();
	return { low: quantile(sorted, 0.025), high: quantile(sorted, 0.975), resamples: sorted.length };
}

/** The quantile of ascending numbers, interpolated between neighbours (Hyndman & Fan 1996, type 7). */
export function quantile(sorted: ArrayLike<number>, share: number): number {
	const at = (sorted.length - 1) * share;
	const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
	return low + (high - low) * (at - Math.floor(at));
}
