import { sql } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import { sources } from './table.server.ts';
import type { Reliability, SourceKind } from './development.ts';

type NamedSource = { name: string; kind: SourceKind | null; reliability: Reliability | null };

/** The source of that name, without regard to case; made where there is none. */
export async function findOrMakeSource(tx: Transaction, source: NamedSource) {
	await tx
		.insert(sources)
		.values({ name: source.name, kind: source.kind ?? 'other', reliability: source.reliability ?? 'F' })
		.onConflictDoNothing();
	const [found] = await tx
		.select({ id: sources.id, kind: sources.kind, reliability: sources.reliability })
		.from(sources)
		.where(sql`lower(${sources.name}) = lower(${source.name})`);
	return found!;
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
