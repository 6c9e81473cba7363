import { getDevelopment } from '#lib/developments/queries.server.ts';
import { Conflict } from '#lib/errors.ts';
import { useCapture } from '#lib/feeds/capture.server.ts';
import { captureDevelopment, captureIdOf } from '../../../../captures.ts';
import { readCapture } from '../../../../captures.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { writes } from '../../../../writing.server.ts';

export const POST = writes('capture', captureDevelopment, async ({ tx, actor, input, event }) => {
	const { developmentId } = input;
	const id = captureIdOf(event.params);
	await readCapture(tx, id, actor);
	await getDevelopment(tx, developmentId, actor);
	if (!(await useCapture(tx, actor, id, developmentId)))
		throw new Conflict('This captured page is tied to a development already.');
	return { body: await readCapture(tx, id, actor) };
});
export const fallback = onlyAllows('POST');
