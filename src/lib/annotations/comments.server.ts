import { eq } from 'drizzle-orm';
import { Conflict, NotAllowed, NotFound, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { listTeammates } from '../users/queries.server.ts';
import { authorise, may, type Actor } from '../users/user.ts';
import type { CommentEdit } from './comment.ts';
import { announce, hrefOf, lockThread, refuseUnseen, tellMentioned } from './discussion.server.ts';
import { mentionedIds } from './mention.ts';
import { addressed } from './mentioned.ts';
import { comments } from './table.server.ts';

/**
 * Changes one's own comment; what it said before stays in its history. Only who is mentioned anew is told.
 * @throws Conflict with the field `version` where it was changed since that version; nothing is overwritten
 */
export async function editComment(
	tx: Transaction,
	actor: Actor | null,
	commentId: number,
	{ version, body }: CommentEdit
): Promise<{ version: number; unknown: string[] }> {
	authorise(actor, 'comment');
	const { comment, about } = await lockComment(tx, actor, commentId);
	if (comment.authorId !== actor.id)
		throw new NotAllowed('This is somebody else’s comment. Answer it instead.');
	if (comment.hiddenAt) throw new Refused('This comment is hidden. Restore it before you change it.');
	if (comment.version !== version)
		throw new Conflict('This comment was changed elsewhere since you opened it.', 'version');
	const before = mentionedIds(comment.body);
	const said = addressed(body, await listTeammates(tx), before);
	refuseUnseen(actor, about, said);
	if (said.body === comment.body) return { version, unknown: said.unknown };
	await tx
		.update(comments)
		.set({ body: said.body, version: version + 1, editedAt: new Date() })
		.where(eq(comments.id, commentId));
	await recordChange(tx, {
		entity: 'comments',
		entityId: commentId,
		action: 'editComment',
		actorId: actor.id,
		before: { body: comment.body },
		after: { body: said.body }
	});
	const anew = said.ids.filter((id) => !before.includes(id));
	await tellMentioned(tx, actor, about, hrefOf(about, commentId), anew);
	await announce(tx, about);
	return { version: version + 1, unknown: said.unknown };
}

/** Takes a comment out of view: one's own, or as an editor anybody's. It can be restored. */
export async function hideComment(tx: Transaction, actor: Actor | null, commentId: number): Promise<void> {
	await setHidden(tx, actor, commentId, 'hideComment', true);
}

/** Brings a hidden comment back: one's own, or as an editor anybody's. */
export async function restoreComment(tx: Transaction, actor: Actor | null, commentId: number): Promise<void> {
	await setHidden(tx, actor, commentId, 'restoreComment', false);
}

async function setHidden(
	tx: Transaction,
	actor: Actor | null,
	commentId: number,
	action: string,
	hide: boolean
): Promise<void> {
	authorise(actor, 'comment');
	const { comment, about } = await lockComment(tx, actor, commentId);
	if (comment.authorId !== actor.id && !may(actor, 'moderate'))
		throw new NotAllowed('This is somebody else’s comment; an editor can hide or restore it.');
	if ((comment.hiddenAt !== null) === hide) return;
	await tx
		.update(comments)
		.set({ hiddenAt: hide ? new Date() : null })
		.where(eq(comments.id, commentId));
	await recordChange(tx, {
		entity: 'comments',
		entityId: commentId,
		action,
		actorId: actor.id,
		before: { hidden: !hide },
		after: { hidden: hide }
	});
	await announce(tx, about);
}

async function lockComment(tx: Transaction, actor: Actor, id: number) {
	const [comment] = await tx.select().from(comments).where(eq(comments.id, id)).for('no key update');
	if (!comment) throw new NotFound('There is no such comment.');
	const { about } = await lockThread(tx, actor, comment.threadId).catch((error: unknown) => {
		throw error instanceof NotFound ? new NotFound('There is no such comment.') : error;
	});
	return { comment, about };
}
