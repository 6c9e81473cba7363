import { sql, type SQL } from 'drizzle-orm';
import { addDays, type CalendarDate } from '../calendar.ts';
import type { Reader } from '../server/database.ts';
import { totalOf, type EvidenceCounts } from './counts.ts';
import { periodOf, periodStart } from './period.ts';
import type { Counted } from './series.ts';
import type { View } from './view.ts';

// Written as SQL: these statements run on every request for a series, and to build one from parts costs as much as to run it.

/** The evidence that counts in a view: in force now and occurred by its date, or in force at the end of its date. */
export function inForce({ asOf, basis }: Pick<View, 'asOf' | 'basis'>): SQL {
	if (!asOf) return sql`evidence.retired_at is null`;
	if (basis === 'occurred') return sql`evidence.retired_at is null and evidence.occurred_on <= ${asOf}`;
	const end = addDays(asOf, 1);
	return sql`evidence.adopted_at < ${end}::timestamptz and (evidence.retired_at is null or evidence.retired_at >= ${end}::timestamptz)`;
}

/** From the first to the last day of a view, widened to whole periods. */
function within(date: SQL, { from, to, interval }: View): SQL {
	const first = from ? sql` and ${date} >= ${periodStart(from, interval)}` : sql``;
	const last = to ? sql` and ${date} <= ${periodOf(to, interval).to}` : sql``;
	return sql`${first}${last}`;
}

/**
 * Evidence by recommendation and month, to be summed. From the rollup, so that its cost does not grow with what is
 * stored; the month that an as-of date cuts through is read from the evidence, and so is all of a view of what was
 * recorded by then, which no rollup keeps. `of` selects ids of recommendations.
 */
export function counted(of: SQL, view: View): SQL {
	const { asOf, basis } = view;
	if (!asOf) return rolled(of, view, null);
	if (basis === 'recorded') return single(of, view, null);
	const cut = periodOf(asOf, 'month');
	if (cut.to === asOf) return rolled(of, view, asOf);
	return sql`${rolled(of, view, addDays(cut.from, -1))} union all ${single(of, view, cut.from)}`;
}

function rolled(of: SQL, view: View, until: CalendarDate | null): SQL {
	return sql`select recommendation_id, month, strongly_sets_back, sets_back, context, advances, strongly_advances
		from evidence_months where recommendation_id in (${of})${within(sql`month`, view)}${until ? sql` and month <= ${until}` : sql``}`;
}

function single(of: SQL, view: View, since: CalendarDate | null): SQL {
	return sql`select recommendation_id, occurred_on as month, (effect = -2)::int as strongly_sets_back,
		(effect = -1)::int as sets_back, (effect = 0)::int as context, (effect = 1)::int as advances,
		(effect = 2)::int as strongly_advances
		from evidence where recommendation_id in (${of}) and ${inForce(view)}${within(sql`occurred_on`, view)}${since ? sql` and occurred_on >= ${since}` : sql``}`;
}

const sums = sql`sum(strongly_sets_back)::int as strongly_sets_back, sum(sets_back)::int as sets_back,
	sum(context)::int as context, sum(advances)::int as advances, sum(strongly_advances)::int as strongly_advances`;

/** The first day of the period that a counted month lies in. */
export const startOf = ({ interval }: View) =>
	sql`date_trunc('${sql.raw(interval)}', month::timestamp)::date as start`;

/** Evidence of the recommendations that `of` selects, together, by the first day of each period that has any. */
export async function countByPeriod(db: Reader, of: SQL, view: View): Promise<Counted[]> {
	const rows = await db.execute<Row>(
		sql`select ${startOf(view)}, ${sums} from (${counted(of, view)}) as counted group by 1 order by 1`
	);
	return rows.map(toCounted).filter(hasAny);
}

/** The same for each recommendation by itself, by its id; those without evidence are absent. */
export async function countByPeriodOfEach(db: Reader, of: SQL, view: View): Promise<Map<number, Counted[]>> {
	const rows = await db.execute<Row & { recommendation_id: string }>(
		sql`select recommendation_id, ${startOf(view)}, ${sums} from (${counted(of, view)}) as counted group by 1, 2 order by 1, 2`
	);
	const byRecommendation = Map.groupBy(rows, ({ recommendation_id }) => Number(recommendation_id));
	return new Map([...byRecommendation].map(([id, own]) => [id, own.map(toCounted).filter(hasAny)]));
}

type Row = {
	start: CalendarDate;
	strongly_sets_back: number;
	sets_back: number;
	context: number;
	advances: number;
	strongly_advances: number;
};

const countsOf = (row: Row): EvidenceCounts => ({
	[-2]: row.strongly_sets_back,
	[-1]: row.sets_back,
	0: row.context,
	1: row.advances,
	2: row.strongly_advances
});

const toCounted = (row: Row): Counted => ({ start: row.start, counts: countsOf(row) });

/** Retired evidence leaves counts of zero behind. */
const hasAny = ({ counts }: Counted) => totalOf(counts) > 0;
