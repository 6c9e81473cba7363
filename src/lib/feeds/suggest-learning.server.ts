import { sql, type SQL } from 'drizzle-orm';
import { inTransaction, type Database, type Reader, type Transaction } from '../server/database.ts';
import { suggestionProfiles } from './suggest-table.server.ts';
import { titleTwice } from './suggest-text.server.ts';

/** The newest evidence of each recommendation that is learned from: enough to know it by, and the cost has an end. */
const evidenceRead = 200;
/** The most telling lexemes of a recommendation that are kept. */
const lexemesKept = 500;
/** Why somebody coded it so says less than what happened. */
const rationaleWeight = 0.3;
/** Told apart from what another version of the reckoning made. */
const reckoning = 1;

/**
 * Learns anew for each publication whose wordings, markers or adopted evidence are others than those that were learned
 * from. Several copies may do so at the same moment: one learns, the others find it done.
 * @returns for how many publications
 */
export async function learnSuggestions(db: Database): Promise<number> {
	let learned = 0;
	for (const { publicationId, from } of await findChanged(db))
		if (await inTransaction(db, (tx) => learnUnlessDone(tx, publicationId, from))) learned++;
	return learned;
}

type Changed = { publicationId: number; from: string };

/** Publications in view, with what there is to learn from now, where that is not what was learned from. */
async function findChanged(db: Reader): Promise<Changed[]> {
	const rows = await db.execute<{ id: string; from: string }>(sql`
		with wordings as (
			select publication_id, md5(string_agg(recommendation_id || ' ' || search::text, ' ' order by recommendation_id)) as all
			from (${wordings(sql`p.hidden_at is null`)}) wording group by publication_id
		), adopted as (
			select publication_id, md5(string_agg(recommendation_id || ' ' || coding_id || ' ' || d.version, ' '
				order by recommendation_id, coding_id)) as all
			from (${newestEvidence(sql`p.hidden_at is null`)}) e join developments d on d.id = e.development_id
			group by publication_id
		), now as (
			select publication_id, md5(concat_ws(' ', ${reckoning}::int, w.all, a.all)) as from
			from wordings w left join adopted a using (publication_id)
		)
		select publication_id as id, n.from from now n left join ${suggestionProfiles} using (publication_id)
		where learned_from is distinct from n.from order by publication_id`);
	return rows.map(({ id, from }) => ({ publicationId: Number(id), from }));
}

async function learnUnlessDone(tx: Transaction, publicationId: number, from: string): Promise<boolean> {
	await tx.insert(suggestionProfiles).values({ publicationId }).onConflictDoNothing();
	const [profile] = await tx.execute<{ learned_from: string }>(
		sql`select learned_from from ${suggestionProfiles} where publication_id = ${publicationId} for update`
	);
	if (profile?.learned_from === from) return false;
	await learn(tx, publicationId, from);
	return true;
}

/**
 * Makes the profiles of a publication's recommendations. Each is the sum of what belongs to it, every text at length 1 with
 * its lexemes weighed by their rarity: its wording, the developments adopted as evidence for it, their rationales.
 * @param from what `findChanged` said of it
 */
export async function learn(tx: Transaction, publicationId: number, from: string): Promise<void> {
	const here = sql`p.id = ${publicationId}`;
	await tx.execute(sql`delete from suggestion_lexemes where publication_id = ${publicationId}`);
	await tx.execute(sql`
		with read as materialized (${newestEvidence(here)}),
		texts as materialized (
			select 0 as recommendation_id, id as development_id, search from developments
			where id in (select development_id from read)
			union all select recommendation_id, 0, search from (${wordings(here)}) wording
		), lexemes as materialized (
			select recommendation_id, development_id, lexeme, ${titleTwice} as times from texts, unnest(search)
		), rarities as materialized (
			select lexeme, ${rarity(sql`count(*)`)} as rarity from lexemes group by lexeme
		), rationales as (
			select read.recommendation_id, c.id, lexeme, 1 as times
			from read join codings c on c.id = read.coding_id, unnest(to_tsvector('english', fold(c.rationale)))
		), weighed as (
			select recommendation_id, development_id, 0::bigint as coding_id, lexeme, times * rarity as weight
			from lexemes join rarities using (lexeme)
			union all
			select recommendation_id, 0, id, lexeme, times * coalesce(rarity, ${rarity(sql`0`)})
			from rationales left join rarities using (lexeme)
		), parts as materialized (
			select recommendation_id, development_id, lexeme,
				case when coding_id = 0 then 1 else ${rationaleWeight}::float8 end
					* weight / sqrt(sum(weight * weight) over (partition by recommendation_id, development_id, coding_id)) as part
			from weighed
		), sums as (
			select recommendation_id, lexeme, sum(part) as part from (
				select recommendation_id, lexeme, part from parts where recommendation_id > 0
				union all
				select read.recommendation_id, lexeme, part from read join parts using (development_id)
			) part group by 1, 2
		), profiles as (
			select recommendation_id, lexeme, part / sqrt(sum(part * part) over (partition by recommendation_id)) as share,
				row_number() over (partition by recommendation_id order by part desc, lexeme) as rank
			from sums
		), kept as (
			insert into suggestion_lexemes (publication_id, lexeme, rarity, recommendation_ids, shares)
			select ${publicationId}, lexeme, coalesce(max(rarity), ${rarity(sql`0`)}),
				coalesce(array_agg(recommendation_id order by recommendation_id) filter (where rank <= ${lexemesKept}), '{}'),
				coalesce(array_agg(share order by recommendation_id) filter (where rank <= ${lexemesKept}), '{}')
			from profiles left join rarities using (lexeme) group by lexeme
		)
		insert into suggestion_profiles (publication_id, learned_from, learned_at, greatest_rarity)
		values (${publicationId}, ${from}, now(), ${rarity(sql`0`)})
		on conflict (publication_id) do update set learned_from = excluded.learned_from,
			learned_at = excluded.learned_at, greatest_rarity = excluded.greatest_rarity`);
}

/** Of a lexeme in so many of `texts`; a smoothed inverse document frequency. */
const rarity = (withIt: SQL) => sql`ln(1 + ((select count(*) from texts) + 1) / (${withIt} + 0.5))`;

/** The newest evidence in force of each recommendation of the publications `p` that are `wanted`. */
const newestEvidence = (wanted: SQL) => sql`
	select p.id as publication_id, r.id as recommendation_id, e.development_id, e.coding_id
	from publications p join recommendations r on r.publication_id = p.id cross join lateral (
		select development_id, coding_id from evidence
		where recommendation_id = r.id and retired_at is null
		order by occurred_on desc nulls last, development_id desc nulls last limit ${evidenceRead}
	) e where ${wanted}`;

/** What each recommendation says of itself, in the version in force: title (A), statement, rationale, markers, forums (B). */
const wordings = (wanted: SQL) => sql`
	select r.publication_id, r.id as recommendation_id,
		setweight(to_tsvector('english', fold(v.title)), 'A') || setweight(to_tsvector('english', fold(
			concat_ws(' . ', v.statement, v.rationale, markers.text, named.text))), 'B') as search
	from publications p join recommendations r on r.publication_id = p.id
	join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
	cross join lateral (
		select string_agg(m.text, ' . ' order by m.direction, m.position) as text from progress_markers m
		where m.recommendation_id = r.id and m.version = r.version
	) markers
	cross join lateral (
		select string_agg(f.name, ' . ' order by f.id) as text from recommendation_forums x join forums f on f.id = x.forum_id
		where x.recommendation_id = r.id
	) named
	where ${wanted}`;
