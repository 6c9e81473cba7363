import { sql } from 'drizzle-orm';
import { today, type CalendarDate } from '../calendar.ts';
import type { Reader } from '../server/database.ts';
import type { Level } from './assessment.ts';

/** A recommendation whose assessment is out of date, or was never made. */
export type Overdue = {
	recommendationId: number;
	publication: string;
	code: string;
	title: string;
	level: Level | null;
	/** Null where it was never assessed. */
	assessedOn: CalendarDate | null;
};

/** More recommendations than one person can keep an eye on. */
const most = sql.raw('500');

/** What somebody owns that waits for an assessment on the day `on`: the never assessed first, then the oldest. */
export async function listOverdueOf(db: Reader, ownerId: number, on = today()): Promise<Overdue[]> {
	const rows = await db.execute(sql`
		select r.id, p.slug, r.code, v.title, last.level, last.assessed_on
		${overdueOf(ownerId, on)}
		order by last.assessed_on nulls first, r.id limit ${most}`);
	return rows.map((row) => ({
		recommendationId: Number(row.id),
		publication: row.slug as string,
		code: row.code as string,
		title: row.title as string,
		level: row.level as Level | null,
		assessedOn: row.assessed_on as CalendarDate | null
	}));
}

/** How many that are. */
export async function countOverdueOf(db: Reader, ownerId: number, on = today()): Promise<number> {
	const [row] = await db.execute<{ n: number }>(sql`select count(*)::int as n ${overdueOf(ownerId, on)}`);
	return row!.n;
}

const overdueOf = (ownerId: number, on: CalendarDate) => sql`from recommendations r
	join publications p on p.id = r.publication_id and p.hidden_at is null
	join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
	left join ${lastBy(on)} on true
	where r.owner_id = ${ownerId} and (last.assessed_on is null or ${isStaleBy(on)})`;

/** The assessment of a recommendation `r` that counts on a day. */
export const lastBy = (on: CalendarDate) => sql`lateral (select a.level, a.assessed_on from assessments a
	where a.recommendation_id = r.id and a.withdrawn_at is null and a.assessed_on <= ${on}
	order by a.assessed_on desc, a.id desc limit 1) as last`;

/** That it is out of date by the rule of the publication `p`. */
export const isStaleBy = (on: CalendarDate) =>
	sql`last.assessed_on < ${on}::date - make_interval(months => p.stale_after_months::int)`;
