import type { Subject } from '#lib/annotations/comment.ts';
import type { SafeHtml } from '#lib/markdown.ts';

/** A comment as its readers see it. */
export type ShownComment = {
	id: number;
	author: string;
	/** Null where it is hidden and the reader may not restore it. */
	html: SafeHtml | null;
	/** As typed, for its author to change; null for everybody else. */
	source: string | null;
	version: number;
	createdAt: Date;
	editedAt: Date | null;
	isHidden: boolean;
	mayHide: boolean;
	/** What it said, first wording first; only of the one whose history is asked for. */
	wordings: { at: Date; html: SafeHtml }[];
};

export type ShownThread = {
	id: number;
	/** What it is about, where that is not the record of the page itself. */
	about: string | null;
	openedBy: string;
	openedAt: Date;
	resolvedBy: string | null;
	resolvedAt: Date | null;
	comments: ShownComment[];
};

export type ShownDiscussion = {
	threads: ShownThread[];
	/** Whom a comment can mention. */
	people: { id: number; name: string }[];
	userId: number;
	mayComment: boolean;
	/** Names after an @ in what was just sent that are nobody's here. */
	unknown: string[];
	/** The record that a new thread begins about, when one was chosen: `coding-12`. */
	about: string | null;
};

/** A record of the page that can be talked about. */
export type Topic = { value: `${Subject}-${number}`; label: string };

/** What a form of the discussion came back with. */
export type DiscussionFault = {
	/** Which form: `new`, `reply-7`, `edit-12`. */
	place: string;
	values: Record<string, string>;
	errors: Record<string, string[]>;
	message?: string;
	/** The comment as it was changed elsewhere meanwhile. */
	conflict?: { version: number; body: string };
};

/** What a page's action came back with, where it came from a form of the discussion. */
export function faultIn(form: object | null): DiscussionFault | null {
	return form && 'place' in form && form.place !== undefined ? (form as DiscussionFault) : null;
}
