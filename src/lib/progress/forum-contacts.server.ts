import { and, asc, desc, eq, gt, gte, lte, sql } from 'drizzle-orm';
import { addDays, type CalendarDate } from '../calendar.ts';
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

/** A gap's length and its first day, as days since `epoch`, are packed into one number: the longest is one maximum. */
const epoch = '0001-01-01';
const spread = 10_000_000;

/**
 * How continual contacts in each forum were: how many developments, the first and last day, and the longest gap in
 * whole days between two days with a development that follow one another; of equal ones the earliest. The time from
 * the last one to `reach.to` counts as a gap too: it is open when it is the longest. Forums without a development in
 * reach have zero and nulls.
 */
export async function listContinuity(db: Reader, reach: Reach) {
	const next = sql`lead(${forumDays.occurredOn}) over (partition by ${forumDays.forumId} order by ${forumDays.occurredOn})`;
	const days = db
		.select({
			forumId: forumDays.forumId,
			on: forumDays.occurredOn,
			developments: forumDays.developments,
			length: sql<number>`coalesce(${next}, ${reach.to}::date) - ${forumDays.occurredOn}`.as('length')
		})
		.from(forumDays)
		.where(within(reach))
		.as('days');
	const totals = db
		.select({
			forumId: days.forumId,
			developments: sql<number>`sum(${days.developments})::int`.as('total'),
			first: sql<CalendarDate | null>`min(${days.on})`.as('first'),
			last: sql<CalendarDate | null>`max(${days.on})`.as('last'),
			longest: sql<
				number | null
			>`max(${days.length}::bigint * ${sql.raw(String(spread))} - (${days.on} - ${epoch}::date))`.as(
				'longest'
			)
		})
		.from(days)
		.groupBy(days.forumId)
		.as('totals');
	const rows = await db
		.select({
			id: forums.id,
			name: forums.name,
			developments: sql<number>`coalesce(${totals.developments}, 0)`,
			first: totals.first,
			last: totals.last,
			longest: totals.longest
		})
		.from(forums)
		.leftJoin(totals, eq(totals.forumId, forums.id))
		.orderBy(asc(forums.position), asc(forums.id));
	return rows.map(({ longest, ...forum }) => ({ ...forum, longestGap: unpackGap(longest, forum.last) }));
}

function unpackGap(packed: number | string | null, last: CalendarDate | null) {
	const days = packed === null ? 0 : Math.ceil(Number(packed) / spread);
	if (days === 0) return null;
	const from = addDays(epoch, days * spread - Number(packed));
	return { from, to: addDays(from, days), days, isOpen: from === last };
}
export type Continuity = Awaited<ReturnType<typeof listContinuity>>[number];

/** The actors of the most developments in whole months from `from` to `to`. */
export function listBusiestActors(db: Reader, { from, to }: Reach, limit: number) {
	const sum = sql<number>`sum(${actorMonths.developments})::int`;
	const busiest = db
		.select({ actorId: actorMonths.actorId, developments: sum.as('total') })
		.from(actorMonths)
		.where(and(lte(actorMonths.month, to), from ? gte(actorMonths.month, from) : undefined))
		.groupBy(actorMonths.actorId)
		.having(gt(sum, 0))
		.orderBy(desc(sum), asc(actorMonths.actorId))
		.limit(limit)
		.as('busiest');
	return db
		.select({ name: actors.name, developments: busiest.developments })
		.from(busiest)
		.innerJoin(actors, eq(actors.id, busiest.actorId))
		.orderBy(desc(busiest.developments), asc(actors.name));
}
