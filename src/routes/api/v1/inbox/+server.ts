import { readLimit } from '#lib/developments/cursor.ts';
import { readInboxFilter } from '#lib/feeds/inbox-filter.ts';
import { listItems } from '#lib/feeds/inbox.server.ts';
import { memberOf } from '../../discussion.server.ts';
import { inboxParameters, listedItemOf } from '../../inbox.ts';
import { readsAnew } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';

export const GET = readsAnew(inboxParameters, async ({ locals, url: { searchParams, pathname } }) => {
	memberOf(locals);
	const limit = readLimit(searchParams.get('limit'));
	const filter = readInboxFilter(searchParams);
	const { items, next } = await listItems(locals.db, filter, { after: searchParams.get('after'), limit });
	const following = new URLSearchParams(searchParams);
	following.set('after', next ?? '');
	return { items: items.map(listedItemOf), next: next && `${pathname}?${following}` };
});
export const fallback = onlyAllows('GET');
