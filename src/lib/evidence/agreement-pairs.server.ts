import { sql } from 'drizzle-orm';
import type { Precision } from '../developments/development.ts';
import { Refused } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import { judgements, type Coder, type Scope } from './agreement-scope.server.ts';
import type { Effect } from './evidence.ts';
import { count } from './scope.server.ts';

/** Two coders' judgements of one development for one recommendation. */
export type CodingPair = {
	developmentId: number;
	externalId: string | null;
	title: string;
	occurredOn: string;
	occurredPrecision: Precision;
	publication: string;
	code: string;
	first: Coder & { effect: Effect };
	second: Coder & { effect: Effect };
	/** Neither saw the other's. */
	isBlind: boolean;
};

type Asked = {
	/** What the one said and what the other said; of two coders asked for, in their order, else either way round. */
	effects?: readonly [Effect, Effect] | undefined;
	cursor?: string | null | undefined;
	limit: number;
};

/**
 * The pairs of a scope, newest development first. A unit with three coders has three. One statement.
 * @throws Refused for a cursor that is not ours.
 */
export async function listPairs(
	db: Reader,
	scope: Scope,
	{ effects, cursor, limit }: Asked
): Promise<{ pairs: CodingPair[]; nextCursor: string | null }> {
	const { coders } = scope;
	const tests = [sql`x.coder_id < y.coder_id`];
	const isSwapped = coders.length === 2 && coders[0]!.id > coders[1]!.id;
	if (effects) {
		const [one, other] = isSwapped ? [effects[1], effects[0]] : effects;
		const straight = sql`(x.effect, y.effect) = (${one}, ${other})`;
		tests.push(
			coders.length === 2 ? straight : sql`(${straight} or (y.effect, x.effect) = (${one}, ${other}))`
		);
	}
	if (cursor) {
		const [on, development, recommendation, first, second] = readCursor(cursor);
		tests.push(sql`(x.occurred_on, x.development_id, x.recommendation_id, x.coder_id, y.coder_id)
			< (${on}::date, ${development}, ${recommendation}, ${first}, ${second})`);
	}
	const rows = await db.execute(sql`with judged as materialized (${judgements(scope)}),
		page as (select x.development_id, x.recommendation_id, x.occurred_on, x.coder_id as one, y.coder_id as other,
				x.effect as one_effect, y.effect as other_effect, x.is_blind and y.is_blind as is_blind
			from judged x join judged y using (development_id, recommendation_id) where ${sql.join(tests, sql` and `)}
			order by 3 desc, 1 desc, 2 desc, 4 desc, 5 desc limit ${count(limit + 1)})
		select page.*, d.external_id, d.title, d.occurred_precision, p.slug, r.code, u.name as one_name, w.name as other_name
		from page join developments d on d.id = page.development_id join recommendations r on r.id = page.recommendation_id
			join publications p on p.id = r.publication_id join users u on u.id = page.one join users w on w.id = page.other
		order by page.occurred_on desc, page.development_id desc, page.recommendation_id desc, one desc, other desc`);
	const shown = rows.slice(0, limit);
	return {
		pairs: shown.map((row) => pairOf(row, isSwapped)),
		nextCursor: rows.length > limit ? writeCursor(shown.at(-1)!) : null
	};
}

const pairsAtOnce = 20_000;

/** All pairs of a scope, as many at once as memory holds easily. */
export async function* everyPair(
	db: Reader,
	scope: Scope,
	effects?: Asked['effects']
): AsyncGenerator<CodingPair[]> {
	let cursor: string | null = null;
	do {
		const page: Awaited<ReturnType<typeof listPairs>> = await listPairs(db, scope, {
			effects,
			cursor,
			limit: pairsAtOnce
		});
		yield page.pairs;
		cursor = page.nextCursor;
	} while (cursor);
}

function pairOf(row: Record<string, unknown>, isSwapped: boolean): CodingPair {
	const one = { id: Number(row.one), name: row.one_name as string, effect: row.one_effect as Effect };
	const other = { id: Number(row.other), name: row.other_name as string, effect: row.other_effect as Effect };
	return {
		developmentId: Number(row.development_id),
		externalId: row.external_id as string | null,
		title: row.title as string,
		occurredOn: row.occurred_on as string,
		occurredPrecision: row.occurred_precision as Precision,
		publication: row.slug as string,
		code: row.code as string,
		first: isSwapped ? other : one,
		second: isSwapped ? one : other,
		isBlind: row.is_blind as boolean
	};
}

/** A page ends at a pair, named by its day and four ids: `20220304.12.5.1.2`. */
const cursorForm = /^(\d{4})(\d{2})(\d{2})((?:\.[1-9]\d{0,14}){4})$/;

const writeCursor = (row: Record<string, unknown>) =>
	[
		String(row.occurred_on).replaceAll('-', ''),
		row.development_id,
		row.recommendation_id,
		row.one,
		row.other
	].join('.');

function readCursor(text: string): [on: string, ...ids: number[]] {
	const match = cursorForm.exec(text);
	const on = match ? `${match[1]}-${match[2]}-${match[3]}` : '';
	if (!match || Number.isNaN(Date.parse(on)))
		throw new Refused('This cursor is not one of ours. Begin again from the first page.', 'cursor');
	return [on, ...match[4]!.slice(1).split('.').map(Number)];
}
