import type { Transaction } from '../server/database.ts';
import { listTeammates } from '../users/queries.server.ts';
import type { Actor } from '../users/user.ts';
import { refuseUnseen, tellMentioned } from './discussion.server.ts';
import { addressed } from './mentioned.ts';
import { getSubject } from './subject.server.ts';

type Words = { developmentId: number; codingId: number | null; body: string };

/**
 * The words of an annotation as they are kept, and a way to tell whom they mention anew. `before` are those whom the
 * version before mentioned.
 * @throws Refused with the field `body` where it cannot be told who is meant, or they could not read it
 */
export async function addressedIn(
	tx: Transaction,
	actor: Actor,
	{ developmentId, codingId, body }: Words,
	before: readonly number[]
): Promise<{ body: string; tell: (annotationId: number) => Promise<void> }> {
	if (!body.includes('@')) return { body, tell: async () => {} };
	const about = await getSubject(
		tx,
		actor,
		codingId === null
			? { subject: 'development', subjectId: developmentId }
			: { subject: 'coding', subjectId: codingId }
	);
	const said = addressed(body, await listTeammates(tx), before);
	refuseUnseen(actor, about, said);
	const anew = said.ids.filter((id) => !before.includes(id));
	const hrefOf = (id: number) => `/developments/${developmentId}?view=text#annotation-${id}`;
	return { body: said.body, tell: (id) => tellMentioned(tx, actor, about, hrefOf(id), anew) };
}
