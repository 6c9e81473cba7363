import { getItem } from '#lib/feeds/inbox.server.ts';
import { memberOf } from '../../../discussion.server.ts';
import { itemIdOf, itemOf } from '../../../inbox.ts';
import { none } from '../../../parameters.ts';
import { readsAnew } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';

export const GET = readsAnew(none, async ({ locals, params }) => {
	memberOf(locals);
	return itemOf(await getItem(locals.db, itemIdOf(params)));
});
export const fallback = onlyAllows('GET');
