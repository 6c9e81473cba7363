import { setImmediate } from 'node:timers/promises';
import type { CalendarDate } from '../calendar.ts';
import type { Reader } from '../server/database.ts';
import { agreementOf, type Agreement, type AgreementOptions, type Tally, type TooFew } from './agreement.ts';
import { confusionOf, tallyOfPair, type Confusion } from './agreement-confusion.ts';
import { listDoublyCoded, type Interval } from './agreement-counts.server.ts';
import type { Coder, Scope } from './agreement-scope.server.ts';
import { effects } from './evidence.ts';

export type Result = Agreement | TooFew;

/** How far the coders of a scope agree, as a whole and in its parts. */
export type MeasuredAgreement = {
	whole: Result;
	/** Units in which every coder coded without seeing the others. */
	blind: number;
	/** Who took part, those asked for first. */
	coders: Coder[];
	/** Its categories are the effects, lowest first. */
	confusion: Confusion;
	/** Periods with a doubly coded unit, in order. */
	overTime: { start: CalendarDate; result: Result }[];
	byRecommendation: { publication: string; code: string; title: string; result: Result }[];
	byPair: { first: Coder; second: Coder; result: Result }[];
};

/** Three statements; what is reckoned grows with the number of parts and of resamples, not with the number of units. */
export async function measureAgreement(
	db: Reader,
	scope: Scope,
	{ interval, ...options }: AgreementOptions & { interval: Interval }
): Promise<MeasuredAgreement> {
	const counted = await listDoublyCoded(db, scope, interval);
	const coders = new Map(
		[...scope.coders, ...counted.pairs.flatMap(({ first, second }) => [first, second])].map((one) => [
			one.id,
			one
		])
	);
	const parts = <Named extends { tally: Tally }>(of: readonly Named[]) => reckonEach(of, options);
	return {
		whole: agreementOf(counted.whole, options),
		blind: counted.blind,
		coders: counted.pairs.length > 0 ? [...coders.values()] : [],
		confusion: confusionOf(
			effects.length,
			counted.pairs.map(({ table }) => table)
		),
		overTime: await parts(counted.periods),
		byRecommendation: await parts(counted.recommendations),
		byPair: await parts(
			counted.pairs.map(({ first, second, table }) => ({ first, second, tally: tallyOfPair(table) }))
		)
	};
}

/** One after another, and whatever else waits in between: many parts take long. */
async function reckonEach<Named extends { tally: Tally }>(of: readonly Named[], options: AgreementOptions) {
	const reckoned: (Omit<Named, 'tally'> & { result: Result })[] = [];
	for (const { tally, ...names } of of) {
		reckoned.push({ ...names, result: agreementOf(tally, options) });
		await setImmediate();
	}
	return reckoned;
}
