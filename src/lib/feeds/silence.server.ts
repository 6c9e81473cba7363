import { sql } from 'drizzle-orm';
import { addDays, today, type CalendarDate } from '../calendar.ts';
import type { Reader } from '../server/database.ts';
import type { DismissReason } from './inbox-item.ts';
import {
	isQuiet,
	type FeedYield,
	type QuietFeed,
	type QuietRecommendation,
	type QuietSource
} from './silence.ts';

const mostListed = 50;

/**
 * Recommendations on which no development of the last `weeks` bears, longest silent first; those without any stand
 * ahead. Counts adopted evidence of any effect, context included, of all publications or of one.
 */
export async function listQuietRecommendations(
	db: Reader,
	{ weeks, publication, on = today() }: { weeks: number; publication?: string | null; on?: CalendarDate }
): Promise<{ quiet: QuietRecommendation[]; all: number }> {
	const rows = await db.execute<QuietRecommendation>(sql`
		select p.slug as publication, r.code, v.title, t.title as theme, latest.last_on::text as "lastOn"
		from recommendations r
		join publications p on p.id = r.publication_id and p.hidden_at is null
		join themes t on t.id = r.theme_id
		join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
		left join lateral (
			select e.occurred_on as last_on from evidence e
			where e.recommendation_id = r.id and e.retired_at is null and e.occurred_on <= ${on}
			order by e.occurred_on desc limit 1
		) latest on true
		where ${publication ? sql`p.slug = ${publication}` : sql`true`}
		order by latest.last_on nulls first, p.slug, r.position`);
	const since = addDays(on, -weeks * 7);
	return { quiet: rows.filter(({ lastOn }) => lastOn === null || lastOn < since), all: rows.length };
}

/** Sources that used to report and stopped, longest silent first; at most fifty. Five developments make a habit. */
export async function listQuietSources(
	db: Reader,
	{ weeks, on = today() }: { weeks: number; on?: CalendarDate }
): Promise<QuietSource[]> {
	const rows = await db.execute<QuietSource & { silentDays: number }>(sql`
		select s.id::int as id, s.name, habit.last_on::text as "lastOn",
			round((habit.last_on - habit.first_on)::numeric / (habit.n - 1))::int as "usualDays",
			${on}::date - habit.last_on as "silentDays"
		from sources s
		cross join lateral (
			select max(d.occurred_on) as last_on, min(d.occurred_on) as first_on, count(*)::int as n from (
				select occurred_on from developments
				where source_id = s.id and hidden_at is null and occurred_on <= ${on} order by occurred_on desc, id desc limit 20
			) d
		) habit
		where s.merged_into_id is null and habit.n >= 5 and habit.last_on <= ${addDays(on, -weeks * 7)}::date
		order by habit.last_on, s.id`);
	return rows
		.filter((row) => isQuiet(row, weeks))
		.slice(0, mostListed)
		.map(({ id, name, lastOn, usualDays }) => ({ id, name, lastOn, usualDays }));
}

/** Feeds that are on and brought nothing new for longer than each allows, longest silent first. */
export async function listQuietFeeds(db: Reader): Promise<QuietFeed[]> {
	const rows = await db.execute<QuietFeed>(sql`
		select id::int as id, title, last_item_at as "lastItemAt", silent_after_days as "silentAfterDays"
		from feeds
		where is_on and hidden_at is null
			and coalesce(last_item_at, started_at, created_at) < now() - make_interval(days => silent_after_days)
		order by coalesce(last_item_at, started_at, created_at), id limit ${mostListed}`);
	return rows.map((row) => ({ ...row, lastItemAt: row.lastItemAt && new Date(row.lastItemAt) }));
}

/** What became of the items of the last `weeks`, by feed, the most dismissed ahead. */
export async function listFeedYields(db: Reader, { weeks }: { weeks: number }): Promise<FeedYield[]> {
	const rows = await db.execute<{
		id: number;
		title: string;
		state: string;
		reason: DismissReason | null;
		n: number;
	}>(sql`
		select f.id::int as id, f.title, i.state, i.dismiss_reason as reason, count(*)::int as n
		from inbox_items i join feeds f on f.id = i.feed_id
		where i.sorted_at >= now() - make_interval(weeks => ${weeks}::int)
		group by f.id, f.title, i.state, i.dismiss_reason`);
	const yields = Map.groupBy(rows, ({ id }) => id)
		.values()
		.map((of): FeedYield => {
			const sum = (test: (state: string) => boolean) =>
				of.filter(({ state }) => test(state)).reduce((total, { n }) => total + n, 0);
			return {
				id: of[0]!.id,
				title: of[0]!.title,
				items: sum(() => true),
				kept: sum((state) => state === 'logged' || state === 'attached'),
				dismissed: sum((state) => state === 'dismissed'),
				excluded: sum((state) => state === 'excluded'),
				reasons: of
					.flatMap(({ reason, n }) => (reason ? [{ reason, count: n }] : []))
					.sort((a, b) => b.count - a.count)
			};
		});
	return [...yields].sort((a, b) => b.dismissed - a.dismissed || b.items - a.items || a.id - b.id);
}
