import { asc, eq } from 'drizzle-orm';
import type { Reader } from '../server/database.ts';
import { inboxItems } from './inbox-table.server.ts';
import { feeds } from './table.server.ts';

/** Most reports of one development that are shown. */
const most = 50;

/** A story of the inbox that tells of a development. */
export type Report = Awaited<ReturnType<typeof listReports>>[number];

/** The items of the inbox that tell of a development, the oldest first: the one it was logged from, and those attached. */
export function listReports(db: Reader, ofDevelopment: number) {
	const { id, title, url, language, state, publishedAt, firstSeenAt, sortedAt } = inboxItems;
	return db
		.select({
			id,
			title,
			url,
			language,
			isAttached: eq(state, 'attached').mapWith(Boolean),
			publishedAt,
			firstSeenAt,
			feed: { id: feeds.id, title: feeds.title }
		})
		.from(inboxItems)
		.innerJoin(feeds, eq(feeds.id, inboxItems.feedId))
		.where(eq(inboxItems.developmentId, ofDevelopment))
		.orderBy(asc(sortedAt), asc(id))
		.limit(most);
}
