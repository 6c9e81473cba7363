import { listThreadsOfRecommendation } from '#lib/annotations/threads.server.ts';
import { getRecommendation } from '#lib/recommendations/queries.server.ts';
import { recommendationThreadInput } from '../../../../../discussion-shapes.ts';
import { memberOf, openAbout, readSaid, threadsOf } from '../../../../../discussion.server.ts';
import { none } from '../../../../../parameters.ts';
import { readsAnew } from '../../../../../reading.server.ts';
import { onlyAllows } from '../../../../../refusal.ts';
import { created, writes } from '../../../../../writing.server.ts';

export const GET = readsAnew(none, async ({ locals, params: { publication = '', code = '' } }) => {
	const reader = memberOf(locals);
	const { id } = await getRecommendation(locals.db, { publication, code });
	return threadsOf(locals.db, reader, listThreadsOfRecommendation(locals.db, id, reader.id));
});

export const POST = writes('comment', recommendationThreadInput, async ({ tx, actor, input, event }) => {
	const { publication = '', code = '' } = event.params;
	const { id: subjectId } = await getRecommendation(tx, { publication, code });
	const part = { subject: 'assessment', subjectId: input.assessmentId, field: 'assessmentId' } as const;
	const said = await openAbout(tx, actor, { subject: 'recommendation', subjectId }, part, input.body);
	return created(event.url.pathname, await readSaid(tx, actor, said));
});
export const fallback = onlyAllows('GET', 'POST');
