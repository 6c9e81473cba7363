import { listShares } from '#lib/briefings/shares.server.ts';
import { shareOf } from '../../../../issues.ts';
import { readBriefing } from '../../../../issues.server.ts';
import { none } from '../../../../parameters.ts';
import { readsAnew } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';

export const GET = readsAnew(none, async (event) => {
	const { id } = await readBriefing(event);
	return { shares: (await listShares(event.locals.db, id)).map(shareOf) };
});
export const fallback = onlyAllows('GET');
