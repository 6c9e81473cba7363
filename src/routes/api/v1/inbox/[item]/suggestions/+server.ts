import { NotFound, NotSignedIn } from '#lib/errors.ts';
import { getItem } from '#lib/feeds/inbox.server.ts';
import { newsOf } from '#lib/feeds/suggest.ts';
import { suggestFor } from '#lib/feeds/suggest.server.ts';
import { none } from '../../../../parameters.ts';
import { readsAnew } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { suggestionsOf } from '../../../../suggestions.ts';

export const GET = readsAnew(none, async ({ locals: { db, user }, params }) => {
	if (!user) throw new NotSignedIn('The inbox is for members: send a token from the settings page.');
	const id = Number(params.item);
	if (!Number.isSafeInteger(id) || id < 1) throw new NotFound('There is no such item in the inbox.');
	return suggestionsOf(await suggestFor(db, newsOf(await getItem(db, id))));
});
export const fallback = onlyAllows('GET');
