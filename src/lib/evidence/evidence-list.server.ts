import { sql, type SQL } from 'drizzle-orm';
import { addDays, type CalendarDate } from '../calendar.ts';
import { decodeCursor, encodeCursor } from '../developments/cursor.ts';
import { Refused } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import type { CodingState, Effect } from './evidence.ts';
import { toListed, withDetails, type ListedDevelopment } from './listing.server.ts';
import { count } from './scope.server.ts';
import { visibleCoding } from './visibility.server.ts';

export type Evidence = {
	development: ListedDevelopment;
	effect: Effect;
	rationale: string;
	coder: string;
	adoptedAt: Date;
	/** Other analysts' codings of the same development, in force today. */
	others: { coder: string; effect: Effect; rationale: string; state: CodingState }[];
};

type Asked = {
	from?: CalendarDate | null | undefined;
	to?: CalendarDate | null | undefined;
	effect?: readonly Effect[] | undefined;
	/** As of that day: what had occurred by then, or what had been recorded by its end. */
	asOf?: CalendarDate | null | undefined;
	basis?: 'occurred' | 'recorded' | undefined;
	cursor?: string | null | undefined;
	limit?: number;
};

/** The evidence of a recommendation, newest first. Two statements. @throws Refused for a cursor that is not ours. */
export async function listEvidence(
	db: Reader,
	recommendationId: number,
	viewerId: number | null,
	asked: Asked = {}
): Promise<{ evidence: Evidence[]; nextCursor: string | null }> {
	const limit = asked.limit ?? 50;
	const rows = await db.execute(sql`
		select e.development_id, e.occurred_on, e.effect, e.adopted_at, c.rationale, u.name as coder,
			(select json_agg(json_build_object('coder', w.name, 'effect', o.effect, 'rationale', o.rationale, 'state', o.state) order by o.recorded_at)
				from codings o join users w on w.id = o.coder_id where o.development_id = e.development_id
				and o.recommendation_id = e.recommendation_id and o.retired_at is null and o.id <> c.id and o.state <> 'draft'
				and ${visibleCoding('o', viewerId)}) as others
		from (${newestEvidence(recommendationId, asked, limit + 1)}) as e
			join codings c on c.id = e.coding_id join users u on u.id = c.coder_id
		order by e.occurred_on desc, e.development_id desc`);
	const shown = rows.slice(0, limit);
	const developments = await detailsOf(
		db,
		shown.map((row) => Number(row.development_id))
	);
	const evidence = shown.flatMap((row): Evidence[] => {
		const development = developments.get(Number(row.development_id));
		if (!development) return [];
		return [
			{
				development,
				effect: row.effect as Effect,
				rationale: row.rationale as string,
				coder: row.coder as string,
				adoptedAt: new Date(row.adopted_at as string),
				others: (row.others as Evidence['others'] | null) ?? []
			}
		];
	});
	const last = shown.at(-1);
	const isMore = rows.length > limit && last !== undefined;
	const next = isMore && { on: last.occurred_on as CalendarDate, id: Number(last.development_id) };
	return { evidence, nextCursor: next ? encodeCursor(next) : null };
}

/**
 * What was in force as of a day is what is in force still, or was retired later: two walks, each by its own index.
 */
function newestEvidence(recommendationId: number, asked: Asked, limit: number): SQL {
	const newest = sql`order by occurred_on desc nulls last, development_id desc nulls last limit ${count(limit)}`;
	const walk = (state: SQL) => sql`select * from evidence e where ${state} and
		${sql.join(testsOf(recommendationId, asked), sql` and `)} ${newest}`;
	if (!asked.asOf || asked.basis !== 'recorded') return walk(sql`e.retired_at is null`);
	const end = sql`${addDays(asked.asOf, 1)}::timestamptz`;
	const still = walk(sql`e.retired_at is null and e.adopted_at < ${end}`);
	const then = walk(sql`e.retired_at >= ${end} and e.adopted_at < ${end}`);
	return sql`(${still}) union all (${then}) ${newest}`;
}

function testsOf(recommendationId: number, { from, to, effect, asOf, basis, cursor }: Asked): SQL[] {
	const tests = [sql`e.recommendation_id = ${recommendationId}`];
	if (asOf && basis !== 'recorded') tests.push(sql`e.occurred_on <= ${asOf}`);
	if (from) tests.push(sql`e.occurred_on >= ${from}`);
	if (to) tests.push(sql`e.occurred_on <= ${to}`);
	if (effect && effect.length > 0) tests.push(sql`e.effect in ${effect}`);
	if (!cursor) return tests;
	const after = decodeCursor(cursor);
	if (!('on' in after)) throw new Refused('This cursor belongs to another list.', 'cursor');
	return [...tests, sql`(e.occurred_on, e.development_id) < (${after.on}, ${after.id})`];
}

async function detailsOf(db: Reader, ids: readonly number[]): Promise<Map<number, ListedDevelopment>> {
	if (ids.length === 0) return new Map();
	const page = sql`select d.id, 0 as rank, 0 as found from developments d
		where d.id in ${ids} and d.hidden_at is null`;
	return new Map((await db.execute(withDetails(page))).map((row) => [Number(row.id), toListed(row)]));
}
