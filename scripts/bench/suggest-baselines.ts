import { sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '#lib/server/database.ts';
import type { Ranker } from './suggest-precision.ts';

/*
 * What suggestions are measured against: orders that need no reckoning of their own. All see the evidence that ours sees.
 */

/** Puts the texts of each recommendation into a table that lasts as long as the transaction. */
export async function prepareBaselines(tx: Transaction): Promise<void> {
	await tx.execute(sql`
		create temporary table plain on commit drop as
		select r.code, r.position, to_tsvector('english', fold(concat_ws(' ', v.statement, markers.text))) as wording,
			to_tsvector('english', fold(concat_ws(' ', v.statement, markers.text, earlier.text))) as with_evidence, earlier.adopted
		from recommendations r join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
		cross join lateral (
			select string_agg(m.text, ' ') as text from progress_markers m
			where m.recommendation_id = r.id and m.version = r.version
		) markers
		cross join lateral (
			select count(*) as adopted, string_agg(concat_ws(' ', d.title, d.summary, c.rationale), ' ') as text
			from evidence e join developments d on d.id = e.development_id join codings c on c.id = e.coding_id
			where e.recommendation_id = r.id and e.retired_at is null
		) earlier`);
}

const rankedBy =
	(worth: SQL): Ranker =>
	async (tx, { id }) => {
		const rows = await tx.execute<{ code: string; worth: number }>(sql`
			with news as materialized (
				select string_agg(quote_literal(lexeme), ' | ')::tsquery as any_word from developments, unnest(search) where id = ${id}
			)
			select code, ${worth}::float8 as worth from plain, news order by worth desc, position`);
		return [...rows];
	};

export const baselines: Record<string, Ranker> = {
	'full text: statement and markers': rankedBy(sql`ts_rank(wording, any_word)`),
	'full text, with earlier evidence': rankedBy(sql`ts_rank(with_evidence, any_word, 1)`),
	'the most coded': rankedBy(sql`adopted`)
};
