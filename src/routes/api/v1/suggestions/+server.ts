import { suggestFor } from '#lib/feeds/suggest.server.ts';
import { readsAnew } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { newsAsked, suggestionParameters, suggestionsOf } from '../../suggestions.ts';

export const GET = readsAnew(suggestionParameters, async ({ locals: { db }, url }) =>
	suggestionsOf(await suggestFor(db, newsAsked(url.searchParams)))
);
export const fallback = onlyAllows('GET');
