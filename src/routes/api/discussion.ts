/* How a discussion stands in the API's JSON, after `discussion-shapes.ts`. */
import type * as v from 'valibot';
import { mentionedIds, withNames } from '#lib/annotations/mention.ts';
import type { ListedComment, ListedThread } from '#lib/annotations/threads.server.ts';
import { may, type Actor } from '#lib/users/user.ts';
import type * as shapes from './discussion-shapes.ts';

type Shape<Name extends keyof typeof shapes> = v.InferOutput<(typeof shapes)[Name]>;
/** Everybody's names, by id. */
export type Names = ReadonlyMap<number, string>;

export function threadOf(thread: ListedThread, reader: Actor, names: Names): Shape<'thread'> {
	const { id, subject, subjectId, state, openedBy, openedAt, resolvedBy, resolvedAt, comments } = thread;
	return {
		id,
		about: { subject, id: subjectId },
		state,
		openedBy,
		openedAt: openedAt.toISOString(),
		resolvedBy,
		resolvedAt: resolvedAt?.toISOString() ?? null,
		comments: comments.map((comment) => commentOf(comment, reader, names))
	};
}

export function commentOf(comment: ListedComment, reader: Actor, names: Names): Shape<'comment'> {
	const { id, author, authorId, createdAt, editedAt, version, hiddenAt } = comment;
	const isReadable = !hiddenAt || authorId === reader.id || may(reader, 'moderate');
	const nameOf = (person: number) => names.get(person);
	return {
		id,
		author,
		body: isReadable ? withNames(comment.body, nameOf) : null,
		mentions: isReadable
			? mentionedIds(comment.body).map((person) => ({ id: person, name: nameOf(person) ?? '' }))
			: [],
		createdAt: createdAt.toISOString(),
		editedAt: editedAt?.toISOString() ?? null,
		version,
		isHidden: hiddenAt !== null
	};
}
