import * as v from 'valibot';
import { text } from '../text.ts';

/** What people talk about. */
export const subjects = ['development', 'coding', 'assessment', 'recommendation', 'block'] as const;
export type Subject = (typeof subjects)[number];

export const subjectLabels: Record<Subject, string> = {
	development: 'Development',
	coding: 'Coding',
	assessment: 'Assessment',
	recommendation: 'Recommendation',
	block: 'Block of a briefing'
};

/** Where a thread stands. */
export const threadStates = ['open', 'resolved'] as const;
export type ThreadState = (typeof threadStates)[number];

/** Characters that a comment may have as typed. Kept, mentions are ids and may be longer than what was typed. */
export const longestComment = 10_000;
/** Characters that a comment may have as kept. */
export const longestKept = 20_000;

const recordId = (message: string) =>
	v.pipe(v.number(message), v.safeInteger(message), v.minValue(1, message));

/** Markdown as typed, with mentions as names. */
export const commentBody = text(longestComment, 'Write a comment.');

/** A first comment, which opens a thread. */
export const threadSchema = v.object({
	subject: v.picklist(subjects, `Say what it is about: ${subjects.join(', ')}.`),
	subjectId: recordId('Say which record it is about.'),
	body: commentBody
});
export type ThreadInput = v.InferOutput<typeof threadSchema>;

/** An answer in a thread. */
export const replySchema = v.object({
	threadId: recordId('Say which thread it answers.'),
	body: commentBody
});
export type ReplyInput = v.InferOutput<typeof replySchema>;

/** A comment changed by its author; `version` is the one that was open, so that nothing is overwritten unseen. */
export const commentEditSchema = v.object({
	version: recordId('Say which version was changed.'),
	body: commentBody
});
export type CommentEdit = v.InferOutput<typeof commentEditSchema>;
