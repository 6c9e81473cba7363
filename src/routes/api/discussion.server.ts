import type { Subject } from '#lib/annotations/comment.ts';
import { openThread, type Said } from '#lib/annotations/discussion.server.ts';
import { getSubject } from '#lib/annotations/subject.server.ts';
import { findThread, type ListedThread } from '#lib/annotations/threads.server.ts';
import { NotFound, NotSignedIn } from '#lib/errors.ts';
import type { Reader, Transaction } from '#lib/server/database.ts';
import { listTeammates } from '#lib/users/queries.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { commentOf, threadOf, type Names } from './discussion.ts';
import { keyIn } from './parameters.ts';

/** Who reads what the team says. @throws NotSignedIn for an outside reader */
export function memberOf({ user }: App.Locals): Actor {
	if (user) return user;
	throw new NotSignedIn('This is for members: send “Authorization: Bearer stk_…” with a token.');
}

export async function threadsOf(db: Reader, reader: Actor, listing: Promise<ListedThread[]>) {
	const [threads, names] = await Promise.all([listing, namesOf(db)]);
	return { threads: threads.map((thread) => threadOf(thread, reader, names)) };
}

export async function readThread(db: Reader, reader: Actor, id: number) {
	const [thread, names] = await Promise.all([findThread(db, id, reader.id), namesOf(db)]);
	if (!thread) throw new NotFound('There is no such thread.');
	return threadOf(thread, reader, names);
}

/** A comment as it was taken, with the names that reached nobody. */
export async function readSaid(
	db: Reader,
	reader: Actor,
	{ threadId, commentId, unknown }: Pick<Said, 'threadId' | 'commentId' | 'unknown'>
) {
	const [thread, names] = await Promise.all([findThread(db, threadId, reader.id), namesOf(db)]);
	const comment = thread!.comments.find(({ id }) => id === commentId)!;
	return { threadId, comment: commentOf(comment, reader, names), unknownMentions: unknown };
}

/** Begins a thread about the record of an address, or about a part of it that the body names in `field`. */
export async function openAbout(
	tx: Transaction,
	actor: Actor,
	whole: { subject: Subject; subjectId: number },
	part: { subject: Subject; subjectId: number | undefined; field: string },
	body: string
) {
	const { subject, subjectId, field } = part;
	if (subjectId === undefined) return openThread(tx, actor, { ...whole, body });
	const missing = () => new NotFound(`There is no such ${subject} here.`, field);
	const { pageId } = await getSubject(tx, actor, { subject, subjectId }).catch((error: unknown) => {
		throw error instanceof NotFound ? missing() : error;
	});
	if (pageId !== whole.subjectId) throw missing();
	return openThread(tx, actor, { subject, subjectId, body });
}

/** The id that an address names. @throws NotFound for what is no id */
export const keyOf = (text: string | undefined, what: string) => keyIn(text, `There is no such ${what}.`);

async function namesOf(db: Reader): Promise<Names> {
	return new Map((await listTeammates(db)).map(({ id, name }) => [id, name]));
}
