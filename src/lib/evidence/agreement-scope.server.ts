import { sql, type SQL } from 'drizzle-orm';
import { NotFound, Refused } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import type { AgreementSlice } from './agreement-slice.ts';
import { recommendationIds } from './scope.server.ts';
import { visibleCoding } from './visibility.server.ts';

/** Somebody who codes. */
export type Coder = { id: number; name: string };

/** A slice whose coders are known. */
export type Scope = Omit<AgreementSlice, 'coders'> & { coders: readonly Coder[] };

/** Finds the coders that a slice names. One statement, none where it names nobody. @throws NotFound, Refused */
export async function scopeOf(db: Reader, slice: AgreementSlice): Promise<Scope> {
	const coders: Coder[] = [];
	for (const asked of slice.coders) coders.push(await getCoder(db, asked));
	if (coders.length === 2 && coders[0]!.id === coders[1]!.id)
		throw new Refused('Name two different coders: nobody agrees with themselves here.', 'coder');
	return { ...slice, coders };
}

async function getCoder(db: Reader, asked: string): Promise<Coder> {
	const isId = /^[1-9]\d{0,14}$/.test(asked);
	const test = isId ? sql`u.id = ${Number(asked)}` : sql`lower(u.name) = lower(${asked})`;
	const rows = await db.execute<{ id: string; name: string }>(
		sql`select u.id, u.name from users u where ${test} and ${codes(sql`u.id`)} order by u.id limit 2`
	);
	if (rows.length > 1) throw new Refused(`Several coders are called “${asked}”. Name one by id.`, 'coder');
	if (!rows[0]) throw new NotFound(`Nobody called “${asked}” has coded anything here.`, 'coder');
	return { id: Number(rows[0].id), name: rows[0].name };
}

/** Everybody with a coding that others may see, by name. */
export async function listCoders(db: Reader): Promise<Coder[]> {
	const rows = await db.execute<{ id: string; name: string }>(
		sql`select u.id, u.name from users u where ${codes(sql`u.id`)} order by lower(u.name), u.id`
	);
	return rows.map(({ id, name }) => ({ id: Number(id), name }));
}

const codes = (coder: SQL) =>
	sql`exists (select from codings c where c.coder_id = ${coder} and ${isJudgement('c')})`;

/** In force, seen by others, and a coder's own. What an editor rejected counts: it was judged apart all the same. */
function isJudgement(alias: 'c' | 'o'): SQL {
	const coding = sql.identifier(alias);
	return sql`${coding}.retired_at is null and not ${coding}.is_adjudication and ${visibleCoding(alias, null)}`;
}

/**
 * The judgements of a scope as a query with the columns development_id, recommendation_id, occurred_on, coder_id, effect
 * and is_blind: one for each coder. Who coded blind counts with what stood when it was revealed, whatever they made of it
 * after they saw the other's, as long as they still stand by a coding. What was replaced before, or in that moment, does
 * not count.
 */
export function judgements({ publication, theme, recommendation, from, to, coders }: Scope): SQL {
	const tests = [isJudgement('c'), sql`d.hidden_at is null`];
	tests.push(
		sql`c.recommendation_id in (${recommendationIds({
			...(publication ? { publication } : {}),
			...(theme ? { theme } : {}),
			...(recommendation ? { recommendation } : {})
		})})`
	);
	if (from) tests.push(sql`d.occurred_on >= ${from}`);
	if (to) tests.push(sql`d.occurred_on <= ${to}`);
	if (coders.length === 2) tests.push(sql`c.coder_id in ${coders.map(({ id }) => id)}`);
	if (coders.length === 1)
		tests.push(sql`exists (select from codings o where o.development_id = c.development_id
			and o.recommendation_id = c.recommendation_id and o.coder_id = ${coders[0]!.id} and ${isJudgement('o')})`);
	return sql`select c.development_id, c.recommendation_id, d.occurred_on, c.coder_id,
			coalesce(b.effect, c.effect) as effect, b.effect is not null or c.is_blind as is_blind
		from codings c
			join developments d on d.id = c.development_id
			left join (
				select distinct on (development_id, recommendation_id, coder_id) development_id, recommendation_id, coder_id, effect
				from codings where is_blind and retired_at > revealed_at and not is_adjudication
				order by development_id, recommendation_id, coder_id, revealed_at, id
			) b using (development_id, recommendation_id, coder_id)
		where ${sql.join(tests, sql` and `)}`;
}
