import { renderBody, type NameOf } from '#lib/annotations/body.ts';
import { withNames } from '#lib/annotations/mention.ts';
import { listWordings, type ListedComment, type ListedThread } from '#lib/annotations/threads.server.ts';
import { levelLabels } from '#lib/assessments/assessment.ts';
import { formatEffect } from '#lib/evidence/evidence.ts';
import { dayInWords } from '#lib/progress/period.ts';
import type { Database } from '#lib/server/database.ts';
import { listTeammates } from '#lib/users/queries.server.ts';
import { may, type Actor } from '#lib/users/user.ts';
import type { ShownComment, ShownDiscussion, ShownThread } from './shown.ts';

/** Threads as the reader sees them; the address may ask for the history of one comment, and say what a new thread is about. */
export async function discussionOf(
	db: Database,
	reader: Actor,
	listing: Promise<ListedThread[]>,
	{ searchParams }: URL
): Promise<ShownDiscussion> {
	const [threads, people] = await Promise.all([listing, listTeammates(db)]);
	const names = new Map(people.map(({ id, name }) => [id, name]));
	const nameOf: NameOf = (id) => names.get(id);
	const asked = searchParams.get('history');
	const traced = threads
		.flatMap(({ comments }) => comments)
		.find((comment) => String(comment.id) === asked && (!comment.hiddenAt || mayHide(reader, comment)));
	const wordings = traced ? await listWordings(db, traced.id) : [];
	return {
		threads: threads.map((thread) => ({
			...shownThread(thread),
			comments: thread.comments.map((comment) => ({
				...shownComment(reader, comment, nameOf),
				wordings:
					comment === traced ? wordings.map(({ at, body }) => ({ at, html: renderBody(body, nameOf) })) : []
			}))
		})),
		people: people.filter(({ isActive }) => isActive).map(({ id, name }) => ({ id, name })),
		userId: reader.id,
		mayComment: may(reader, 'comment'),
		unknown: searchParams.getAll('unknown').slice(0, 20),
		about: searchParams.get('about')
	};
}

function shownThread(thread: ListedThread): Omit<ShownThread, 'comments'> {
	const { id, openedBy, openedAt, resolvedBy, resolvedAt } = thread;
	return { id, about: aboutOf(thread), openedBy, openedAt, resolvedBy, resolvedAt };
}

function aboutOf({ subject, code, effect, coder, assessedOn, level, assessor }: ListedThread): string | null {
	if (subject === 'coding') return `the coding of ${code} as ${formatEffect(effect ?? 0)} by ${coder}`;
	if (subject === 'assessment' && assessedOn)
		return `the assessment of ${dayInWords(assessedOn)} by ${assessor}: ${levelLabels[(level ?? 0) as keyof typeof levelLabels].toLowerCase()}`;
	return null;
}

function shownComment(reader: Actor, comment: ListedComment, nameOf: NameOf): Omit<ShownComment, 'wordings'> {
	const { id, author, body, version, createdAt, editedAt, hiddenAt } = comment;
	const isReadable = !hiddenAt || mayHide(reader, comment);
	return {
		id,
		author,
		html: isReadable ? renderBody(body, nameOf) : null,
		source: comment.authorId === reader.id && may(reader, 'comment') ? withNames(body, nameOf) : null,
		version,
		createdAt,
		editedAt,
		isHidden: hiddenAt !== null,
		mayHide: mayHide(reader, comment)
	};
}

const mayHide = (reader: Actor, { authorId }: ListedComment) =>
	may(reader, 'moderate') || (authorId === reader.id && may(reader, 'comment'));
