import { and, eq, isNull, sql } from 'drizzle-orm';
import * as v from 'valibot';
import { Conflict, Refused } from '../errors.ts';
import { recommendations } from '../recommendations/table.server.ts';
import { difference, recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { cleanLine } from '../text.ts';
import { authorise, type Actor } from '../users/user.ts';
import { choicesSchemas, type BlockEdit, type NewBlock } from './block.ts';
import { lockBlock, lockBriefing, lockForEdit, touch } from './lock.server.ts';
import { placeBetween, placesFor } from './place.ts';
import { listBlocks } from './queries.server.ts';
import { briefingBlocks, briefingPublications } from './table.server.ts';
import type { PlannedBlock } from './template.ts';

/** Blocks that a briefing holds at most. */
const most = 2000;

/** The blocks of a new briefing, or those after what it has. */
export async function insertBlocks(
	tx: Transaction,
	actor: Actor,
	briefingId: number,
	blocks: readonly PlannedBlock[]
): Promise<void> {
	if (blocks.length > most) throw new Refused(`A briefing holds at most ${most} blocks. Choose less.`);
	if (blocks.length === 0) return;
	const places = placesFor(blocks.length);
	await tx
		.insert(briefingBlocks)
		.values(
			blocks.map((block, at) => ({ ...block, briefingId, position: places[at]!, updatedBy: actor.id }))
		);
}

/**
 * Adds a block before another, or at the end.
 * @throws Refused for a recommendation of none of the briefing's publications.
 */
export async function addBlock(
	tx: Transaction,
	actor: Actor | null,
	briefingId: number,
	input: NewBlock
): Promise<{ id: number }> {
	authorise(actor, 'composeBriefing');
	const briefing = await lockBriefing(tx, briefingId);
	const { kind, before } = input;
	const recommendationId = kind === 'recommendation' ? await ownRecommendation(tx, briefingId, input) : null;
	const text = textOf(kind, input.text);
	if ((await listBlocks(tx, briefingId)).length >= most)
		throw new Refused(`A briefing holds at most ${most} blocks. Take some out first.`);
	const [position] = await placesBefore(tx, briefingId, before);
	const values = { briefingId, kind, recommendationId, text, position: position!, updatedBy: actor.id };
	const [row] = await tx.insert(briefingBlocks).values(values).returning({ id: briefingBlocks.id });
	await record(tx, actor, row!.id, 'addBlock', { after: { briefingId, kind, recommendationId, text } });
	await touch(tx, briefing);
	return { id: row!.id };
}

async function ownRecommendation(
	tx: Transaction,
	briefingId: number,
	{ recommendationId }: Pick<NewBlock, 'recommendationId'>
) {
	if (recommendationId === null) throw new Refused('Choose a recommendation.', 'recommendationId');
	const [found] = await tx
		.select({ id: recommendations.id })
		.from(recommendations)
		.innerJoin(briefingPublications, eq(briefingPublications.publicationId, recommendations.publicationId))
		.where(and(eq(recommendations.id, recommendationId), eq(briefingPublications.briefingId, briefingId)));
	if (!found)
		throw new Refused(
			'This recommendation is of a publication that the briefing is not about. Add its publication first.',
			'recommendationId'
		);
	return found.id;
}

function textOf(kind: string, text: string): string {
	if (kind === 'text') return text;
	const heading = kind === 'heading' ? cleanLine(text) : '';
	if (heading.length > 500) throw new Refused('Too long for a heading: at most 500 characters.', 'text');
	return heading;
}

/**
 * Replaces the choices or the text of a block; what is absent stays. Others edit other blocks meanwhile.
 * @throws Conflict where somebody saved this block since that version was read, or took it out.
 */
export async function editBlock(
	tx: Transaction,
	actor: Actor | null,
	{ blockId, version, choices, text }: BlockEdit
): Promise<{ version: number }> {
	authorise(actor, 'composeBriefing');
	const { briefing, block } = await lockForEdit(tx, blockId, version);
	const after = {
		choices: choices === undefined ? block.choices : choicesOf(block.kind, choices),
		text: text === undefined ? block.text : textOf(block.kind, text)
	};
	const changed = difference(block, after);
	if (!changed) return { version };
	await tx
		.update(briefingBlocks)
		.set({ ...after, version: version + 1, updatedAt: new Date(), updatedBy: actor.id })
		.where(eq(briefingBlocks.id, blockId));
	await record(tx, actor, blockId, 'editBlock', changed);
	await touch(tx, briefing);
	return { version: version + 1 };
}

function choicesOf(kind: keyof typeof choicesSchemas, choices: unknown): object {
	const checked = v.safeParse(choicesSchemas[kind], choices);
	if (checked.success) return checked.output;
	const [issue] = checked.issues;
	throw new Refused(issue.message, String(issue.path?.[0]?.key ?? 'choices'));
}

/**
 * Moves a block before another of its briefing, or to the end for null. Whoever edits it is not disturbed.
 * @throws Conflict where either was taken out meanwhile.
 */
export async function moveBlock(
	tx: Transaction,
	actor: Actor | null,
	{ blockId, before }: { blockId: number; before: number | null }
): Promise<void> {
	authorise(actor, 'composeBriefing');
	const { briefing, block } = await lockBlock(tx, blockId);
	if (block.hiddenAt) throw new Conflict('Somebody took this block out. Put it back first.');
	if (before === blockId) return;
	const order = (await listBlocks(tx, briefing.id)).map(({ id }) => id);
	if ((order[order.indexOf(blockId) + 1] ?? null) === before) return;
	const [position] = await placesBefore(tx, briefing.id, before, { moving: blockId });
	await tx.update(briefingBlocks).set({ position: position! }).where(eq(briefingBlocks.id, blockId));
	await record(tx, actor, blockId, 'moveBlock', { after: { before } });
	await touch(tx, briefing);
}

/** Places for so many blocks before that one, without counting `moving`; numbers all anew where there is no room left. */
export async function placesBefore(
	tx: Transaction,
	briefingId: number,
	before: number | null,
	{ moving = null, count = 1 }: { moving?: number | null; count?: number } = {}
): Promise<number[]> {
	const others = (await listBlocks(tx, briefingId)).filter(({ id }) => id !== moving);
	const at = before === null ? others.length : others.findIndex(({ id }) => id === before);
	if (at === -1) throw new Conflict('The block that it was to stand before is gone. Try again.');
	const place = placeBetween(others[at - 1]?.position ?? null, others[at]?.position ?? null);
	if (count === 1 && place !== undefined) return [place];
	const places = placesFor(others.length + count);
	const anew = others.map(({ id }, index) => [id, places[index < at ? index : index + count]]);
	await tx.execute(sql`
		update briefing_blocks b set position = (n.pair->>1)::int
		from jsonb_array_elements(${JSON.stringify(anew)}::text::jsonb) as n(pair) where b.id = (n.pair->>0)::bigint`);
	return places.slice(at, at + count);
}

/** Takes a block out of its briefing; it can be put back where it was. */
export async function removeBlock(tx: Transaction, actor: Actor | null, blockId: number): Promise<void> {
	authorise(actor, 'composeBriefing');
	await setTakenOut(tx, actor, blockId, true);
}

/** Puts a block back that was taken out. */
export async function putBackBlock(tx: Transaction, actor: Actor | null, blockId: number): Promise<void> {
	authorise(actor, 'composeBriefing');
	await setTakenOut(tx, actor, blockId, false);
}

async function setTakenOut(tx: Transaction, actor: Actor, blockId: number, out: boolean): Promise<void> {
	const { briefing, block } = await lockBlock(tx, blockId);
	if ((block.hiddenAt !== null) === out) return;
	if (!out && block.recommendationId !== null) await ownRecommendation(tx, briefing.id, block);
	await tx
		.update(briefingBlocks)
		.set({ hiddenAt: out ? new Date() : null })
		.where(eq(briefingBlocks.id, blockId));
	const states = { before: { hidden: !out }, after: { hidden: out } };
	await record(tx, actor, blockId, out ? 'removeBlock' : 'putBackBlock', states);
	await touch(tx, briefing);
}

/** Takes every block out at once; one statement. */
export async function removeAllBlocks(tx: Transaction, briefingId: number): Promise<void> {
	await tx
		.update(briefingBlocks)
		.set({ hiddenAt: new Date() })
		.where(and(eq(briefingBlocks.briefingId, briefingId), isNull(briefingBlocks.hiddenAt)));
}

/** A line of history about a block. */
export async function record(
	tx: Transaction,
	actor: Actor,
	entityId: number,
	action: string,
	states: { before?: Record<string, unknown>; after?: Record<string, unknown> }
): Promise<void> {
	await recordChange(tx, { entity: 'briefing_blocks', entityId, action, actorId: actor.id, ...states });
}
