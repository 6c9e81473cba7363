import { sql, type SQL } from 'drizzle-orm';
import type { CalendarDate } from '../calendar.ts';
import type { Reader } from '../server/database.ts';
import { turned } from './agreement-confusion.ts';
import { judgements, type Coder, type Scope } from './agreement-scope.server.ts';
import { tallyOf, type Tally } from './agreement-tally.ts';
import { effects } from './evidence.ts';

export type Interval = 'month' | 'quarter' | 'year';

/** The doubly coded units of a scope, counted by what they received. A unit is a development × a recommendation. */
export type DoublyCoded = {
	whole: Tally;
	/** Units in which every coder coded without seeing the others. */
	blind: number;
	/** By the period in which the development occurred, in order; `start` is its first day. */
	periods: { start: CalendarDate; tally: Tally }[];
	/** In the order of the publications. */
	recommendations: { publication: string; code: string; title: string; tally: Tally }[];
	/** Who coded with whom: units by what the first said (row) and what the second said (column). */
	pairs: { first: Coder; second: Coder; table: number[][] }[];
};

type Row = {
	start: CalendarDate | null;
	recommendation_id: string | null;
	first: string | null;
	second: string | null;
	counts: number[];
	units: number;
	blind: number;
};

/** Counted in the database, so that it costs the same memory however many units there are. Three statements. */
export async function listDoublyCoded(db: Reader, scope: Scope, interval: Interval): Promise<DoublyCoded> {
	const rows = await db.execute<Row>(counted(scope, interval));
	const tallies = (rows: Row[]) => tallyOf(effects.length, rows);
	const whole = rows.filter((row) => !row.start && !row.recommendation_id && !row.first);
	const byStart = Map.groupBy(
		rows.filter((row) => row.start),
		(row) => row.start!
	);
	const byRecommendation = Map.groupBy(
		rows.filter((row) => row.recommendation_id),
		(row) => Number(row.recommendation_id)
	);
	const named = await namesOf(db, [...byRecommendation.keys()]);
	return {
		whole: tallies(whole),
		blind: whole.reduce((sum, { blind }) => sum + blind, 0),
		periods: [...byStart]
			.sort(([a], [b]) => (a < b ? -1 : 1))
			.map(([start, of]) => ({ start, tally: tallies(of) })),
		recommendations: named.map(({ id, ...names }) => ({
			...names,
			tally: tallies(byRecommendation.get(id)!)
		})),
		pairs: await pairsOf(
			db,
			rows.filter((row) => row.first),
			scope
		)
	};
}

/** `counts`: how many coders gave each effect; of a pair, the places of the first's and of the second's effect. */
function counted(scope: Scope, interval: Interval): SQL {
	const ofEffect = sql.join(
		effects.map((effect) => sql`count(*) filter (where effect = ${sql.raw(String(effect))})::int`),
		sql`, `
	);
	const lowest = sql.raw(String(effects[0]));
	return sql`with judged as materialized (${judgements(scope)}),
	units as (
		select recommendation_id, date_trunc(${sql.raw(`'${interval}'`)}, occurred_on)::date as start,
			array[${ofEffect}] as counts, bool_and(is_blind) as is_blind
		from judged group by development_id, recommendation_id, occurred_on having count(*) >= 2
	)
	select start::text as start, recommendation_id, null::bigint as first, null::bigint as second, counts, count(*)::int as units,
		(count(*) filter (where is_blind))::int as blind
	from units group by grouping sets ((counts), (start, counts), (recommendation_id, counts))
	union all
	select null, null, x.coder_id, y.coder_id, array[x.effect - ${lowest}, y.effect - ${lowest}]::int[], count(*)::int, 0
	from judged x join judged y using (development_id, recommendation_id)
	where x.coder_id < y.coder_id group by x.coder_id, y.coder_id, x.effect, y.effect`;
}

async function namesOf(db: Reader, ids: number[]) {
	if (ids.length === 0) return [];
	const rows = await db.execute<{ id: string; publication: string; code: string; title: string }>(sql`
		select r.id, p.slug as publication, r.code, v.title from recommendations r
			join publications p on p.id = r.publication_id join themes t on t.id = r.theme_id
			join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
		where r.id in ${ids} order by p.id, t.position, r.position, r.id`);
	return rows.map((row) => ({ ...row, id: Number(row.id) }));
}

/** Who is asked for first comes first; else by name. */
async function pairsOf(db: Reader, rows: Row[], { coders }: Scope): Promise<DoublyCoded['pairs']> {
	const ids = [...new Set(rows.flatMap(({ first, second }) => [Number(first), Number(second)]))];
	if (ids.length === 0) return [];
	const people = await db.execute<{ id: string; name: string }>(
		sql`select id, name from users where id in ${ids} order by lower(name), id`
	);
	const inOrder = new Map(coders.map((coder) => [coder.id, coder]));
	for (const { id, name } of people)
		if (!inOrder.has(Number(id))) inOrder.set(Number(id), { id: Number(id), name });
	const places = [...inOrder.keys()];
	const pairs = [...Map.groupBy(rows, ({ first, second }) => `${first} ${second}`).values()].map((cells) => {
		const table = effects.map(() => effects.map(() => 0));
		for (const { counts, units } of cells) table[counts[0]!]![counts[1]!] = units;
		const [first, second] = [inOrder.get(Number(cells[0]!.first))!, inOrder.get(Number(cells[0]!.second))!];
		return places.indexOf(first.id) < places.indexOf(second.id)
			? { first, second, table }
			: { first: second, second: first, table: turned(table) };
	});
	const place = ({ first, second }: { first: Coder; second: Coder }) =>
		places.indexOf(first.id) * places.length + places.indexOf(second.id);
	return pairs.sort((a, b) => place(a) - place(b));
}
