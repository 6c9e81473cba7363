import { isDoublyCoded, unitsIn, type Pattern, type Tally } from './agreement-tally.ts';

/** How far apart two values are. nominal: the same or not; ordinal: by how many codings lie between them. */
export type Metric = 'nominal' | 'ordinal';

/** What half an agreement is worth. identity: nothing (AC1); ordinal: more, the nearer the categories (AC2). */
export type Weighting = 'identity' | 'ordinal';

/**
 * Everything the coefficients are made of, each a sum over units: a bootstrap resample is then a sum of patterns,
 * each taken as often as it was drawn. The named parts are windows on `all`.
 */
export type Sums = {
	all: Float64Array;
	/** o_ck of Krippendorff's coincidence matrix for c < k, row by row; units with two codings or more. */
	mismatches: Float64Array;
	/** n_c: codings of each category in those units. */
	marginals: Float64Array;
	/** Sum over every coded unit of the share of its codings in each category. */
	shares: Float64Array;
	/** Sum over units with two codings or more of the share of coder pairs that agree: [identical, ordinal weights]. */
	agreeing: Float64Array;
	/** Units with two codings or more, and with one or more. */
	doublyCoded: number;
	coded: number;
};

export function emptySums({ categories: q, patterns }: Tally): Sums {
	const above = (q * (q - 1)) / 2;
	const all = new Float64Array(above + 2 * q + 2);
	return {
		all,
		mismatches: all.subarray(0, above),
		marginals: all.subarray(above, above + q),
		shares: all.subarray(above + q, above + 2 * q),
		agreeing: all.subarray(above + 2 * q),
		doublyCoded: unitsIn(patterns.filter(isDoublyCoded)),
		coded: unitsIn(patterns)
	};
}

/** What one unit of this pattern adds to `Sums.all`. */
export function contribution(pattern: Pattern): Float64Array {
	const { counts, codings } = pattern;
	const parts = emptySums({ categories: counts.length, patterns: [] });
	for (const [c, n] of counts.entries()) parts.shares[c] = n / codings;
	if (!isDoublyCoded(pattern)) return parts.all;

	const pairs = codings * (codings - 1);
	let [identical, weighted, cell] = [0, 0, 0];
	for (const [c, n] of counts.entries()) {
		parts.marginals[c] = n;
		identical += n * (n - 1);
		for (let k = c + 1; k < counts.length; k++, cell++) {
			const mixed = n * counts[k]!;
			parts.mismatches[cell] = mixed / (codings - 1);
			weighted += 2 * mixed * ordinalWeight(k - c, counts.length);
		}
	}
	parts.agreeing.set([identical / pairs, (identical + weighted) / pairs]);
	return parts.all;
}

/** The sums over all units of a tally. */
export function sumsOf(tally: Tally): Sums {
	const sums = emptySums(tally);
	for (const pattern of tally.patterns) {
		const part = contribution(pattern);
		for (let i = 0; i < part.length; i++) sums.all[i]! += pattern.units * part[i]!;
	}
	return sums;
}

/**
 * Krippendorff's alpha: 1 is perfect, 0 what chance would give, below 0 systematic disagreement (never below −1).
 * α = 1 − (n − 1) Σ o_ck δ²_ck ÷ Σ n_c n_k δ²_ck over c < k, with δ² = 1 (nominal) or
 * (n_c ÷ 2 + n_(c+1) + … + n_(k−1) + n_k ÷ 2)² (ordinal). Units with fewer than two codings do not count.
 * Null when every coding is of one category: chance then expects no disagreement, and 1 − 0 ÷ 0 says nothing.
 * Source: Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, sections C and D.
 */
export function alphaFrom(sums: Sums, metric: Metric): number | null {
	const n = sums.marginals;
	let [codings, observed, expected, cell] = [0, 0, 0, 0];
	for (let c = 0; c < n.length; c++) {
		codings += n[c]!;
		let below = n[c]! / 2;
		for (let k = c + 1; k < n.length; k++, cell++) {
			const difference = metric === 'nominal' ? 1 : (below + n[k]! / 2) ** 2;
			below += n[k]!;
			observed += sums.mismatches[cell]! * difference;
			expected += n[c]! * n[k]! * difference;
		}
	}
	return expected === 0 ? null : 1 - ((codings - 1) * observed) / expected;
}

/**
 * Gwet's AC1 (identity weights) or AC2 (ordinal weights), from −1 to 1: (p_a − p_e) ÷ (1 − p_e).
 * p_a: weighted agreement of coder pairs, averaged over units with two codings or more.
 * p_e = T_w ÷ (q (q − 1)) × Σ π_k (1 − π_k): T_w the sum of all weights, q the number of categories that coders could
 * choose from (used or not), π_k the share of category k averaged over every coded unit, singly coded ones too.
 * Null without a doubly coded unit, or with fewer than two categories to choose from.
 * Source: Gwet, K. L. (2014), Handbook of Inter-Rater Reliability, 4th ed., for any number of raters with missing
 * ratings; the same as `gwet.ac1.raw` of his R package irrCAC.
 */
export function gwetFrom(sums: Sums, weighting: Weighting): number | null {
	const q = sums.shares.length;
	if (q < 2 || sums.doublyCoded === 0) return null;
	const observed = sums.agreeing[weighting === 'identity' ? 0 : 1]! / sums.doublyCoded;
	let spread = 0;
	for (let k = 0; k < q; k++) {
		const share = sums.shares[k]! / sums.coded;
		spread += share * (1 - share);
	}
	const expected = (totalWeight(q, weighting) / (q * (q - 1))) * spread;
	return (observed - expected) / (1 - expected);
}

/** Share (0 to 1) of coder pairs that chose the same value, averaged over units with two codings or more. */
export function percentFrom(sums: Sums): number | null {
	return sums.doublyCoded === 0 ? null : sums.agreeing[0]! / sums.doublyCoded;
}

/** 1 − C(d + 1, 2) ÷ C(q, 2) for categories `d` steps apart of `q`. Source: Gwet (2014), chapter 3, ordinal weights. */
export function ordinalWeight(steps: number, categories: number): number {
	return steps === 0 ? 1 : 1 - (steps * (steps + 1)) / (categories * (categories - 1));
}

function totalWeight(categories: number, weighting: Weighting): number {
	let total = categories;
	if (weighting === 'identity') return total;
	for (let steps = 1; steps < categories; steps++) {
		total += 2 * (categories - steps) * ordinalWeight(steps, categories);
	}
	return total;
}
