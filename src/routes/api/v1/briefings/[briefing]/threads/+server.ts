import { openThread } from '#lib/annotations/discussion.server.ts';
import { listThreadsOfBriefing } from '#lib/annotations/threads.server.ts';
import { isBlockOf } from '#lib/briefings/discussed.server.ts';
import { getBriefing } from '#lib/briefings/queries.server.ts';
import { NotFound } from '#lib/errors.ts';
import { briefingThreadInput } from '../../../../discussion-shapes.ts';
import { memberOf, readSaid, threadsOf } from '../../../../discussion.server.ts';
import { readBriefing } from '../../../../issues.server.ts';
import { briefingIdOf, none } from '../../../../parameters.ts';
import { readsAnew } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { created, writes } from '../../../../writing.server.ts';

export const GET = readsAnew(none, async (event) => {
	const reader = memberOf(event.locals);
	const { id } = await readBriefing(event);
	const { db } = event.locals;
	return threadsOf(db, reader, listThreadsOfBriefing(db, id, reader.id));
});

export const POST = writes('comment', briefingThreadInput, async ({ tx, actor, input, event }) => {
	const { id } = await getBriefing(tx, briefingIdOf(event.params));
	const { blockId: subjectId, body } = input;
	if (!(await isBlockOf(tx, id, subjectId)))
		throw new NotFound('There is no such block in this briefing.', 'blockId');
	const said = await openThread(tx, actor, { subject: 'block', subjectId, body });
	return created(event.url.pathname, await readSaid(tx, actor, said));
});
export const fallback = onlyAllows('GET', 'POST');
