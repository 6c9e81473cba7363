import { eq } from 'drizzle-orm';
import { Refused } from '../errors.ts';
import type { Transaction } from '../server/database.ts';
import { authorise, type Actor } from '../users/user.ts';
import { isMade, longestText, readChoices, textChoicesSchema } from './block.ts';
import { record } from './blocks.server.ts';
import { documentOf } from './compose.ts';
import { gather } from './gather.server.ts';
import { lockForEdit, touch } from './lock.server.ts';
import { citing, markdownOf } from './node-markdown.ts';
import { briefingBlocks } from './table.server.ts';

type Named = { blockId: number; version: number };

/**
 * Turns what a block says now into free text that no longer follows the tracker. Its sources stay cited; charts become
 * what they show, in words.
 * @throws Conflict as `editBlock`; Refused for what is free already.
 */
export async function turnIntoText(
	tx: Transaction,
	actor: Actor | null,
	{ blockId, version }: Named,
	now: Date = new Date()
): Promise<{ version: number }> {
	authorise(actor, 'composeBriefing');
	const { briefing, block } = await lockForEdit(tx, blockId, version);
	const { kind, recommendationId, choices } = block;
	if (!isMade(kind)) throw new Refused('Only what is made from the tracker can be turned into text.');
	const document = documentOf(await gather(tx, briefing.id, now));
	const section = document.sections.find((one) => one.blockId === blockId)!;
	const text = markdownOf(section.nodes, {
		note: citing(document.notes),
		chart: ({ alt }) => alt,
		bibliography: () => ''
	});
	if (text.length > longestText)
		throw new Refused('This is too long for one text. Choose fewer recommendations for it first.');
	const after = {
		kind: 'text' as const,
		recommendationId: null,
		text,
		choices: { made: { kind, recommendationId, choices } }
	};
	await change(tx, actor, blockId, version, after);
	await record(tx, actor, blockId, 'turnIntoText', { before: { kind }, after: { kind: 'text', text } });
	await touch(tx, briefing);
	return { version: version + 1 };
}

/**
 * Makes a text from the tracker again that `turnIntoText` made free; its words stay in the history.
 * @throws Conflict as `editBlock`; Refused for a text that was always free.
 */
export async function makeAgain(
	tx: Transaction,
	actor: Actor | null,
	{ blockId, version }: Named
): Promise<{ version: number }> {
	authorise(actor, 'composeBriefing');
	const { briefing, block } = await lockForEdit(tx, blockId, version);
	const { made } = readChoices(textChoicesSchema, block.choices);
	if (block.kind !== 'text' || !made)
		throw new Refused('This text was written freely; it is not made from the tracker.');
	await change(tx, actor, blockId, version, { ...made, text: '' });
	await record(tx, actor, blockId, 'makeAgain', {
		before: { kind: 'text', text: block.text },
		after: { kind: made.kind }
	});
	await touch(tx, briefing);
	return { version: version + 1 };
}

async function change(
	tx: Transaction,
	actor: Actor,
	blockId: number,
	version: number,
	after: Partial<typeof briefingBlocks.$inferInsert>
): Promise<void> {
	await tx
		.update(briefingBlocks)
		.set({ ...after, version: version + 1, updatedAt: new Date(), updatedBy: actor.id })
		.where(eq(briefingBlocks.id, blockId));
}
