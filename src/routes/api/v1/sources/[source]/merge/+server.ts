import { mergeSources } from '#lib/developments/merge-sources.server.ts';
import { getSource } from '#lib/developments/sources.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { sourceIdOf, sourceMerge } from '../../../../sources.ts';
import { writes } from '../../../../writing.server.ts';

export const POST = writes(
	'keepSources',
	sourceMerge,
	async ({ tx, actor, input: { into, version }, event }) => {
		await mergeSources(tx, actor, { id: sourceIdOf(event.params), intoId: into, version });
		return { body: await getSource(tx, into) };
	}
);
export const fallback = onlyAllows('POST');
