import { and, asc, desc, eq, gt, gte, lt, lte, or, sql } from 'drizzle-orm';
import { unionAll, type PgColumn } from 'drizzle-orm/pg-core';
import { addDays, addMonths, type CalendarDate } from '../calendar.ts';
import { actors } from '../developments/table.server.ts';
import type { Reader } from '../server/database.ts';
import type { ContactMonth } from './contacts.ts';
import { periodStart } from './period.ts';
import { actorMonths, actorYears, forumDays, forumMonths } from './table.server.ts';

/** The days from `from` (null: ever) to `to`, with both. */
type Reach = { from: CalendarDate | null; to: CalendarDate };

/** Conditions for the rows of a rollup that lie in `reach` wholly, and for those of a finer one before and after them. */
function cut({ from, to }: Reach, interval: 'month' | 'year') {
	const before = periodStart(addDays(to, 1), interval);
	const begin = from && periodStart(from, interval);
	const first = begin === from ? begin : addMonths(begin!, interval === 'year' ? 12 : 1);
	return {
		whole: (start: PgColumn) => and(lt(start, before), first ? gte(start, first) : undefined),
		rest: (date: PgColumn) =>
			or(
				first === from ? undefined : and(gte(date, from!), lt(date, first!), lte(date, to)),
				and(gte(date, from && from > before ? from : before), lte(date, to))
			)
	};
}

/** What each forum had in each month that had any, by forum and in order of time. Of a month cut by `reach` only its part. */
export function listContactMonths(db: Reader, reach: Reach): Promise<ContactMonth[]> {
	const { whole, rest } = cut(reach, 'month');
	const ofMonths = db
		.select()
		.from(forumMonths)
		.where(and(whole(forumMonths.month), gt(forumMonths.developments, 0)));
	const ofDays = db
		.select({
			forumId: forumDays.forumId,
			month: sql<CalendarDate>`date_trunc('month', ${forumDays.occurredOn}::timestamp)::date`.as('month'),
			developments: sql<number>`sum(${forumDays.developments})::int`.as('developments'),
			days: sql<number>`bit_or(1 << extract(day from ${forumDays.occurredOn})::int - 1)`.as('days')
		})
		.from(forumDays)
		.where(and(rest(forumDays.occurredOn), gt(forumDays.developments, 0)))
		.groupBy(forumDays.forumId, sql`2`);
	return unionAll(ofMonths, ofDays).orderBy(sql`1`, sql`2`);
}

/** The actors of the most developments in the months that begin from `from` to `to`. */
export function listBusiestActors(db: Reader, reach: Reach, limit: number) {
	const { whole, rest } = cut(reach, 'year');
	const counts = unionAll(
		db
			.select({ actorId: actorYears.actorId, developments: actorYears.developments })
			.from(actorYears)
			.where(whole(actorYears.year)),
		db
			.select({ actorId: actorMonths.actorId, developments: actorMonths.developments })
			.from(actorMonths)
			.where(rest(actorMonths.month))
	).as('counts');
	const sum = sql<number>`sum(${counts.developments})::int`;
	const busiest = db
		.select({ actorId: counts.actorId, developments: sum.as('total') })
		.from(counts)
		.groupBy(counts.actorId)
		.having(gt(sum, 0))
		.orderBy(desc(sum), asc(counts.actorId))
		.limit(limit)
		.as('busiest');
	return db
		.select({ name: actors.name, developments: busiest.developments })
		.from(busiest)
		.innerJoin(actors, eq(actors.id, busiest.actorId))
		.orderBy(desc(busiest.developments), asc(actors.name));
}
