import { and, sql, type SQL } from 'drizzle-orm';
import { Refused } from '../errors.ts';
import { parseRef } from '../recommendations/recommendation.ts';
import type { Reader } from '../server/database.ts';
import { inboxItems } from './inbox-table.server.ts';
import { tellingLexeme, titleTwice } from './suggest-text.server.ts';
import { most, nearness, readLength } from './suggest.ts';

/** So many items are looked through for a page: what that costs has an end, however many there are. */
export const lookedThrough = 1_000;
/** So many in one statement: for what is suggested often the first hold enough. */
const atOnce = 250;

/** What an item is read by, as suggestions read it: of a long summary the beginning. */
const readAs = sql`case when length(${inboxItems.summary}) <= ${readLength} then ${inboxItems.search} else
	setweight(to_tsvector('english', fold(${inboxItems.title})), 'A')
		|| setweight(to_tsvector('english', fold(left(${inboxItems.summary}, ${readLength}))), 'B') end`;

/** What stands after an item in the inbox; its place never changes, so that its id alone says where a part begins. */
export const placeAfter = (id: number): SQL =>
	sql`(${inboxItems.sortedAt}, ${inboxItems.id}) < (select last.sorted_at, last.id from inbox_items last where last.id = ${id})`;

/**
 * Of the newest items under `conditions` those for which a recommendation is suggested: among the three nearest of its
 * publication and the six nearest of all, as `suggestFor` finds for each.
 * @param recommendation publication/code; @param enough how many are wanted
 * @returns their ids, in the order of the inbox, and the item after which it goes on: where there were enough, or where
 * `lookedThrough` items had been looked at
 * @throws Refused where there is no such recommendation
 */
export async function findSuggestedItems(
	db: Reader,
	recommendation: string,
	conditions: SQL | undefined,
	enough: number
): Promise<{ ids: number[]; next: number | null }> {
	const asked = await findAsked(db, recommendation);
	const ids: number[] = [];
	let last: number | undefined;
	for (let looked = 0; looked < lookedThrough; looked += atOnce) {
		const rows = await look(db, asked, and(conditions, last === undefined ? undefined : placeAfter(last)));
		const some = rows.slice(0, atOnce);
		ids.push(...some.filter(({ isSuggested }) => isSuggested).map(({ id }) => id));
		if (ids.length > enough) return { ids: ids.slice(0, enough), next: ids[enough - 1]! };
		if (rows.length <= atOnce) return { ids, next: null };
		last = some.at(-1)!.id;
	}
	return { ids, next: last ?? null };
}

type Asked = { id: number; publicationId: number };

/** One statement; items that are not near at all are dropped before the others are ranked. One more than asked for. */
async function look(
	db: Reader,
	asked: Asked,
	conditions: SQL | undefined
): Promise<{ id: number; isSuggested: boolean }[]> {
	const { possible } = nearness;
	const rows = await db.execute<{ id: string; is_suggested: boolean }>(sql`
		with looked as materialized (
			select ${inboxItems.id} as item_id, ${inboxItems.sortedAt} as sorted_at, ${readAs} as words from ${inboxItems}
			where ${conditions ?? sql`true`}
			order by ${inboxItems.sortedAt} desc nulls last, ${inboxItems.id} desc nulls last limit ${atOnce + 1}
		), news as materialized (
			select item_id, lexeme, ${titleTwice} as times from looked, unnest(words) where ${tellingLexeme}
		), weighed as (
			select item_id, times * coalesce(l.rarity, profile.greatest_rarity) as weight,
				shares[array_position(recommendation_ids, ${asked.id}::bigint)] as share
			from news join suggestion_profiles profile on profile.publication_id = ${asked.publicationId}
			left join suggestion_lexemes l on l.publication_id = profile.publication_id and l.lexeme = news.lexeme
		), near_enough as materialized (
			select item_id from weighed group by item_id
			having count(share) > 1 and sum(weight * share) / sqrt(sum(weight * weight)) >= ${possible - 0.001}::float8
		), weighed_by_all as materialized (
			select item_id, p.id as publication_id, recommendation_ids, shares,
				times * coalesce(l.rarity, profile.greatest_rarity) as weight
			from near_enough join news using (item_id) cross join publications p
			join suggestion_profiles profile on profile.publication_id = p.id
			left join suggestion_lexemes l on l.publication_id = p.id and l.lexeme = news.lexeme
			where p.hidden_at is null
		), lengths as (
			select item_id, publication_id, sqrt(sum(weight * weight)) as length from weighed_by_all group by 1, 2
		), near as materialized (
			select item_id, publication_id, recommendation_id, sum(weight * share / length) as nearness
			from weighed_by_all join lengths using (item_id, publication_id),
				unnest(recommendation_ids, shares) as t (recommendation_id, share)
			group by 1, 2, 3 having sum(weight * share / length) >= ${possible} and count(*) > 1
		), ranked as (
			select item_id, recommendation_id, nearness, row_number() over (
				partition by item_id, publication_id order by nearness desc, recommendation_id
			) as rank from near
		), placed as (
			select item_id, recommendation_id, row_number() over (partition by item_id order by nearness desc, recommendation_id) as place
			from ranked where rank <= ${most.each}
		)
		select l.item_id as id, s.item_id is not null as is_suggested
		from looked l left join placed s on s.item_id = l.item_id and s.recommendation_id = ${asked.id} and s.place <= ${most.together}
		order by l.sorted_at desc, l.item_id desc`);
	return rows.map(({ id, is_suggested: isSuggested }) => ({ id: Number(id), isSuggested }));
}

async function findAsked(db: Reader, recommendation: string): Promise<Asked> {
	const { publication, code } = parseRef(recommendation) ?? { publication: '', code: '' };
	const [row] = await db.execute<{ id: string; publication_id: string }>(sql`
		select r.id, r.publication_id from recommendations r join publications p on p.id = r.publication_id
		where p.slug = ${publication} and r.code = ${code} and p.hidden_at is null`);
	if (!row) throw new Refused('There is no such recommendation.', 'recommendation');
	return { id: Number(row.id), publicationId: Number(row.publication_id) };
}

/** What can be suggested: every recommendation of the publications in view, in order. */
export async function listSuggestible(
	db: Reader
): Promise<{ ref: string; title: string; publication: string }[]> {
	const rows = await db.execute<{ ref: string; title: string; publication: string }>(sql`
		select p.slug || '/' || r.code as ref, r.code || ' ' || v.title as title, p.title as publication
		from publications p join recommendations r on r.publication_id = p.id
		join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
		where p.hidden_at is null order by p.id, r.position, r.id limit 1000`);
	return [...rows];
}
