import { sql, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import type { Reader } from '../server/database.ts';
import type { Precision } from './development.ts';
import { apart } from './occurred.ts';

export type LikelyDuplicate = {
	id: number;
	title: string;
	occurredOn: CalendarDate;
	occurredPrecision: Precision;
	source: string;
	/** Why it is likely one, in words: "same address", "similar title, 3 days apart". */
	reason: string;
};

type Asked = {
	title?: string | undefined;
	url?: string | null | undefined;
	/** Other addresses of the same page. */
	alsoAt?: readonly string[] | undefined;
	occurredOn?: CalendarDate | undefined;
	/** How far apart in days the two may have happened: thirty unless said otherwise. */
	within?: number | undefined;
	/** The development that is being edited: never its own duplicate. */
	exceptId?: number | undefined;
};

/** How alike two titles must be (0-1, by shared trigrams). */
const alike = 0.5;
const usuallyWithin = 30;
/** From that likeness on, titles count as the same. */
const same = 0.9;

type Row = Record<string, unknown> & {
	id: string;
	title: string;
	occurred_on: CalendarDate;
	occurred_precision: Precision;
	source: string;
	same_url: boolean;
	likeness: number;
	days: number | null;
};

/**
 * Developments that may be the same thing: of the same address, or of a similar title within so many days (of the same
 * title where no date is given). At most five, the likeliest first.
 */
export async function findDuplicates(db: Reader, asked: Asked): Promise<LikelyDuplicate[]> {
	const title = (asked.title ?? '').trim().slice(0, 500);
	const on = asked.occurredOn ?? null;
	const addresses = addressesOf([asked.url ?? '', ...(asked.alsoAt ?? [])]);
	if (title.length < 8 && addresses.length === 0) return [];
	// An empty list is no SQL.
	if (addresses.length === 0) addresses.push('');
	const rows = await db.execute<Row>(sql`
		with candidates as (
			select d.id from developments d where d.source_url in ${addresses}
			union
			select d.id from developments d where ${title.length >= 8} and d.hidden_at is null and ${resembling(title, on, asked.within ?? usuallyWithin)}
		), compared as (
			select d.id, d.title, d.occurred_on, d.occurred_precision, s.name as source,
				coalesce(d.source_url in ${addresses}, false) as same_url, similarity(fold(d.title), fold(${title})) as likeness,
				abs(d.occurred_on - ${on}::date) as days
			from candidates c join developments d on d.id = c.id join sources s on s.id = d.source_id
			where d.hidden_at is null and d.id <> ${asked.exceptId ?? 0}
		)
		select * from compared where same_url or likeness >= ${alike}
		order by same_url desc, likeness desc, days, id limit 5`);
	return rows.map((row) => ({
		id: Number(row.id),
		title: row.title,
		occurredOn: row.occurred_on,
		occurredPrecision: row.occurred_precision,
		source: row.source,
		reason: reasonFor(row)
	}));
}

/** Each address with and without a slash at its end. */
function addressesOf(urls: readonly string[]): string[] {
	const given = urls.map((url) => url.trim()).filter((url) => url !== '');
	return [...new Set(given.flatMap((url) => [url, url.replace(/\/$/, ''), url.replace(/\/?$/, '/')]))];
}

/**
 * With a date, titles are compared one by one in the days around it: the index of trigrams takes ten times as long in
 * a large table. Without one, only the same words in the same order count.
 */
function resembling(title: string, on: CalendarDate | null, within: number): SQL {
	if (!on) return sql`d.search @@ phraseto_tsquery('english', fold(${title}))`;
	return sql`d.occurred_on between ${on}::date - ${within}::int and ${on}::date + ${within}::int
		and similarity(fold(d.title), fold(${title})) >= ${alike}`;
}

function reasonFor({ same_url: isSameUrl, likeness, days, occurred_precision: precision }: Row): string {
	const reasons = isSameUrl ? ['same address'] : [];
	if (likeness >= alike) reasons.push(likeness >= same ? 'same title' : 'similar title');
	if (days !== null) reasons.push(apart(days, precision));
	return reasons.join(', ');
}
