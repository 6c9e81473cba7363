import { readBriefing, readShare, shareIdOf } from '../../../../../issues.server.ts';
import { none } from '../../../../../parameters.ts';
import { readsAnew } from '../../../../../reading.server.ts';
import { onlyAllows } from '../../../../../refusal.ts';

export const GET = readsAnew(none, async (event) => {
	const { id } = await readBriefing(event);
	return readShare(event.locals.db, id, shareIdOf(event.params));
});
export const fallback = onlyAllows('GET');
