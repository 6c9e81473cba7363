import { reply } from '#lib/annotations/discussion.server.ts';
import { commentInput } from '../../../../discussion-shapes.ts';
import { keyOf, readSaid } from '../../../../discussion.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { created, writes } from '../../../../writing.server.ts';

export const POST = writes('comment', commentInput, async ({ tx, actor, input, event }) => {
	const said = await reply(tx, actor, { threadId: keyOf(event.params.thread, 'thread'), ...input });
	return created(`/api/v1/comments/${said.commentId}`, await readSaid(tx, actor, said));
});
export const fallback = onlyAllows('POST');
