import { partSources } from '#lib/developments/merge-sources.server.ts';
import { getSource } from '#lib/developments/sources.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { sourceIdOf } from '../../../../sources.ts';
import { acts } from '../../../../writing.server.ts';

export const POST = acts('keepSources', async ({ tx, actor, event }) => {
	const id = sourceIdOf(event.params);
	await partSources(tx, actor, id);
	return { body: await getSource(tx, id) };
});
export const fallback = onlyAllows('POST');
