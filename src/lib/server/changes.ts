import type { Transaction } from './database.ts';
import { changes } from './table.server.ts';

export type Change = {
	entity: string;
	entityId: number;
	action: string;
	actorId: number | null;
	before?: Record<string, unknown> | null;
	after?: Record<string, unknown> | null;
};

/** Writes one line of history in the transaction that makes the change. */
export async function recordChange(tx: Transaction, change: Change): Promise<void> {
	await recordChanges(tx, [change]);
}

/** Writes many lines of history at once; an empty list writes nothing. */
export async function recordChanges(tx: Transaction, list: readonly Change[]): Promise<void> {
	if (list.length === 0) return;
	await tx
		.insert(changes)
		.values(
			list.map((change) => ({ ...change, before: change.before ?? null, after: change.after ?? null }))
		);
}

/** The fields of `after` that differ from `before`, each side reduced to them; undefined when nothing differs. */
export function difference(
	before: Record<string, unknown>,
	after: Record<string, unknown>
): { before: Record<string, unknown>; after: Record<string, unknown> } | undefined {
	const changed = Object.keys(after).filter(
		(key) => JSON.stringify(before[key] ?? null) !== JSON.stringify(after[key] ?? null)
	);
	if (changed.length === 0) return undefined;
	const pick = (row: Record<string, unknown>) =>
		Object.fromEntries(changed.map((key) => [key, row[key] ?? null]));
	return { before: pick(before), after: pick(after) };
}
