import { and, asc, desc, eq, gt, gte, lte, sql } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import { actors } from '../developments/table.server.ts';
import { forums } from '../forums/table.server.ts';
import type { Reader } from '../server/database.ts';
import type { Interval } from './period.ts';
import { actorMonths, forumDays } from './table.server.ts';

type Reach = { from: CalendarDate | null; to: CalendarDate };

const within = ({ from, to }: Reach) =>
	and(
		gt(forumDays.developments, 0),
		lte(forumDays.occurredOn, to),
		from ? gte(forumDays.occurredOn, from) : undefined
	);

/** Developments by forum and period, for periods that have any. */
export function countContacts(db: Reader, reach: Reach, interval: Interval) {
	return db
		.select({
			forumId: forumDays.forumId,
			start: sql<CalendarDate>`date_trunc('${sql.raw(interval)}', ${forumDays.occurredOn}::timestamp)::date`,
			developments: sql<number>`sum(${forumDays.developments})::int`
		})
		.from(forumDays)
		.where(within(reach))
		.groupBy(forumDays.forumId, sql`2`)
		.orderBy(asc(forumDays.forumId), sql`2`);
}

/**
 * How continual contacts in each forum were: how many developments, the first and last day, and the longest gap in
 * whole days between two days with a development that follow one another. The time from the last one to `reach.to`
 * counts as a gap too: it is open when it is the longest. Forums without a development in reach have zero and nulls.
 */
export async function listContinuity(db: Reader, reach: Reach) {
	const days = db
		.select({
			forumId: forumDays.forumId,
			on: forumDays.occurredOn,
			developments: forumDays.developments,
			next: sql<CalendarDate | null>`lead(${forumDays.occurredOn}) over (partition by ${forumDays.forumId} order by ${forumDays.occurredOn})`.as(
				'next'
			)
		})
		.from(forumDays)
		.where(within(reach))
		.as('days');
	const length = sql`coalesce(${days.next}, ${reach.to}::date) - ${days.on}`;
	const ofLongest = <T>(value: typeof days.on | typeof days.next) =>
		sql<T>`(array_agg(${value} order by ${length} desc, ${days.on}))[1]`;
	const rows = await db
		.select({
			id: forums.id,
			name: forums.name,
			developments: sql<number>`coalesce(sum(${days.developments}), 0)::int`,
			first: sql<CalendarDate | null>`min(${days.on})`,
			last: sql<CalendarDate | null>`max(${days.on})`,
			gapDays: sql<number | null>`max(${length})`,
			gapFrom: ofLongest<CalendarDate | null>(days.on),
			gapTo: ofLongest<CalendarDate | null>(days.next)
		})
		.from(forums)
		.leftJoin(days, eq(days.forumId, forums.id))
		.groupBy(forums.id)
		.orderBy(asc(forums.position), asc(forums.id));
	return rows.map(({ gapDays, gapFrom, gapTo, ...forum }) => ({
		...forum,
		longestGap:
			gapDays !== null && gapDays > 0 && gapFrom
				? { from: gapFrom, to: gapTo ?? reach.to, days: gapDays, isOpen: gapTo === null }
				: null
	}));
}
export type Continuity = Awaited<ReturnType<typeof listContinuity>>[number];

/** The actors of the most developments in whole months from `from` to `to`. */
export function listBusiestActors(db: Reader, { from, to }: Reach, limit: number) {
	const developments = sql<number>`sum(${actorMonths.developments})::int`;
	return db
		.select({ name: actors.name, developments })
		.from(actorMonths)
		.innerJoin(actors, eq(actors.id, actorMonths.actorId))
		.where(and(lte(actorMonths.month, to), from ? gte(actorMonths.month, from) : undefined))
		.groupBy(actors.id)
		.having(gt(developments, 0))
		.orderBy(desc(developments), asc(actors.name))
		.limit(limit);
}
