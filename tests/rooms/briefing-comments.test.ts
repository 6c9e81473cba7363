import { expect, test } from 'vitest';
import { openThread, reply, resolveThread } from '#lib/annotations/discussion.server.ts';
import { listThreadsOfBlock } from '#lib/annotations/threads.server.ts';
import {
	createBriefing,
	hideBriefing,
	putBackBlock,
	removeBlock,
	turnIntoText
} from '#lib/briefings/commands.server.ts';
import { isBlockOf, listDiscussed } from '#lib/briefings/discussed.server.ts';
import { listBlocks } from '#lib/briefings/queries.server.ts';
import { newBriefingSchema } from '#lib/briefings/briefing.ts';
import { NotFound } from '#lib/errors.ts';
import { inTransaction, type Transaction } from '#lib/server/database.ts';
import * as v from 'valibot';
import { makeActor, makePublication } from '../fixtures.ts';
import { roomDatabase } from '../postgres.ts';

const { db } = await roomDatabase();
const ana = await makeActor(db, 'analyst', 'Ana Weiss');
const ben = await makeActor(db, 'analyst', 'Ben Ode');
await makePublication(db, 'paper', ['A1']);

const inTx = <T>(work: (tx: Transaction) => Promise<T>) => inTransaction(db, work);
const begin = async () => {
	const input = v.parse(newBriefingSchema, { title: 'Note', publications: ['paper'] });
	const { id } = await inTx((tx) => createBriefing(tx, ana, input));
	return { id, blocks: await listBlocks(db, id) };
};
const comment = (subjectId: number, body: string) =>
	inTx((tx) => openThread(tx, ana, { subject: 'block', subjectId, body }));

test('a comment on a block stands with that block, and its address opens it there', async () => {
	const { id, blocks } = await begin();
	const [first, second] = blocks;
	const { threadId, commentId, href } = await comment(first!.id, 'Is this right?');
	expect(href).toBe(`/briefings/${id}?discuss=${first!.id}#comment-${commentId}`);
	await inTx((tx) => reply(tx, ben, { threadId, body: 'It is.' }));
	const other = await comment(first!.id, 'And the figures?');
	await inTx((tx) => resolveThread(tx, ben, other.threadId));
	expect(await listDiscussed(db, id)).toMatchObject([
		{ id: first!.id, comments: 2, openThreads: 1, resolvedThreads: 1, hiddenAt: null }
	]);
	const threads = await listThreadsOfBlock(db, first!.id, ben.id);
	expect(threads.map(({ state, comments }) => [state, comments.map(({ body }) => body)])).toEqual([
		['open', ['Is this right?', 'It is.']],
		['resolved', ['And the figures?']]
	]);
	expect(await listThreadsOfBlock(db, second!.id, ben.id)).toEqual([]);
});

test('comments outlast the block: it may become text, be taken out and put back, and they can still be settled', async () => {
	const { id, blocks } = await begin();
	const block = blocks.find(({ kind }) => kind === 'gaps')!;
	const { threadId } = await comment(block.id, 'Leave this out?');
	await inTx((tx) => turnIntoText(tx, ana, { blockId: block.id, version: 1 }));
	await inTx((tx) => removeBlock(tx, ana, block.id));
	const [said] = await listDiscussed(db, id);
	expect(said).toMatchObject({ id: block.id, kind: 'text', openThreads: 1 });
	expect(said!.hiddenAt).not.toBeNull();
	await inTx((tx) => reply(tx, ben, { threadId, body: 'Done.' }));
	await inTx((tx) => resolveThread(tx, ben, threadId));
	await inTx((tx) => putBackBlock(tx, ana, block.id));
	expect(await listDiscussed(db, id)).toMatchObject([
		{ id: block.id, comments: 0, openThreads: 0, resolvedThreads: 1, hiddenAt: null }
	]);
});

test('a block is discussed in its own briefing alone, and not in a hidden one', async () => {
	const one = await begin();
	const other = await begin();
	const block = one.blocks[0]!.id;
	expect(await isBlockOf(db, one.id, block)).toBe(true);
	expect(await isBlockOf(db, other.id, block)).toBe(false);
	expect(await listDiscussed(db, other.id)).toEqual([]);
	await inTx((tx) => hideBriefing(tx, ana, one.id));
	await expect(comment(block, 'Anyone?')).rejects.toThrow(NotFound);
});
