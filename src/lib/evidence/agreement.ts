import type { CalendarDate } from '../calendar.ts';
import {
	alphaFrom,
	gwetFrom,
	percentFrom,
	sumsOf,
	type Metric,
	type Sums,
	type Weighting
} from './agreement-coefficients.ts';
import { confusionMatrix, type Confusion } from './agreement-confusion.ts';
import { bootstrapIntervals, defaultResamples, defaultSeed, type Interval } from './agreement-interval.ts';
import { isDoublyCoded, tally, type Coder, type Unit, type Value } from './agreement-tally.ts';

export type { Coder, Confusion, Interval, Metric, Unit, Value, Weighting };
export { confusionMatrix, defaultResamples, defaultSeed };

/** With fewer doubly coded units than this no coefficient is worth showing: none is. */
export const fewestUnits = 10;

/**
 * Why a coefficient has no value. no-variation: every coding is of one category, so alpha has no disagreement to
 * expect; one-category: there was nothing to choose from; no-pairs: no unit has two codings.
 */
export type Undefined = 'no-variation' | 'one-category' | 'no-pairs';
export type Coefficient = { value: number } | { value: null; reason: Undefined };

/** A coefficient with its 95% interval; none where no resamples were asked for. */
export type Measure = { value: number; interval: Interval | null } | { value: null; reason: Undefined };

export type Agreement<V extends Value = Value> = {
	kind: 'agreement';
	/** Doubly coded units: those with two codings or more, on which all of this rests. */
	units: number;
	/** Units with one coding: they tell Gwet's coefficients how common each category is, and nothing else. */
	singlyCoded: number;
	/** Codings of the doubly coded units, and how many people made them. */
	codings: number;
	coders: number;
	alphaOrdinal: Measure;
	alphaNominal: Measure;
	ac2: Measure;
	ac1: Measure;
	/** A share, 0 to 1. */
	percentAgreement: Measure;
	confusion: Confusion<V>;
	seed: number;
	resamples: number;
};

export type TooFew = { kind: 'too-few'; units: number };

export type AgreementOptions = {
	/** Same seed, same intervals. */
	seed?: number;
	/** 0 leaves the intervals out. */
	resamples?: number;
	/** Who comes first in the confusion matrix of two coders. */
	coders?: readonly Coder[];
};

/**
 * How far the coders of these units agree, with all that is needed to judge it; or that there is too little to say.
 * `categories` are all that coders could choose from, lowest first. Krippendorff's alpha is undefined, not 1, where
 * nobody ever chose a second category; percent agreement and Gwet's coefficients are then 1.
 */
export function agreement<V extends Value>(
	units: readonly Unit<V>[],
	categories: readonly V[],
	{ seed = defaultSeed, resamples = defaultResamples, coders = [] }: AgreementOptions = {}
): Agreement<V> | TooFew {
	const counted = tally(units, categories);
	const sums = sumsOf(counted);
	if (sums.doublyCoded < fewestUnits) return { kind: 'too-few', units: sums.doublyCoded };

	const confusion = confusionMatrix(units, categories, coders);
	const statistics = [
		(of: Sums) => alphaFrom(of, 'ordinal'),
		(of: Sums) => alphaFrom(of, 'nominal'),
		(of: Sums) => gwetFrom(of, 'ordinal'),
		(of: Sums) => gwetFrom(of, 'identity'),
		percentFrom
	] as const;
	const intervals = bootstrapIntervals(counted, [...statistics], { seed, resamples });
	const measure = (index: 0 | 1 | 2 | 3 | 4): Measure => {
		const result = coefficient(sums, statistics[index](sums));
		return result.value === null ? result : { value: result.value, interval: intervals[index] ?? null };
	};
	return {
		kind: 'agreement',
		units: sums.doublyCoded,
		singlyCoded: sums.coded - sums.doublyCoded,
		codings: counted.patterns.filter(isDoublyCoded).reduce((sum, p) => sum + p.codings * p.units, 0),
		coders: confusion.coders.length,
		alphaOrdinal: measure(0),
		alphaNominal: measure(1),
		ac2: measure(2),
		ac1: measure(3),
		percentAgreement: measure(4),
		confusion,
		seed,
		resamples
	};
}

/**
 * Agreement period by period, in the order of the periods' names (`2022-03`, `2022-Q1`, `2022`). `periodOf` names the
 * period of a date. Units without a date are left out; a period in which nothing was coded twice is there if it has a unit.
 */
export function agreementOverTime<V extends Value>(
	units: readonly Unit<V>[],
	categories: readonly V[],
	periodOf: (on: CalendarDate) => string,
	options: AgreementOptions = {}
): { period: string; result: Agreement<V> | TooFew }[] {
	const periods = Map.groupBy(
		units.filter(({ on }) => on),
		({ on }) => periodOf(on!)
	);
	return [...periods]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([period, within]) => ({ period, result: agreement(within, categories, options) }));
}

/** Krippendorff's alpha of any number of units, without the rule of too few: see `alphaFrom`. */
export function krippendorffAlpha<V extends Value>(
	units: readonly Unit<V>[],
	categories: readonly V[],
	metric: Metric
): Coefficient {
	const sums = sumsOf(tally(units, categories));
	return coefficient(sums, alphaFrom(sums, metric));
}

/** Gwet's AC1 (identity weights) or AC2 (ordinal weights) of any number of units: see `gwetFrom`. */
export function gwetCoefficient<V extends Value>(
	units: readonly Unit<V>[],
	categories: readonly V[],
	weighting: Weighting
): Coefficient {
	const sums = sumsOf(tally(units, categories));
	return coefficient(sums, gwetFrom(sums, weighting));
}

/** Share (0 to 1) of coder pairs that agree, averaged over the doubly coded units: see `percentFrom`. */
export function percentAgreement<V extends Value>(
	units: readonly Unit<V>[],
	categories: readonly V[]
): Coefficient {
	const sums = sumsOf(tally(units, categories));
	return coefficient(sums, percentFrom(sums));
}

function coefficient(sums: Sums, value: number | null): Coefficient {
	if (value !== null) return { value };
	if (sums.doublyCoded === 0) return { value, reason: 'no-pairs' };
	return { value, reason: sums.shares.length < 2 ? 'one-category' : 'no-variation' };
}
