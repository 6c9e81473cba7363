import { resolveThread } from '#lib/annotations/discussion.server.ts';
import { keyOf, readThread } from '../../../../discussion.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { acts } from '../../../../writing.server.ts';

export const POST = acts('comment', async ({ tx, actor, event }) => {
	const id = keyOf(event.params.thread, 'thread');
	await resolveThread(tx, actor, id);
	return { body: await readThread(tx, actor, id) };
});
export const fallback = onlyAllows('POST');
