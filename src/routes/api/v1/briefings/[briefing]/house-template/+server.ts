import { followHouseTemplate } from '#lib/briefings/house-templates.server.ts';
import { followingInput } from '../../../../composing-shapes.ts';
import { briefingIdOf } from '../../../../parameters.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { writes } from '../../../../writing.server.ts';

export const PUT = writes('composeBriefing', followingInput, async ({ tx, actor, input, event }) => {
	const briefingId = briefingIdOf(event.params);
	await followHouseTemplate(tx, actor, { briefingId, ...input });
	return { body: { briefing: briefingId, ...input } };
});
export const fallback = onlyAllows('PUT');
