import { setImmediate } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import type { KeptTextInput } from '../developments/kept-text.ts';
import { keepText } from '../developments/kept-text.server.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import type { Actor } from '../users/user.ts';
import { follower } from './following.ts';
import type { Placement } from './placement.ts';
import { selectorsOf } from './selectors.server.ts';
import { annotations } from './table.server.ts';

export type Followed = {
	version: number;
	/** Annotations whose passage can no longer be told. */
	orphaned: number;
	/** Orphans whose passage is back. */
	found: number;
};

/** Passages that are followed before others get their turn. */
const atOnce = 20;

/**
 * Keeps the words of a development's source, and follows every marked passage into the new version; hidden ones too, so
 * that they come back in their place.
 * @throws as `keepText`
 */
export async function keepAnnotatedText(
	tx: Transaction,
	actor: Actor | null,
	input: KeptTextInput & { developmentId: number }
): Promise<Followed> {
	const { version, text, before } = await keepText(tx, actor, input);
	const counts = { version, orphaned: 0, found: 0 };
	if (!before) return counts;
	const marked = await tx
		.select()
		.from(annotations)
		.where(eq(annotations.developmentId, input.developmentId));
	if (marked.length === 0) return counts;
	const follow = follower(before.text, text);
	const moved: { id: number; place: Placement | null }[] = [];
	for (const [at, row] of marked.entries()) {
		if (at % atOnce === atOnce - 1) await setImmediate();
		const place = follow({ selectors: selectorsOf(row), place: placeOf(row) });
		if (!place && row.placed) counts.orphaned++;
		if (place && !row.placed) counts.found++;
		if (isElsewhere(row, place)) moved.push({ id: row.id, place });
	}
	await settle(tx, moved);
	await notify(tx, 'annotations', input.developmentId);
	return counts;
}

type Row = typeof annotations.$inferSelect;

const placeOf = ({ placedStart: start, placedEnd: end }: Row) =>
	start === null || end === null ? null : { start, end };

const isElsewhere = (row: Row, place: Placement | null) =>
	row.placed !== (place?.quality ?? null) ||
	row.placedStart !== (place?.start ?? null) ||
	row.placedEnd !== (place?.end ?? null);

async function settle(tx: Transaction, moved: readonly { id: number; place: Placement | null }[]) {
	if (moved.length === 0) return;
	const places = moved.map(({ id, place }) => ({
		id,
		start: place?.start ?? null,
		end: place?.end ?? null,
		quality: place?.quality ?? null
	}));
	await tx.execute(sql`
		update annotations a set placed_start = m.start, placed_end = m."end", placed = m.quality
		from jsonb_to_recordset(${JSON.stringify(places)}::jsonb) as m (id bigint, start int, "end" int, quality text)
		where a.id = m.id`);
}
