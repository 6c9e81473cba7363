import {
	alphaFrom,
	gwetFrom,
	percentFrom,
	sumsOf,
	type Metric,
	type Sums,
	type Weighting
} from './agreement-coefficients.ts';
import { bootstrapIntervals, defaultResamples, defaultSeed, type Interval } from './agreement-interval.ts';
import { isDoublyCoded, type Tally } from './agreement-tally.ts';

export type { Interval, Metric, Tally, Weighting };
export { defaultResamples, defaultSeed };

/** With fewer doubly coded units than this no coefficient is worth showing: none is. */
export const fewestUnits = 10;

/** More would keep everybody else waiting. */
export const mostResamples = 2_000;

/**
 * Why a coefficient has no value. no-variation: every coding is of one category, so alpha has no disagreement to
 * expect; one-category: there was nothing to choose from; no-pairs: no unit has two codings.
 */
export const undefinedReasons = ['no-variation', 'one-category', 'no-pairs'] as const;
export type Undefined = (typeof undefinedReasons)[number];

/** A coefficient with its 95% interval; none where no resamples were asked for. */
export type Measure = { value: number; interval: Interval | null } | { value: null; reason: Undefined };

export const coefficients = ['alphaOrdinal', 'alphaNominal', 'ac2', 'ac1', 'percentAgreement'] as const;

export type Agreement = {
	kind: 'agreement';
	/** Doubly coded units: those with two codings or more, on which all of this rests. */
	units: number;
	/** Codings of the doubly coded units. */
	codings: number;
	/** `percentAgreement` is a share, 0 to 1. */
} & Record<(typeof coefficients)[number], Measure>;

export type TooFew = { kind: 'too-few'; units: number };

export type AgreementOptions = {
	/** Same seed, same intervals. */
	seed?: number;
	/** 0 leaves the intervals out. */
	resamples?: number;
};

const statistics: Record<(typeof coefficients)[number], (sums: Sums) => number | null> = {
	alphaOrdinal: (sums) => alphaFrom(sums, 'ordinal'),
	alphaNominal: (sums) => alphaFrom(sums, 'nominal'),
	ac2: (sums) => gwetFrom(sums, 'ordinal'),
	ac1: (sums) => gwetFrom(sums, 'identity'),
	percentAgreement: percentFrom
};

/**
 * How far the coders of these units agree, with all that is needed to judge it; or that there is too little to say.
 * Krippendorff's alpha is undefined, not 1, where nobody ever chose a second category; percent agreement and Gwet's
 * coefficients are then 1.
 */
export function agreementOf(tally: Tally, options: AgreementOptions = {}): Agreement | TooFew {
	const sums = sumsOf(tally);
	if (sums.doublyCoded < fewestUnits) return { kind: 'too-few', units: sums.doublyCoded };
	const intervals = bootstrapIntervals(
		tally,
		coefficients.map((name) => statistics[name]),
		options
	);
	const measures = coefficients.map((name, index): [string, Measure] => {
		const value = statistics[name](sums);
		const measure =
			value === null ? { value, reason: reasonOf(sums) } : { value, interval: intervals[index] ?? null };
		return [name, measure];
	});
	return {
		kind: 'agreement',
		units: sums.doublyCoded,
		codings: tally.patterns.filter(isDoublyCoded).reduce((sum, p) => sum + p.codings * p.units, 0),
		...(Object.fromEntries(measures) as Record<(typeof coefficients)[number], Measure>)
	};
}

function reasonOf(sums: Sums): Undefined {
	if (sums.doublyCoded === 0) return 'no-pairs';
	return sums.shares.length < 2 ? 'one-category' : 'no-variation';
}
