import * as v from 'valibot';
import { commentBody, commentEditSchema, subjects, threadStates } from '#lib/annotations/comment.ts';
import { notificationReasons } from '#lib/users/notification.ts';
import { count, id, orNull, told } from './shapes.ts';

/* What is sent to a discussion, and how one stands in the API's JSON. */

const moment = v.pipe(v.string(), v.isoTimestamp());
const body = told(
	commentBody,
	'Markdown of at most 10,000 characters. `@[Anna Kovács]` mentions somebody by name, `@{12}` by id.'
);
const key = (description: string) =>
	told(v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(1))), description);

export const developmentThreadInput = v.object({
	body,
	codingId: key('A coding of this development that it is about; without one it is about the development.')
});
export const recommendationThreadInput = v.object({
	body,
	assessmentId: key(
		'An assessment of this recommendation that it is about; without one it is about the recommendation.'
	)
});
export const briefingThreadInput = v.object({
	body,
	blockId: told(
		v.pipe(v.number('Name a block by its id.'), v.safeInteger(), v.minValue(1)),
		'A block of this briefing that it is about: `blockId` of a section.'
	)
});
export const commentInput = v.object({ body });
export const commentPatchInput = v.object({ ...commentEditSchema.entries, body });

export const comment = v.strictObject({
	id,
	author: v.string(),
	body: told(
		orNull(v.string()),
		'Markdown, mentions as names; null where it is hidden and you may not restore it.'
	),
	mentions: told(v.array(v.strictObject({ id, name: v.string() })), 'Who is mentioned in it.'),
	createdAt: moment,
	editedAt: orNull(moment),
	version: told(count, 'Counts edits; an edit names the version that it read.'),
	isHidden: v.boolean()
});
export const thread = v.strictObject({
	id,
	about: told(
		v.strictObject({ subject: v.picklist(subjects), id }),
		'The record that it is about: that of the address, or a coding, an assessment or a block of it.'
	),
	state: v.picklist(threadStates),
	openedBy: v.string(),
	openedAt: moment,
	resolvedBy: orNull(v.string()),
	resolvedAt: orNull(moment),
	comments: v.array(comment)
});
export const said = v.strictObject({
	threadId: id,
	comment,
	unknownMentions: told(
		v.array(v.string()),
		'Names after an @ that are nobody’s here: nobody was told by them.'
	)
});

export const notificationPage = v.strictObject({
	notifications: v.array(
		v.strictObject({
			id,
			reason: v.picklist(notificationReasons),
			who: told(orNull(v.string()), 'Who caused it; null for the installation itself.'),
			title: told(v.string(), 'Title of the record that it is about.'),
			href: told(v.string(), 'Path of the page to open.'),
			createdAt: moment,
			readAt: orNull(moment)
		})
	),
	unread: told(count, 'How many are not read, at most 100.'),
	next: told(orNull(v.string()), 'Address of the page that follows; null on the last.')
});
