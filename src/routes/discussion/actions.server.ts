import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { commentBody, subjects } from '#lib/annotations/comment.ts';
import { editComment, hideComment, restoreComment } from '#lib/annotations/comments.server.ts';
import { openThread, reopenThread, reply, resolveThread } from '#lib/annotations/discussion.server.ts';
import { withNames } from '#lib/annotations/mention.ts';
import { findComment } from '#lib/annotations/threads.server.ts';
import type { Transaction } from '#lib/server/database.ts';
import { listTeammates } from '#lib/users/queries.server.ts';
import type { Actor } from '#lib/users/user.ts';
import { idField, readForm, respond, type FormValues } from '../respond.server.ts';
import { openIn } from './address.ts';
import type { DiscussionFault } from './shown.ts';

const about = v.pipe(
	v.string('Say what it is about.'),
	v.regex(new RegExp(`^(${subjects.join('|')})-[1-9]\\d{0,14}$`), 'Choose what it is about.'),
	v.transform((text) => {
		const [subject, id] = text.split('-');
		return { subject: subject as (typeof subjects)[number], subjectId: Number(id) };
	})
);
const newThread = v.object({ about, body: commentBody });
const answer = v.object({ threadId: idField, body: commentBody });
const change = v.object({ commentId: idField, version: idField, body: commentBody });
const oneThread = v.object({ threadId: idField });
const oneComment = v.object({ commentId: idField });

const atComment = ({ commentId }: FormValues) => `comment-${commentId}`;
const atResolved = () => 'resolved';
const atThread = ({ threadId }: FormValues) => `thread-${threadId}`;

/** What can be done in a discussion, for the pages that show one. Each leads back to its place there. */
export const discussionActions = {
	openThread: async ({ request, locals, url }: RequestEvent) => {
		const values = await readForm(request);
		const answered = await respond(locals, values, newThread, (tx, actor, { about, body }) =>
			openThread(tx, actor, { ...about, body })
		);
		if (!answered.done) return faulty(answered.failure, values);
		redirect(303, withUnknown(placeOf(url, `comment-${answered.result.commentId}`), answered.result.unknown));
	},

	reply: async ({ request, locals, url }: RequestEvent) => {
		const values = await readForm(request);
		const answered = await respond(locals, values, answer, reply);
		if (!answered.done) return faulty(answered.failure, values);
		redirect(303, withUnknown(placeOf(url, `comment-${answered.result.commentId}`), answered.result.unknown));
	},

	editComment: async ({ request, locals, url }: RequestEvent) => {
		const values = await readForm(request);
		const answered = await respond(locals, values, change, (tx, actor, { commentId, ...edit }) =>
			editComment(tx, actor, commentId, edit)
		);
		if (answered.done)
			redirect(303, withUnknown(placeOf(url, `comment-${values.commentId}`), answered.result.unknown));
		if (answered.failure.status !== 409) return faulty(answered.failure, values);
		return faulty(answered.failure, values, await currentOf(locals, values));
	},

	hideComment: (event: RequestEvent) =>
		settle(event, oneComment, atComment, (tx, actor, { commentId }) => hideComment(tx, actor, commentId)),

	restoreComment: (event: RequestEvent) =>
		settle(event, oneComment, atComment, (tx, actor, { commentId }) => restoreComment(tx, actor, commentId)),

	resolveThread: (event: RequestEvent) =>
		settle(event, oneThread, atResolved, (tx, actor, { threadId }) => resolveThread(tx, actor, threadId)),

	reopenThread: (event: RequestEvent) =>
		settle(event, oneThread, atThread, (tx, actor, { threadId }) => reopenThread(tx, actor, threadId))
};

/** Does something that needs no words, and leads back to its place. */
async function settle<S extends v.GenericSchema<unknown, Record<string, number>>>(
	{ request, locals, url }: RequestEvent,
	schema: S,
	place: (values: FormValues) => string,
	command: (tx: Transaction, actor: Actor, input: v.InferOutput<S>) => Promise<void>
) {
	const values = await readForm(request);
	const answered = await respond(locals, values, schema, command);
	if (!answered.done) return faulty(answered.failure, values);
	redirect(303, placeOf(url, place(values)));
}

type Failure = { status: number; data: { errors: Record<string, string[]>; message?: string } };

function faulty({ status, data }: Failure, values: FormValues, conflict?: DiscussionFault['conflict']) {
	const fault: DiscussionFault = {
		place: values.place ?? '',
		values,
		...data,
		...(conflict ? { conflict } : {})
	};
	return fail(status, fault);
}

/** The comment as it stands now, to be shown beside what was sent. */
async function currentOf({ db, user }: App.Locals, values: FormValues) {
	const comment = user && (await findComment(db, Number(values.commentId), user.id));
	if (!comment) return undefined;
	const names = new Map((await listTeammates(db)).map(({ id, name }) => [id, name]));
	return { version: comment.version, body: withNames(comment.body, (id) => names.get(id)) };
}

/** The page as it was open, at a place in it. */
function placeOf(url: URL, anchor: string): string {
	const query = openIn(url);
	return `${url.pathname}${query.size > 0 ? `?${query}` : ''}#${anchor}`;
}

function withUnknown(href: string, unknown: readonly string[]): string {
	const here = new URL(href, 'http://here.invalid');
	for (const name of unknown) here.searchParams.append('unknown', name);
	return here.pathname + here.search + here.hash;
}
