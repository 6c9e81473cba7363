import { and, eq, isNull } from 'drizzle-orm';
import { Conflict, NotFound } from '../errors.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { briefingBlocks, briefings } from './table.server.ts';

type Locked = Awaited<ReturnType<typeof lockBriefing>>;

/**
 * Holds a briefing until the transaction ends, so that those who change it or its blocks take turns. Always before any of
 * its blocks. @throws NotFound where there is none, or it is hidden.
 */
export async function lockBriefing(tx: Transaction, id: number, { hidden = false } = {}) {
	const [row] = await tx
		.select()
		.from(briefings)
		.where(and(eq(briefings.id, id), hidden ? undefined : isNull(briefings.hiddenAt)))
		.for('update');
	if (!row) throw new NotFound('There is no such briefing.');
	return row;
}

/** Holds a block and its briefing. @throws NotFound where there is no such block. */
export async function lockBlock(tx: Transaction, id: number) {
	const [place] = await tx
		.select({ briefingId: briefingBlocks.briefingId })
		.from(briefingBlocks)
		.where(eq(briefingBlocks.id, id));
	if (!place) throw new NotFound('There is no such block.');
	const briefing = await lockBriefing(tx, place.briefingId);
	const [block] = await tx.select().from(briefingBlocks).where(eq(briefingBlocks.id, id));
	return { briefing, block: block! };
}

/** As `lockBlock`, for an edit. @throws Conflict where it was edited or taken out since that version was read. */
export async function lockForEdit(tx: Transaction, id: number, version: number) {
	const locked = await lockBlock(tx, id);
	if (locked.block.hiddenAt)
		throw new Conflict(
			'Somebody took this block out while you were editing it. Put it back first.',
			'version'
		);
	if (locked.block.version !== version)
		throw new Conflict('Somebody else saved this block while you were editing it.', 'version');
	return locked;
}

/** Says that a briefing changed. What was issued stands as it was; work on the next issue has begun. */
export async function touch(tx: Transaction, { id, state }: Pick<Locked, 'id' | 'state'>): Promise<void> {
	await tx
		.update(briefings)
		.set({ updatedAt: new Date(), state: state === 'issued' ? 'draft' : state })
		.where(eq(briefings.id, id));
	await notify(tx, 'briefings', id);
}
