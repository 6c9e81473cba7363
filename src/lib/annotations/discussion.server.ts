import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm';
import { NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { tell } from '../users/notifications.server.ts';
import { listTeammates } from '../users/queries.server.ts';
import { users } from '../users/table.server.ts';
import { authorise, may, type Actor } from '../users/user.ts';
import type { ReplyInput, ThreadInput, ThreadState } from './comment.ts';
import { addressed, type Addressed } from './mentioned.ts';
import { getSubject, type SubjectRecord } from './subject.server.ts';
import { comments, threads } from './table.server.ts';

/** What became of something that was said. */
export type Said = {
	threadId: number;
	commentId: number;
	/** The page where it stands, at its place. */
	href: string;
	/** Names after an @ that are nobody's here, so that nobody was told. */
	unknown: string[];
};

/** Begins to talk about a record. @throws NotFound for a record that the actor may not see, Refused for a mention that fails */
export async function openThread(tx: Transaction, actor: Actor | null, input: ThreadInput): Promise<Said> {
	authorise(actor, 'comment');
	const { subject, subjectId, body } = input;
	const about = await getSubject(tx, actor, input);
	const { developmentId, codingId, assessmentId, recommendationId, blockId } = about;
	const refers = { developmentId, codingId, assessmentId, recommendationId, blockId };
	const [thread] = await tx
		.insert(threads)
		.values({ subject, ...refers, openedBy: actor.id })
		.returning({ id: threads.id });
	const threadId = thread!.id;
	await recordChange(tx, {
		entity: 'threads',
		entityId: threadId,
		action: 'openThread',
		actorId: actor.id,
		after: { subject, subjectId }
	});
	return say(tx, actor, about, threadId, body);
}

/** Answers in a thread. An answer to a resolved one opens it again. */
export async function reply(
	tx: Transaction,
	actor: Actor | null,
	{ threadId, body }: ReplyInput
): Promise<Said> {
	authorise(actor, 'comment');
	const { state, about } = await lockThread(tx, actor, threadId);
	const said = await say(tx, actor, about, threadId, body);
	if (state === 'resolved') await change(tx, actor, threadId, 'reopenThread', 'open');
	return said;
}

/** Says that nothing more is to be said. Of a resolved thread it changes nothing. */
export async function resolveThread(tx: Transaction, actor: Actor | null, threadId: number): Promise<void> {
	await turn(tx, actor, threadId, 'resolveThread', 'resolved');
}

/** Takes a resolved thread up again. */
export async function reopenThread(tx: Transaction, actor: Actor | null, threadId: number): Promise<void> {
	await turn(tx, actor, threadId, 'reopenThread', 'open');
}

async function turn(
	tx: Transaction,
	actor: Actor | null,
	threadId: number,
	action: string,
	state: ThreadState
): Promise<void> {
	authorise(actor, 'comment');
	const thread = await lockThread(tx, actor, threadId);
	if (thread.state === state) return;
	await change(tx, actor, threadId, action, state);
	await announce(tx, thread.about);
}

async function change(tx: Transaction, actor: Actor, id: number, action: string, state: ThreadState) {
	const resolved = state === 'resolved' ? { resolvedBy: actor.id, resolvedAt: new Date() } : undefined;
	await tx
		.update(threads)
		.set({ state, ...(resolved ?? { resolvedBy: null, resolvedAt: null }) })
		.where(eq(threads.id, id));
	const before = { state: resolved ? 'open' : 'resolved' };
	await recordChange(tx, {
		entity: 'threads',
		entityId: id,
		action,
		actorId: actor.id,
		before,
		after: { state }
	});
}

/** Holds a thread, with what it is about. @throws NotFound for one about what the actor may not see */
export async function lockThread(
	tx: Transaction,
	actor: Actor,
	id: number
): Promise<{ state: ThreadState; about: SubjectRecord }> {
	const [thread] = await tx.select().from(threads).where(eq(threads.id, id)).for('no key update');
	if (!thread) throw new NotFound('There is no such thread.');
	const ids = {
		development: thread.developmentId,
		coding: thread.codingId,
		assessment: thread.assessmentId,
		recommendation: thread.recommendationId,
		block: thread.blockId
	};
	const { subject, state } = thread;
	const about = await getSubject(tx, actor, { subject, subjectId: ids[subject] ?? 0 }).catch(
		(error: unknown) => {
			throw error instanceof NotFound ? new NotFound('There is no such thread.') : error;
		}
	);
	return { state, about };
}

async function say(
	tx: Transaction,
	actor: Actor,
	about: SubjectRecord,
	threadId: number,
	typed: string
): Promise<Said> {
	const said = addressed(typed, await listTeammates(tx));
	refuseUnseen(actor, about, said);
	const [comment] = await tx
		.insert(comments)
		.values({ threadId, authorId: actor.id, body: said.body })
		.returning({ id: comments.id });
	const commentId = comment!.id;
	await recordChange(tx, {
		entity: 'comments',
		entityId: commentId,
		action: 'comment',
		actorId: actor.id,
		after: { body: said.body }
	});
	const href = hrefOf(about, commentId);
	await tellMentioned(tx, actor, about, href, said.ids);
	const others = (await participants(tx, about, threadId)).filter((id) => !said.ids.includes(id));
	await tell(tx, others, { reason: 'reply', actorId: actor.id, title: about.title, href });
	await announce(tx, about);
	return { threadId, commentId, href, unknown: said.unknown };
}

/** Whom nobody else can answer is not asked. */
export function refuseUnseen(actor: Actor, { isUnrevealed }: SubjectRecord, { ids }: Addressed): void {
	if (!isUnrevealed || ids.every((id) => id === actor.id)) return;
	throw new Refused(
		'Nobody else can see this coding yet, so nobody could read the mention. Take the @ away, or write about the development.',
		'body'
	);
}

/** Tells those who are mentioned where `href` leads, but for those who could not open the page. */
export async function tellMentioned(
	tx: Transaction,
	actor: Actor,
	about: SubjectRecord,
	href: string,
	ids: readonly number[]
): Promise<void> {
	const readers = await ableToRead(tx, about, ids);
	await tell(tx, readers, { reason: 'mention', actorId: actor.id, title: about.title, href });
}

export const hrefOf = ({ path }: SubjectRecord, commentId: number) => `${path}#comment-${commentId}`;

/** Who spoke in a thread, opened it, or made the judgement that it is about. */
async function participants(tx: Transaction, about: SubjectRecord, threadId: number): Promise<number[]> {
	const rows = await tx.execute<{ id: string }>(sql`
		select author_id as id from comments where thread_id = ${threadId} and hidden_at is null
		union select opened_by from threads where id = ${threadId}`);
	const ids = [...rows.map((row) => Number(row.id)), ...(about.authorId ? [about.authorId] : [])];
	return ableToRead(tx, about, ids);
}

async function ableToRead(
	tx: Transaction,
	{ isHidden }: SubjectRecord,
	ids: readonly number[]
): Promise<number[]> {
	if (ids.length === 0) return [];
	const rows = await tx
		.select({ id: users.id, role: users.role })
		.from(users)
		.where(and(inArray(users.id, [...ids]), isNull(users.deactivatedAt), isNotNull(users.email)));
	const maySee = rows.filter(({ role }) => !isHidden || may({ role, scope: 'write' }, 'restoreDevelopment'));
	return maySee.map(({ id }) => id);
}

/** Lets open pages know: under the record whose page shows the threads. */
export async function announce(tx: Transaction, about: SubjectRecord): Promise<void> {
	await notify(tx, 'threads', about.pageId);
}
