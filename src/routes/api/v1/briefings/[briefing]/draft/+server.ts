import { takeBackToDraft } from '#lib/briefings/issuing.server.ts';
import { standing } from '../../../../issues.server.ts';
import { briefingIdOf } from '../../../../parameters.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { acts } from '../../../../writing.server.ts';

export const POST = acts('reviewBriefing', async ({ tx, actor, event }) => {
	const id = briefingIdOf(event.params);
	await takeBackToDraft(tx, actor, id);
	return standing(tx, id);
});
export const fallback = onlyAllows('POST');
