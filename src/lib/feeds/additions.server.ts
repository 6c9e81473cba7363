import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import type { Reader } from '../server/database.ts';
import type { Addition } from './additions.ts';

/**
 * The days on which feeds were turned on and sources came into use, in order, from the first to the last day of a period.
 * Sources of the sample and those that report nothing are left out. (UTC days.)
 */
export async function listAdditions(
	db: Reader,
	{ from, to }: { from: CalendarDate; to: CalendarDate }
): Promise<Addition[]> {
	return await db.execute<Addition>(sql`
		select "on", array_agg(name order by name) as names
		from (
			select (started_at at time zone 'UTC')::date::text as "on", title as name
			from feeds where started_at is not null and hidden_at is null
			union
			select (created_at at time zone 'UTC')::date::text, name from sources s
			where merged_into_id is null
				and exists (select from developments d where d.source_id = s.id and d.hidden_at is null)
				and not exists (select from developments d where d.source_id = s.id and d.is_sample)
		) added
		where "on" between ${from} and ${to}
		group by "on" order by "on"`);
}
