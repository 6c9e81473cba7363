import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import { partOf, readPlace, type Part } from '../evidence/queue.ts';
import type { Reader } from '../server/database.ts';
import type { BriefingState } from './briefing.ts';

export type ListedBriefing = {
	id: number;
	title: string;
	audience: string;
	state: BriefingState;
	periodFrom: CalendarDate | null;
	periodTo: CalendarDate | null;
	publications: { slug: string; title: string; authors: string[]; year: number | null }[];
	createdBy: string;
	updatedAt: Date;
	/** The last issue; null where it was never issued. */
	issue: { number: number; issuedAt: Date } | null;
};

/** Which briefings: of one state, those out of view, or all that are in view. */
export type Which = BriefingState | 'hidden' | null;

/** Briefings, the one that was changed last first. */
export async function listBriefings(
	db: Reader,
	which: Which,
	{ after, limit }: { after?: string | null; limit: number }
): Promise<Part<ListedBriefing>> {
	const place = readPlace(after);
	const shown = which === 'hidden' ? sql`b.hidden_at is not null` : sql`b.hidden_at is null`;
	const inState = which && which !== 'hidden' ? sql`and b.state = ${which}` : sql``;
	const from = place
		? sql`and (b.updated_at, b.id) < (${new Date(place.at).toISOString()}::timestamptz, ${place.id})`
		: sql``;
	const rows = await db.execute(sql`
		select b.id, b.title, b.audience, b.state, b.period_from, b.period_to, b.updated_at, u.name as created_by,
			(select json_agg(json_build_object('slug', p.slug, 'title', p.title, 'authors', p.authors, 'year', p.year) order by bp.position)
				from briefing_publications bp join publications p on p.id = bp.publication_id
				where bp.briefing_id = b.id and p.hidden_at is null) as publications,
			i.number, i.issued_at
		from briefings b join users u on u.id = b.created_by
			left join lateral (select number, issued_at from briefing_issues where briefing_id = b.id order by number desc limit 1) i on true
		where ${shown} ${inState} ${from}
		order by b.updated_at desc, b.id desc limit ${sql.raw(String(limit + 1))}`);
	return partOf(rows.map(toListed), limit, (last) => `${last.updatedAt.getTime()}-${last.id}`);
}

function toListed(row: Record<string, unknown>): ListedBriefing {
	return {
		id: Number(row.id),
		title: row.title as string,
		audience: row.audience as string,
		state: row.state as BriefingState,
		periodFrom: row.period_from as string | null,
		periodTo: row.period_to as string | null,
		publications: (row.publications as ListedBriefing['publications'] | null) ?? [],
		createdBy: row.created_by as string,
		updatedAt: new Date(row.updated_at as string),
		issue: row.number ? { number: Number(row.number), issuedAt: new Date(row.issued_at as string) } : null
	};
}

/** So many earlier briefings are offered to look back to. */
const mostIssues = 30;

/** The last issue of each briefing, the newest first, each with the day up to which it speaks. */
export async function listLastIssues(db: Reader) {
	const rows = await db.execute<{ title: string; number: number; on: CalendarDate }>(sql`
		select title, number, on_day as on from (
			select distinct on (b.id) b.title, i.number, (i.as_of at time zone 'UTC')::date as on_day, i.id
			from briefing_issues i join briefings b on b.id = i.briefing_id
			where b.hidden_at is null order by b.id, i.number desc) last
		order by id desc limit ${sql.raw(String(mostIssues))}`);
	return rows.map(({ title, number, on }) => ({ title, number: Number(number), on }));
}
