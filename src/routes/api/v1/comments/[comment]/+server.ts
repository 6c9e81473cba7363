import { editComment } from '#lib/annotations/comments.server.ts';
import { findComment } from '#lib/annotations/threads.server.ts';
import { Conflict, NotFound } from '#lib/errors.ts';
import { commentPatchInput } from '../../../discussion-shapes.ts';
import { keyOf, readSaid } from '../../../discussion.server.ts';
import { onlyAllows } from '../../../refusal.ts';
import { RequestFault } from '../../../request-fault.ts';
import { writes } from '../../../writing.server.ts';

export const PATCH = writes('comment', commentPatchInput, async ({ tx, actor, input, event }) => {
	const commentId = keyOf(event.params.comment, 'comment');
	const found = await findComment(tx, commentId, actor.id);
	if (!found) throw new NotFound('There is no such comment.');
	const said = { threadId: found.threadId, commentId };
	const { unknown } = await editComment(tx, actor, commentId, input).catch(async (error: unknown) => {
		if (!(error instanceof Conflict)) throw error;
		const { comment } = await readSaid(tx, actor, { ...said, unknown: [] });
		throw new RequestFault(409, error.message, {
			errors: [{ pointer: '/version', detail: error.message }],
			current: comment
		});
	});
	return { body: await readSaid(tx, actor, { ...said, unknown }) };
});
export const fallback = onlyAllows('PATCH');
