import { sql } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';

/**
 * Ids of these forums in the order given, each once, without regard to case. One not known yet is made, displayed
 * after those that are.
 */
export async function findOrMakeForums(tx: Transaction, names: readonly string[]): Promise<number[]> {
	if (names.length === 0) return [];
	// As JSON, since a name may hold what an array literal would need escaped.
	const asked = sql`json_array_elements_text(${JSON.stringify(names)}::text::json) with ordinality as asked (name, at)`;
	await tx.execute(sql`
		insert into forums (name, position)
		select (array_agg(asked.name order by asked.at))[1], (select coalesce(max(position), 0) from forums) + row_number() over (order by min(asked.at))
		from ${asked}
		where not exists (select from forums f where lower(f.name) = lower(asked.name))
		group by lower(asked.name)
		order by min(asked.at)
		on conflict do nothing`);
	const rows = await tx.execute<{ id: number }>(sql`
		select f.id::int as id
		from ${asked} join forums f on lower(f.name) = lower(asked.name)
		group by f.id
		order by min(asked.at)`);
	return rows.map((row) => row.id);
}
