import { revokeShare } from '#lib/briefings/shares.server.ts';
import { readShare, shareIdOf } from '../../../../../../issues.server.ts';
import { briefingIdOf } from '../../../../../../parameters.ts';
import { onlyAllows } from '../../../../../../refusal.ts';
import { acts } from '../../../../../../writing.server.ts';

export const POST = acts('shareBriefing', async ({ tx, actor, event }) => {
	const [briefingId, shareId] = [briefingIdOf(event.params), shareIdOf(event.params)];
	await revokeShare(tx, actor, { briefingId, shareId });
	return { body: await readShare(tx, briefingId, shareId) };
});
export const fallback = onlyAllows('POST');
