import { sql } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import { findDuplicates } from '../developments/duplicates.server.ts';
import type { Reader } from '../server/database.ts';
import type { Logged, News } from './suggest.ts';
import type { Weighed } from './phrase.ts';
import { lexemesIn, titleTwice } from './suggest-text.server.ts';

/** Days between an event and what is published of it. */
const within = 7;
/** How near (cosine, 0-1) two texts must be to tell of one thing; different developments of the sample stay below 0.4. */
const retold = 0.45;
/** Developments that are compared; more in a fortnight are compared by title and address alone. */
const compared = 500;

/** Developments that may be what the news tells: of its address, of a similar title, or in much the same words about then. */
export async function findLogged(db: Reader, news: News): Promise<Logged[]> {
	const { title, on, exceptId } = news;
	const alsoAt = (news.urls ?? []).filter((url): url is string => Boolean(url));
	const [duplicates, retelling] = await Promise.all([
		findDuplicates(db, { title, alsoAt, occurredOn: on, within, exceptId }),
		on ? findRetold(db, news, on) : []
	]);
	const found = new Set(duplicates.map(({ id }) => id));
	return [...duplicates, ...retelling.filter(({ id }) => !found.has(id))];
}

type RetoldRow = Record<string, unknown> & {
	id: string;
	title: string;
	occurred_on: Logged['occurredOn'];
	occurred_precision: Logged['occurredPrecision'];
	source: string;
	days: number;
	lexemes: Weighed[];
};

/** Developments of those days in which the same rare words stand. */
async function findRetold(
	db: Reader,
	{ title, summary = '', exceptId = 0 }: News,
	on: CalendarDate
): Promise<Logged[]> {
	const rows = await db.execute<RetoldRow>(sql`
		with news as materialized (${lexemesIn(title, summary)}),
		near as materialized (
			select id, search from developments
			where hidden_at is null and id <> ${exceptId} and occurred_on between ${on}::date - ${within}::int and ${on}::date + ${within}::int
			order by occurred_on desc nulls last, id desc nulls last limit ${compared}
		), words as materialized (
			select id, lexeme, ${titleTwice} as times from near, unnest(search)
			union all select 0, lexeme, times from news
		), rarities as materialized (
			select lexeme, min(rarity) as rarity from suggestion_lexemes join publications p on p.id = publication_id
			where p.hidden_at is null and lexeme in (select lexeme from words) group by lexeme
		), unheard as (
			select coalesce(max(greatest_rarity), 1) as rarity from suggestion_profiles
		), weighed as materialized (
			select id, lexeme, times * coalesce(r.rarity, u.rarity) as weight
			from words cross join unheard u left join rarities r using (lexeme)
		), lengths as (
			select id, sqrt(sum(weight * weight)) as length from weighed group by id
		), parts as (
			select w.id, w.lexeme, w.weight * n.weight / l.length / nl.length as part
			from weighed w join weighed n on n.id = 0 and n.lexeme = w.lexeme
			join lengths l on l.id = w.id join lengths nl on nl.id = 0 where w.id > 0
		), same as (
			select id, sum(part) as nearness, json_agg(json_build_object('lexeme', lexeme, 'weight', part)) as lexemes
			from parts group by id having sum(part) >= ${retold} and count(*) > 2
		)
		select d.id, d.title, d.occurred_on, d.occurred_precision, s.name as source, abs(d.occurred_on - ${on}::date) as days, lexemes
		from same join developments d using (id) join sources s on s.id = d.source_id
		order by nearness desc, d.id limit 5`);
	return rows.map(({ id, occurred_on: occurredOn, occurred_precision: occurredPrecision, ...row }) => ({
		...row,
		id: Number(id),
		occurredOn,
		occurredPrecision
	}));
}
