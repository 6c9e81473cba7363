import { inArray, sql } from 'drizzle-orm';
import { forums } from '../forums/table.server.ts';
import type { Transaction } from '../server/database.ts';
import { actors, sources } from './table.server.ts';
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

/** Ids of these actors in the order given; made where there are none. */
export async function findOrMakeActors(tx: Transaction, names: readonly string[]): Promise<number[]> {
	if (names.length === 0) return [];
	await tx
		.insert(actors)
		.values(names.map((name) => ({ name })))
		.onConflictDoNothing();
	const found = await tx
		.select({ id: actors.id, key: sql<string>`lower(${actors.name})` })
		.from(actors)
		.where(inArray(sql`lower(${actors.name})`, lowered(names)));
	return inOrder(names, found);
}

/** Ids of these forums in the order given; made where there are none. */
export async function findOrMakeForums(tx: Transaction, names: readonly string[]): Promise<number[]> {
	if (names.length === 0) return [];
	await tx
		.insert(forums)
		.values(
			names.map((name) => ({ name, position: sql`(select coalesce(max(position), 0) + 1 from forums)` }))
		)
		.onConflictDoNothing();
	const found = await tx
		.select({ id: forums.id, key: sql<string>`lower(${forums.name})` })
		.from(forums)
		.where(inArray(sql`lower(${forums.name})`, lowered(names)));
	return inOrder(names, found);
}

/** Lower case as Postgres has it, since that is what the unique indexes compare. */
const lowered = (names: readonly string[]) => names.map((name) => sql`lower(${name})`);

function inOrder(names: readonly string[], found: readonly { id: number; key: string }[]): number[] {
	const ids = new Map(found.map((row) => [row.key, row.id]));
	return [...new Set(names.map((name) => ids.get(name.toLowerCase())).filter((id) => id !== undefined))];
}
