import { getItem } from '#lib/feeds/inbox.server.ts';
import { newsOf } from '#lib/feeds/suggest.ts';
import { suggestFor } from '#lib/feeds/suggest.server.ts';
import { memberOf } from '../../../../discussion.server.ts';
import { itemIdOf } from '../../../../inbox.ts';
import { none } from '../../../../parameters.ts';
import { readsAnew } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { suggestionsOf } from '../../../../suggestions.ts';

export const GET = readsAnew(none, async ({ locals, params }) => {
	memberOf(locals);
	return suggestionsOf(await suggestFor(locals.db, newsOf(await getItem(locals.db, itemIdOf(params)))));
});
export const fallback = onlyAllows('GET');
