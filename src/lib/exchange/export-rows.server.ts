import { sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import { csvLine } from './csv.ts';

// What every exported file is made of.

/** Ids of the recommendations of these publications. */
export const recommendationsOf = (slugs: string[]) => sql`(
	select r.id from recommendations r join publications p on p.id = r.publication_id
	where p.slug = any (array(select json_array_elements_text(${JSON.stringify(slugs)}::text::json))))`;

/** A person as `People` finds them again: by name, or by e-mail where several have that name. */
export const personName = (alias: string) => {
	const user = sql.identifier(alias);
	return sql`case when ${user}.email is not null and (select count(*) from users o where lower(o.name) = lower(${user}.name)) > 1
		then ${user}.email else ${user}.name end`;
};

const rowsAtOnce = 2000;

/** Header and rows of a statement, read through a cursor. */
export async function* rowsOf(
	tx: Transaction,
	cursor: string,
	columns: readonly string[],
	statement: SQL
): AsyncGenerator<string> {
	yield csvLine(columns);
	const name = sql.identifier(cursor);
	await tx.execute(sql`declare ${name} no scroll cursor for ${statement}`);
	for (;;) {
		const rows = await tx.execute<Record<string, string | null>>(
			sql`fetch ${sql.raw(String(rowsAtOnce))} from ${name}`
		);
		if (rows.length === 0) break;
		yield rows.map((row) => csvLine(columns.map((column) => row[column] ?? null))).join('');
	}
	await tx.execute(sql`close ${name}`);
}
