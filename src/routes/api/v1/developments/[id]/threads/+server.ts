import { listThreadsOfDevelopment } from '#lib/annotations/threads.server.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { developmentThreadInput } from '../../../../discussion-shapes.ts';
import { memberOf, openAbout, readSaid, threadsOf } from '../../../../discussion.server.ts';
import { idOf, none } from '../../../../parameters.ts';
import { readsAnew } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { created, writes } from '../../../../writing.server.ts';

export const GET = readsAnew(none, async ({ locals, params }) => {
	const reader = memberOf(locals);
	const { id } = await getDevelopment(locals.db, idOf(params), reader);
	return threadsOf(locals.db, reader, listThreadsOfDevelopment(locals.db, id, reader.id));
});

export const POST = writes('comment', developmentThreadInput, async ({ tx, actor, input, event }) => {
	const { id: subjectId } = await getDevelopment(tx, idOf(event.params), actor);
	const part = { subject: 'coding', subjectId: input.codingId, field: 'codingId' } as const;
	const said = await openAbout(tx, actor, { subject: 'development', subjectId }, part, input.body);
	return created(event.url.pathname, await readSaid(tx, actor, said));
});
export const fallback = onlyAllows('GET', 'POST');
