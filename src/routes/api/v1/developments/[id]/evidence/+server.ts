import { listCodings } from '#lib/evidence/queries.server.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { codeDevelopment, oneOrMoreCodings } from '../../../../code-developments.server.ts';
import { readsAnew } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { created, writes } from '../../../../writing.server.ts';
import { idOf, none } from '../../../../parameters.ts';
import { codingOf } from '../../../../representation.ts';

export const GET = readsAnew(none, async ({ locals: { db, user }, params }) => {
	const { id } = await getDevelopment(db, idOf(params), user);
	return { codings: (await listCodings(db, id, user?.id ?? null)).map(codingOf) };
});

export const POST = writes('codeEvidence', oneOrMoreCodings, async ({ tx, actor, input, event }) => {
	const { id } = await getDevelopment(tx, idOf(event.params), actor);
	const isList = Array.isArray(input);
	const codings = isList ? input : [input];
	const evidence = await codeDevelopment(tx, actor, id, codings, (at) => (isList ? [at] : []));
	return created(event.url.pathname, { evidence });
});
export const fallback = onlyAllows('GET', 'POST');
