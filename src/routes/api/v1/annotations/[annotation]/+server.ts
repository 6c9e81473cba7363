import { editAnnotation } from '#lib/annotations/annotation.server.ts';
import { annotationEditSchema } from '#lib/annotations/annotation.ts';
import { getAnnotation } from '#lib/annotations/annotation-list.server.ts';
import { Conflict } from '#lib/errors.ts';
import { annotationPatchInput } from '../../../annotation-shapes.ts';
import { readAnnotation } from '../../../annotations.server.ts';
import { checkBody } from '../../../body.server.ts';
import { keyOf } from '../../../discussion.server.ts';
import { none } from '../../../parameters.ts';
import { versionRead } from '../../../precondition.ts';
import { readsInForm } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';
import { writes } from '../../../writing.server.ts';

export const GET = readsInForm(none, async (event) => {
	const { db, user } = event.locals;
	const { body, headers } = await readAnnotation(
		db,
		user,
		keyOf(event.params.annotation, 'annotation'),
		event
	);
	return { text: JSON.stringify(body), headers };
});

export const PATCH = writes('annotate', annotationPatchInput, async ({ tx, actor, input, event }) => {
	const current = await getAnnotation(tx, keyOf(event.params.annotation, 'annotation'), actor);
	const { version, stale } = versionRead(event.request, input.version, current.version, 'this annotation');
	const edit = checkBody(annotationEditSchema, { version, body: input.body });
	await editAnnotation(tx, actor, current.id, edit).catch((error: unknown) => {
		throw error instanceof Conflict ? stale() : error;
	});
	return readAnnotation(tx, actor, current.id, event);
});
export const fallback = onlyAllows('GET', 'PATCH');
