import { sql, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import type { RecommendationRef } from '../recommendations/recommendation.ts';
import type { DevelopmentFilter } from './filter.ts';

type Position = { on: CalendarDate; id: number };
/** A table that holds developments in time order, under an alias. */
type Walk = { from: SQL; id: SQL; on: SQL; where: SQL[]; rest: DevelopmentFilter; isDevelopment?: true };

/**
 * The ids of one page, newest first, as a subquery with the columns id and occurred_on. One index is walked in time
 * order, and what else is asked is tested on the way. The indexes sort nulls last, so the orders here say so too:
 * without it Postgres would sort.
 */
export function newestIds(filter: DevelopmentFilter, after: Position | undefined, limit: number): SQL {
	const { recommendation, publication, theme } = filter;
	if (recommendation) return walk(evidenceOf(recommendationId(recommendation), filter), after, limit);
	if (publication || theme) return mergedIds(filter, after, limit);
	return walk(chooseWalk(filter), after, limit);
}

/** The newest of each recommendation asked for, then the newest of those. */
function mergedIds(filter: DevelopmentFilter, after: Position | undefined, limit: number): SQL {
	const newest = walk(evidenceOf(sql`asked.id`, filter), after, limit);
	return sql`select newest.id, newest.occurred_on from (${recommendationIds(filter)}) as asked, lateral (${newest}) as newest
		group by newest.id, newest.occurred_on order by newest.occurred_on desc, newest.id desc limit ${count(limit)}`;
}

function walk(
	{ from, id, on, where, rest, isDevelopment }: Walk,
	after: Position | undefined,
	limit: number
): SQL {
	const { from: first, to: last } = rest;
	const tests = [...where, ...conditions(rest, id)];
	if (first) tests.push(sql`${on} >= ${first}`);
	if (last) tests.push(sql`${on} <= ${last}`);
	if (after) tests.push(sql`(${on}, ${id}) < (${after.on}, ${after.id})`);
	const join =
		!isDevelopment && (rest.kind || rest.source) ? sql` join developments d on d.id = ${id}` : sql``;
	return sql`select ${id} as id, ${on} as occurred_on from ${from}${join} where ${sql.join(tests, sql` and `)}
		order by ${on} desc nulls last, ${id} desc nulls last limit ${count(limit)}`;
}

function evidenceOf(recommendation: SQL, filter: DevelopmentFilter): Walk {
	const { effect, recommendation: _, publication: _p, theme: _t, ...rest } = filter;
	const where = [sql`e.recommendation_id = ${recommendation}`, sql`e.retired_at is null`];
	if (effect) where.push(sql`e.effect in ${effect}`);
	return { from: sql`evidence e`, id: sql`e.development_id`, on: sql`e.occurred_on`, where, rest };
}

function chooseWalk(filter: DevelopmentFilter): Walk {
	const { actor, forum, ...rest } = filter;
	const walked = { id: sql`w.development_id`, on: sql`w.occurred_on` };
	if (actor) {
		const where = [sql`w.actor_id = (${idByName('actors', actor)})`, sql`w.is_visible`];
		return { ...walked, from: sql`development_actors w`, where, rest: { ...rest, forum } };
	}
	if (forum) {
		const where = [sql`w.forum_id = (${idByName('forums', forum)})`, sql`w.is_visible`];
		return { ...walked, from: sql`development_forums w`, where, rest };
	}
	const where = [sql`d.hidden_at is null`];
	return {
		from: sql`developments d`,
		id: sql`d.id`,
		on: sql`d.occurred_on`,
		where,
		rest: filter,
		isDevelopment: true
	};
}

/** What is tested of a development that the walked index does not answer; `d` is the development itself. */
export function conditions(filter: DevelopmentFilter, id: SQL): SQL[] {
	const { kind, source, actor, forum, effect, recommendation, publication, theme } = filter;
	const tests: SQL[] = [];
	if (kind) tests.push(sql`d.kind in ${kind}`);
	if (source) tests.push(sql`d.source_id = (${idOfSource(source)})`);
	if (actor)
		tests.push(sql`exists (select from development_actors x where x.development_id = ${id}
			and x.actor_id = (${idByName('actors', actor)}))`);
	if (forum)
		tests.push(sql`exists (select from development_forums x where x.development_id = ${id}
			and x.forum_id = (${idByName('forums', forum)}))`);
	if (!effect && !recommendation && !publication && !theme) return tests;
	const coded = [sql`x.development_id = ${id}`, sql`x.retired_at is null`];
	if (effect) coded.push(sql`x.effect in ${effect}`);
	if (recommendation || publication || theme)
		coded.push(sql`x.recommendation_id in (${recommendationIds(filter)})`);
	tests.push(sql`exists (select from evidence x where ${sql.join(coded, sql` and `)})`);
	return tests;
}

/** The ids of the recommendations that a filter names, hidden publications left out. */
export function recommendationIds({ recommendation, publication, theme }: DevelopmentFilter): SQL {
	const slug = recommendation?.publication ?? publication;
	const tests = [sql`p.hidden_at is null`];
	if (slug) tests.push(sql`p.slug = ${slug}`);
	if (theme) tests.push(sql`t.code = ${theme}`);
	if (recommendation) tests.push(sql`r.code = ${recommendation.code}`);
	return sql`select r.id from recommendations r join publications p on p.id = r.publication_id
		join themes t on t.id = r.theme_id where ${sql.join(tests, sql` and `)}`;
}

/** As a scalar, found once before the walk; null where there is none. */
export const recommendationId = (recommendation: RecommendationRef) =>
	sql`(${recommendationIds({ recommendation })})`;

/** A merged source leads to the one that took it over. */
const idOfSource = (name: string) =>
	sql`select coalesce(merged_into_id, id) from sources where lower(name) = lower(${name})`;

const idByName = (table: 'actors' | 'forums', name: string) =>
	sql`select id from ${sql.raw(table)} where lower(name) = lower(${name})`;

/** Written out, since Postgres plans for a tenth of the table where it does not know the limit. */
export const count = (limit: number) => sql.raw(String(Math.trunc(limit)));
