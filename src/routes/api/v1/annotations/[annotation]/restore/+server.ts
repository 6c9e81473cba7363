import { restoreAnnotation } from '#lib/annotations/annotation.server.ts';
import { readAnnotation } from '../../../../annotations.server.ts';
import { keyOf } from '../../../../discussion.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { acts } from '../../../../writing.server.ts';

export const POST = acts('annotate', async ({ tx, actor, event }) => {
	const id = keyOf(event.params.annotation, 'annotation');
	await restoreAnnotation(tx, actor, id);
	return readAnnotation(tx, actor, id, event);
});
export const fallback = onlyAllows('POST');
