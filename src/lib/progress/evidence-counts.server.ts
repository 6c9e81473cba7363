import { and, asc, gte, inArray, isNull, lt, lte, or, gt, sql, type SQLWrapper } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
import { addDays, type CalendarDate } from '../calendar.ts';
import { evidence } from '../evidence/table.server.ts';
import type { Reader } from '../server/database.ts';
import type { EvidenceCounts } from './counts.ts';
import { periodOf, periodStart, type Interval } from './period.ts';
import { evidenceMonths } from './table.server.ts';
import type { View } from './view.ts';

/** Ids of recommendations, or a subquery that gives them. */
export type Recommendations = readonly number[] | SQLWrapper;

/** The evidence that counts in a view: in force now and occurred by its date, or in force at the end of its date. */
export function inForce({ asOf, basis }: Pick<View, 'asOf' | 'basis'>) {
	if (!asOf) return isNull(evidence.retiredAt);
	if (basis === 'occurred') return and(isNull(evidence.retiredAt), lte(evidence.occurredOn, asOf));
	const end = sql`${addDays(asOf, 1)}::timestamptz`;
	return and(lt(evidence.adoptedAt, end), or(isNull(evidence.retiredAt), gt(evidence.retiredAt, end)));
}

/** The days of a view, widened to whole periods. */
function reachOf({ from, to, interval }: View) {
	return { first: from && periodStart(from, interval), last: to && periodOf(to, interval).to };
}

/**
 * Evidence by recommendation and month, to be summed. From the rollup, so that its cost does not grow with what is
 * stored; the month that an as-of date cuts through is read from the evidence, and so is all of a view of what was
 * recorded by then, which no rollup keeps.
 */
function countedEvidence(db: Reader, of: Recommendations, view: View) {
	const { asOf, basis } = view;
	if (asOf && basis === 'recorded') return single(db, of, view, null);
	const cut = asOf && periodOf(asOf, 'month');
	if (!cut || cut.to === asOf) return rolled(db, of, view, asOf);
	return unionAll(rolled(db, of, view, addDays(cut.from, -1)), single(db, of, view, cut.from));
}

function rolled(db: Reader, of: Recommendations, view: View, until: CalendarDate | null) {
	const { first, last } = reachOf(view);
	return db
		.select({
			recommendationId: evidenceMonths.recommendationId,
			month: evidenceMonths.month,
			stronglySetsBack: evidenceMonths.stronglySetsBack,
			setsBack: evidenceMonths.setsBack,
			context: evidenceMonths.context,
			advances: evidenceMonths.advances,
			stronglyAdvances: evidenceMonths.stronglyAdvances
		})
		.from(evidenceMonths)
		.where(
			and(
				inArray(evidenceMonths.recommendationId, of as SQLWrapper),
				first ? gte(evidenceMonths.month, first) : undefined,
				last ? lte(evidenceMonths.month, last) : undefined,
				until ? lte(evidenceMonths.month, until) : undefined
			)
		);
}

function single(db: Reader, of: Recommendations, view: View, since: CalendarDate | null) {
	const { first, last } = reachOf(view);
	const one = (effect: number) => sql<number>`(${evidence.effect} = ${sql.raw(String(effect))})::int`;
	return db
		.select({
			recommendationId: evidence.recommendationId,
			month: evidence.occurredOn,
			stronglySetsBack: one(-2).as('strongly_sets_back'),
			setsBack: one(-1).as('sets_back'),
			context: one(0).as('context'),
			advances: one(1).as('advances'),
			stronglyAdvances: one(2).as('strongly_advances')
		})
		.from(evidence)
		.where(
			and(
				inArray(evidence.recommendationId, of as SQLWrapper),
				inForce(view),
				since ? gte(evidence.occurredOn, since) : undefined,
				first ? gte(evidence.occurredOn, first) : undefined,
				last ? lte(evidence.occurredOn, last) : undefined
			)
		);
}

type Counted = ReturnType<typeof subquery>;
const subquery = (db: Reader, of: Recommendations, view: View) => countedEvidence(db, of, view).as('counted');

const sums = (counted: Counted) => ({
	[-2]: sql<number>`sum(${counted.stronglySetsBack})::int`,
	[-1]: sql<number>`sum(${counted.setsBack})::int`,
	0: sql<number>`sum(${counted.context})::int`,
	1: sql<number>`sum(${counted.advances})::int`,
	2: sql<number>`sum(${counted.stronglyAdvances})::int`
});

const startOf = (counted: Counted, interval: Interval) =>
	sql<CalendarDate>`date_trunc('${sql.raw(interval)}', ${counted.month}::timestamp)::date`;

/** Evidence of these recommendations together, by the first day of each period that has any, in order. */
export async function countByPeriod(db: Reader, of: Recommendations, view: View) {
	const counted = subquery(db, of, view);
	const rows = await db
		.select({ start: startOf(counted, view.interval), counts: sums(counted) })
		.from(counted)
		.groupBy(sql`1`)
		.orderBy(sql`1`);
	return rows.filter((row) => hasAny(row.counts));
}

/** The same for each recommendation by itself. */
export async function countByRecommendationAndPeriod(db: Reader, of: Recommendations, view: View) {
	const counted = subquery(db, of, view);
	const rows = await db
		.select({
			recommendationId: counted.recommendationId,
			start: startOf(counted, view.interval),
			counts: sums(counted)
		})
		.from(counted)
		.groupBy(counted.recommendationId, sql`2`)
		.orderBy(asc(counted.recommendationId), sql`2`);
	return rows.filter((row) => hasAny(row.counts));
}

/** Retired evidence leaves counts of zero behind. */
function hasAny(counts: EvidenceCounts): boolean {
	return counts[-2] + counts[-1] + counts[0] + counts[1] + counts[2] > 0;
}
