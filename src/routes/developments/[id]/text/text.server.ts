import { fail, redirect, type Actions, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { keepAnnotatedText } from '#lib/annotations/annotated-text.server.ts';
import { annotationEditSchema, annotationSchema } from '#lib/annotations/annotation.ts';
import {
	annotate,
	editAnnotation,
	hideAnnotation,
	restoreAnnotation
} from '#lib/annotations/annotation.server.ts';
import {
	annotationsAtOnce,
	countAnnotations,
	listAnnotations,
	type ListedAnnotation
} from '#lib/annotations/annotation-list.server.ts';
import { renderBody } from '#lib/annotations/body.ts';
import { withNames } from '#lib/annotations/mention.ts';
import { keptTextSchema } from '#lib/developments/kept-text.ts';
import { findText } from '#lib/developments/kept-text.server.ts';
import { Conflict } from '#lib/errors.ts';
import type { Transaction } from '#lib/server/database.ts';
import { listTeammates } from '#lib/users/queries.server.ts';
import { may, type Actor } from '#lib/users/user.ts';
import { idField, readForm, respond } from '../../../respond.server.ts';
import { recordIdOf } from '../../record-id.ts';
import { toInput } from './annotation-form.ts';

/** What the text tab shows; null for an outside reader. */
export async function loadText({ db, user }: App.Locals, developmentId: number, url: URL) {
	if (!user) return null;
	const mayKeep = may(user, 'keepText');
	const isEditing = mayKeep && url.searchParams.has('edit');
	const limit = marksIn(url);
	const [text, annotations, annotationCount, people] = await Promise.all([
		findText(db, developmentId, user),
		isEditing ? [] : listAnnotations(db, developmentId, user, { limit }),
		isEditing ? 0 : countAnnotations(db, developmentId, user),
		listTeammates(db)
	]);
	const names = new Map(people.map(({ id, name }) => [id, name]));
	const nameOf = (id: number) => names.get(id);
	const shown = (annotation: ListedAnnotation) => ({
		...annotation,
		/** As it was typed, to be changed; and as it shows. */
		body: withNames(annotation.body, nameOf),
		html: renderBody(annotation.body, nameOf),
		isOwn: annotation.creator.id === user.id
	});
	return {
		text,
		annotations: annotations.map(shown),
		annotationCount,
		/** How many to ask for to see more; null where more are not shown. */
		moreMarks: limit < mostMarks && annotationCount > limit ? limit + annotationsAtOnce : null,
		isEditing,
		mayKeep,
		mayAnnotate: may(user, 'annotate'),
		mayModerate: may(user, 'moderate')
	};
}
export type TextView = NonNullable<Awaited<ReturnType<typeof loadText>>>;
export type ShownAnnotation = TextView['annotations'][number];

/** More than anybody can read beside a text; the export holds all. */
const mostMarks = 2_000;

/** How many annotations are asked for: `marks=400`. */
function marksIn({ searchParams }: URL): number {
	const asked = whole(searchParams.get('marks') ?? undefined) ?? 0;
	return Math.min(Math.max(asked, annotationsAtOnce), mostMarks);
}

const here = ({ params }: RequestEvent) => `/developments/${params.id}?view=text`;
const whole = (value: string | undefined) => (value && /^\d{1,9}$/.test(value) ? Number(value) : undefined);
const which = v.object({ annotationId: idField });

export const textActions = {
	keepText: async (event) => {
		const { request, locals, params } = event;
		const developmentId = recordIdOf(params);
		const values = await readForm(request);
		let isStale = false;
		const answer = await respond(
			locals,
			{ text: values.text, version: whole(values.version) },
			keptTextSchema,
			(tx, actor, input) =>
				keepAnnotatedText(tx, actor, { developmentId, ...input }).catch((error: unknown) => {
					isStale = error instanceof Conflict;
					throw error;
				})
		);
		if (answer.done) redirect(303, here(event));
		const theirs = isStale ? await findText(locals.db, developmentId, locals.user) : undefined;
		const { status, data } = answer.failure;
		return fail(status, { ...data, values, section: 'text' as const, theirs });
	},

	annotate: async ({ request, locals, params }) => {
		const values = await readForm(request);
		const answer = await respond(locals, toInput(recordIdOf(params), values), annotationSchema, annotate);
		if (answer.done) return { done: 'annotate' as const, annotationId: answer.result.id };
		const { status, data } = answer.failure;
		return fail(status, { ...data, values, section: 'annotate' as const });
	},

	editAnnotation: async ({ request, locals }) => {
		const values = await readForm(request);
		const schema = v.object({ ...which.entries, ...annotationEditSchema.entries });
		const answer = await respond(
			locals,
			{ ...values, version: whole(values.version) },
			schema,
			(tx, actor, { annotationId, ...edit }) => editAnnotation(tx, actor, annotationId, edit)
		);
		if (answer.done) return { done: 'editAnnotation' as const };
		const { status, data } = answer.failure;
		return fail(status, { ...data, values, section: 'annotation' as const });
	},

	hideAnnotation: (event) => setHidden(event, hideAnnotation, 'hideAnnotation'),
	restoreAnnotation: (event) => setHidden(event, restoreAnnotation, 'restoreAnnotation')
} satisfies Actions;

async function setHidden<Name extends string>(
	{ request, locals }: RequestEvent,
	command: (tx: Transaction, actor: Actor, id: number) => Promise<void>,
	done: Name
) {
	const answer = await respond(locals, await readForm(request), which, (tx, actor, { annotationId }) =>
		command(tx, actor, annotationId)
	);
	return answer.done ? { done } : answer.failure;
}
