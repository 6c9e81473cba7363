import { sql, type SQL } from 'drizzle-orm';
import type { Cursor } from '../developments/cursor.ts';
import { likeness, plainWords, rankedHits, textQuery, widenedQuery } from '../developments/search.server.ts';
import type { Reader } from '../server/database.ts';
import type { DevelopmentFilter } from './filter.ts';
import { toListed, withDetails, type ListedDevelopment } from './listing.server.ts';
import { conditions, count, recommendationId } from './scope.server.ts';

/**
 * The ids of what words find, with their rank and how many were found. Ranking reads the newest 1,000 hits alone, so
 * that a common word costs no more. Undefined where the search cannot be widened.
 */
export function foundIds(
	filter: DevelopmentFilter,
	after: Cursor | undefined,
	limit: number,
	widened: boolean
) {
	const exact = textQuery(filter.q ?? '');
	const query = widened ? widenedQuery(filter.q ?? '') : exact;
	if (!query) return undefined;
	const tests = [sql`d.search @@ ${query}`, ...tested(filter)];
	if (after && 'on' in after) tests.push(sql`(d.occurred_on, d.id) < (${after.on}, ${after.id})`);
	const hits = sql`select d.id, d.occurred_on, d.search from ${searched(filter)} where ${sql.join(tests, sql` and `)}
		order by d.occurred_on desc nulls last, d.id desc nulls last limit ${count(rankedHits)}`;
	const rank = filter.sort === 'newest' ? sql`0` : rankOf(widened ? [exact, query] : [query]);
	const offset = after && 'offset' in after ? Math.min(after.offset, rankedHits) : 0;
	return sql`select id, ${rank} as rank, count(*) over () as found from (${hits}) as hits
		order by 2 desc, occurred_on desc, id desc limit ${count(limit)} offset ${count(offset)}`;
}

const rankOf = (queries: SQL[]) =>
	sql.join(
		queries.map((query) => sql`ts_rank_cd(hits.search, ${query})`),
		sql` + `
	);

/** One recommendation is joined, not tested, so that Postgres may begin from the words or from the evidence. */
function searched({ recommendation }: DevelopmentFilter): SQL {
	if (!recommendation) return sql`developments d`;
	return sql`evidence e join developments d on d.id = e.development_id`;
}

function tested(filter: DevelopmentFilter): SQL[] {
	const { recommendation, ...rest } = filter;
	const tests = [sql`d.hidden_at is null`];
	if (filter.from) tests.push(sql`d.occurred_on >= ${filter.from}`);
	if (filter.to) tests.push(sql`d.occurred_on <= ${filter.to}`);
	if (!recommendation) return [...tests, ...conditions(rest, sql`d.id`)];
	const { effect, publication: _, theme: _t, ...others } = rest;
	tests.push(sql`e.recommendation_id = ${recommendationId(recommendation)}`, sql`e.retired_at is null`);
	if (effect) tests.push(sql`e.effect in ${effect}`);
	return [...tests, ...conditions(others, sql`d.id`)];
}

/** The ten titles most like the words, without those shown already. */
export async function listSimilar(
	db: Reader,
	filter: DevelopmentFilter,
	shown: readonly ListedDevelopment[]
): Promise<ListedDevelopment[]> {
	const words = plainWords(filter.q ?? '');
	if (words.length < 4) return [];
	const tests = [sql`fold(${words}) <% fold(d.title)`, ...tested(filter)];
	if (shown.length > 0) tests.push(sql`d.id not in ${shown.map((one) => one.id)}`);
	const page = sql`select d.id, word_similarity(fold(${words}), fold(d.title)) as rank, 0 as found
		from ${searched(filter)} where ${sql.join(tests, sql` and `)} order by 2 desc, d.occurred_on desc limit 10`;
	return db.transaction(async (tx) => {
		await tx.execute(sql`select set_config('pg_trgm.word_similarity_threshold', ${String(likeness)}, true)`);
		return (await tx.execute(withDetails(page))).map(toListed);
	});
}
