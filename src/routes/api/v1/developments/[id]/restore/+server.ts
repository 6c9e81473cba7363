import { restoreDevelopment } from '#lib/developments/commands.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { acts } from '../../../../writing.server.ts';
import { readDevelopment, withVersion } from '../../../../log-development.server.ts';
import { idOf } from '../../../../parameters.ts';

export const POST = acts('restoreDevelopment', async ({ tx, actor, event }) => {
	const id = idOf(event.params);
	await restoreDevelopment(tx, actor, id);
	return withVersion({ body: await readDevelopment(tx, actor, id) });
});
export const fallback = onlyAllows('POST');
