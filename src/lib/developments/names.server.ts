import { sql } from 'drizzle-orm';
import type { Reader, Transaction } from '../server/database.ts';
import type { Reliability, SourceKind } from './development.ts';
import { hostOf, sources } from './table.server.ts';

type NamedSource = { name: string; kind: SourceKind | null; reliability: Reliability | null };
export type KnownSource = { id: number; name: string; kind: SourceKind; reliability: Reliability };

/** The source that goes by this name, without regard to case: its own, another one, or that of a source merged into it. */
export async function sourceOfName(db: Reader, name: string): Promise<KnownSource | undefined> {
	const [found] = await db.execute<KnownSource>(sql`
		select s.id::int as id, s.name, s.kind, s.reliability
		from (
			select coalesce(merged_into_id, id) as id from sources where lower(name) = lower(${name})
			union all
			select source_id from source_aliases where lower(name) = lower(${name})
		) named join sources s on s.id = named.id limit 1`);
	return found;
}

/** So many of the newest developments from a host say whose it is. */
const mostOfHost = 200;

/** The name of the source that most of the newest developments from the host of this address have. */
export async function sourceOfHost(db: Reader, url: string): Promise<string | undefined> {
	const [found] = await db.execute<{ name: string }>(sql`
		select s.name from (
			select d.source_id from developments d
			where ${hostOf(sql`d.source_url`)} = ${hostOf(sql`${url}::text`)} and d.hidden_at is null
			order by d.id desc limit ${mostOfHost}
		) newest join sources s on s.id = newest.source_id
		group by s.name order by count(*) desc, s.name limit 1`);
	return found?.name;
}

/** The source of that name, made where there is none. */
export async function findOrMakeSource(tx: Transaction, source: NamedSource): Promise<KnownSource> {
	const known = await sourceOfName(tx, source.name);
	if (known) return known;
	await tx
		.insert(sources)
		.values({ name: source.name, kind: source.kind ?? 'other', reliability: source.reliability ?? 'F' })
		.onConflictDoNothing();
	return (await sourceOfName(tx, source.name))!;
}

/** Ids of these actors in the order given, each once, without regard to case; made where there are none. */
export async function findOrMakeActors(tx: Transaction, names: readonly string[]): Promise<number[]> {
	if (names.length === 0) return [];
	// As JSON, since a name may hold what an array literal would need escaped; compared as the unique index does.
	const asked = sql`json_array_elements_text(${JSON.stringify(names)}::text::json) with ordinality as asked (name, at)`;
	await tx.execute(
		sql`insert into actors (name) select asked.name from ${asked} order by asked.at on conflict do nothing`
	);
	const rows = await tx.execute<{ id: number }>(sql`
		select a.id::int as id
		from ${asked} join actors a on lower(a.name) = lower(asked.name)
		group by a.id
		order by min(asked.at)`);
	return rows.map((row) => row.id);
}
