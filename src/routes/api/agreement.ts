/* How agreement stands in the API's JSON and CSV, after `agreement-shapes.ts`. */
import type * as v from 'valibot';
import {
	defaultResamples,
	defaultSeed,
	fewestUnits,
	mostResamples,
	type Agreement,
	type Measure
} from '#lib/evidence/agreement.ts';
import type { CodingPair } from '#lib/evidence/agreement-pairs.server.ts';
import type { AgreementSlice } from '#lib/evidence/agreement-slice.ts';
import type { MeasuredAgreement, Result } from '#lib/evidence/agreement.server.ts';
import { effects } from '#lib/evidence/evidence.ts';
import { csvLine } from '#lib/exchange/csv.ts';
import { intervals, periodOf, type Interval } from '#lib/progress/period.ts';
import type * as shapes from './agreement-shapes.ts';
import { parameterFault } from './request-fault.ts';

type Shape<Name extends keyof typeof shapes> = v.InferOutput<(typeof shapes)[Name]>;
export type Reckoning = { interval: Interval; seed: number; resamples: number };

/** How agreement is to be reckoned. @throws RequestFault 400 naming the parameter */
export function reckoningOf(given: URLSearchParams): Reckoning {
	const interval = given.get('interval') || 'year';
	const known = intervals.find((one) => one === interval);
	if (!known) throw parameterFault('interval', `An interval is one of: ${intervals.join(', ')}.`);
	const whole = (name: string, usual: number, most: number) => {
		const text = given.get(name) || String(usual);
		if (/^\d{1,10}$/.test(text) && Number(text) <= most) return Number(text);
		throw parameterFault(name, `A whole number from 0 to ${most}.`);
	};
	return {
		interval: known,
		seed: whole('seed', defaultSeed, 2 ** 32 - 1),
		resamples: whole('resamples', defaultResamples, mostResamples)
	};
}

export function agreementShown(
	{ publication, theme, recommendation, from, to }: AgreementSlice,
	{ whole, blind, coders, confusion, overTime, byRecommendation, byPair }: MeasuredAgreement,
	{ interval, seed, resamples }: Reckoning
): Shape<'agreement'> {
	const slice = {
		publication: publication ?? null,
		theme: theme ?? null,
		recommendation: recommendation ? `${recommendation.publication}/${recommendation.code}` : null,
		from: from ?? null,
		to: to ?? null
	};
	if (whole.kind === 'too-few') return { ...slice, ...whole, fewest: fewestUnits };
	return {
		...slice,
		kind: whole.kind,
		units: whole.units,
		blindUnits: blind,
		codings: whole.codings,
		coders: coders.length,
		people: coders,
		...coefficientsOf(whole),
		confusion: {
			reading: confusion.reading,
			effects: [...effects],
			counts: confusion.counts,
			pairs: confusion.pairs
		},
		interval,
		overTime: overTime.map(({ start, result }) => {
			const { key, from, to } = periodOf(start, interval);
			return { period: key, from, to, ...partOf(result) };
		}),
		byRecommendation: byRecommendation.map(({ result, ...names }) => ({ ...names, ...partOf(result) })),
		byPair: byPair.map(({ first, second, result }) => ({ coders: [first, second], ...partOf(result) })),
		seed,
		resamples
	};
}

const partOf = (result: Result) =>
	result.kind === 'too-few' ? result : { kind: result.kind, units: result.units, ...coefficientsOf(result) };

const coefficientsOf = ({ alphaOrdinal, alphaNominal, ac2, ac1, percentAgreement }: Agreement) => ({
	alphaOrdinal: measureOf(alphaOrdinal),
	alphaNominal: measureOf(alphaNominal),
	ac2: measureOf(ac2),
	ac1: measureOf(ac1),
	percentAgreement: measureOf(percentAgreement)
});

function measureOf(measure: Measure) {
	if (measure.value === null) return { value: null, low: null, high: null, reason: measure.reason };
	const { value, interval } = measure;
	return { value, low: interval?.low ?? null, high: interval?.high ?? null, reason: null };
}

export function pairOf({ first, second, ...pair }: CodingPair): Shape<'agreementPairPage'>['pairs'][number] {
	const shown = ({ id, name, effect }: CodingPair['first']) => ({ id, coder: name, effect });
	return { ...pair, first: shown(first), second: shown(second) };
}

const columns =
	'development_id,development,title,occurred_on,date_precision,recommendation,first_coder_id,first_coder,first_effect,second_coder_id,second_coder,second_effect,blind';

/** The pairs as a table, piece by piece. */
export async function* pairsTable(pages: AsyncIterable<CodingPair[]>): AsyncGenerator<string> {
	yield `${columns}\n`;
	for await (const pairs of pages) yield pairs.map(pairLine).join('');
}

function pairLine(pair: CodingPair): string {
	const {
		developmentId,
		externalId,
		title,
		occurredOn,
		occurredPrecision,
		publication,
		code,
		first,
		second
	} = pair;
	return csvLine([
		developmentId,
		externalId,
		title,
		occurredOn,
		occurredPrecision,
		`${publication}/${code}`,
		first.id,
		first.name,
		first.effect,
		second.id,
		second.name,
		second.effect,
		pair.isBlind ? 'yes' : 'no'
	]);
}
