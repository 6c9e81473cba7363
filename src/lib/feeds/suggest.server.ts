import { sql } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import { wordsOf } from './phrase.ts';
import { findLogged } from './suggest-logged.server.ts';
import { lexemesIn } from './suggest-text.server.ts';
import {
	chooseLogged,
	chooseNearest,
	most,
	nearness,
	readLength,
	type Near,
	type News,
	type SuggestedRecommendation,
	type Suggestions
} from './suggest.ts';

/**
 * What news may bear on and what may have been logged of it already, with reasons. Empty lists where nothing is near
 * enough: no suggestion is better than a wrong one. A fixed number of statements, whatever is stored.
 */
export async function suggestFor(db: Reader, news: News): Promise<Suggestions> {
	const read = { ...news, summary: (news.summary ?? '').slice(0, readLength) };
	const text = textOf(read);
	const [near, logged, lexemesOf] = await Promise.all([
		findNear(db, read),
		findLogged(db, read),
		findLexemes(db, wordsOf(text))
	]);
	return {
		recommendations: chooseNearest(near, text, lexemesOf),
		duplicates: chooseLogged(logged, text, lexemesOf)
	};
}

/** The recommendations alone. */
export async function suggestRecommendations(
	db: Reader,
	news: Pick<News, 'title' | 'summary'>
): Promise<SuggestedRecommendation[]> {
	const read = { ...news, summary: (news.summary ?? '').slice(0, readLength) };
	const text = textOf(read);
	const [near, lexemesOf] = await Promise.all([findNear(db, read), findLexemes(db, wordsOf(text))]);
	return chooseNearest(near, text, lexemesOf);
}

const textOf = ({ title, summary }: { title: string; summary: string }) => `${title}\n${summary}`;

type NearRow = Record<string, unknown> & {
	publication: string;
	publication_title: string;
	code: string;
	title: string;
	developments: number;
	nearness: number;
	lexemes: Near['lexemes'];
};

/** How much of what is near is asked for. */
type Reach = { least: number; each: number; together: number };
const usual: Reach = { least: nearness.possible, ...most };

/** The recommendations nearest to news, in publications that are in view, the nearest first. */
export async function findNear(
	db: Reader,
	{ title, summary = '' }: Pick<News, 'title' | 'summary'>,
	{ least, each, together }: Reach = usual
): Promise<Near[]> {
	const rows = await db.execute<NearRow>(sql`
		with news as materialized (${lexemesIn(title, summary)}
		), weighed as materialized (
			select p.id as publication_id, lexeme, recommendation_ids, shares,
				times * coalesce(l.rarity, profile.greatest_rarity) as weight
			from publications p join suggestion_profiles profile on profile.publication_id = p.id cross join news
			left join suggestion_lexemes l using (publication_id, lexeme)
			where p.hidden_at is null
		), lengths as (
			select publication_id, sqrt(sum(weight * weight)) as length from weighed group by publication_id
		), parts as materialized (
			select publication_id, recommendation_id, lexeme, weight * share / length as part
			from weighed join lengths using (publication_id), unnest(recommendation_ids, shares) as t (recommendation_id, share)
		), near as (
			select publication_id, recommendation_id, sum(part) as nearness,
				json_agg(json_build_object('lexeme', lexeme, 'weight', part)) as lexemes,
				row_number() over (partition by publication_id order by sum(part) desc, recommendation_id) as rank
			from parts group by publication_id, recommendation_id
			having sum(part) >= ${least} and count(*) > 1
		)
		select p.slug as publication, p.title as publication_title, r.code, v.title, nearness, lexemes, coalesce((
				select sum(strongly_sets_back + sets_back + context + advances + strongly_advances)
				from evidence_months where recommendation_id = r.id
			), 0)::int as developments
		from near join recommendations r on r.id = recommendation_id join publications p on p.id = near.publication_id
		join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
		where rank <= ${each} order by nearness desc, r.id limit ${together}`);
	return rows.map(({ publication_title: publicationTitle, ...row }) => ({ ...row, publicationTitle }));
}

/** What search makes of each word. */
async function findLexemes(db: Reader, words: readonly string[]): Promise<Map<string, string[]>> {
	const rows = await db.execute<{ word: string; lexemes: string[] }>(sql`
		select word, tsvector_to_array(to_tsvector('english', fold(word))) as lexemes
		from json_array_elements_text(${JSON.stringify(words)}::json) as word`);
	return new Map(rows.map(({ word, lexemes }) => [word, lexemes]));
}
