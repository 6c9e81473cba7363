import { createHash, randomUUID } from 'node:crypto';
import { feedSightings, inboxItems } from '#lib/feeds/inbox-table.server.ts';
import { feeds } from '#lib/feeds/table.server.ts';
import type { Seen } from '#lib/feeds/triage.ts';
import type { Database, Transaction } from '#lib/server/database.ts';

type Given = Partial<typeof inboxItems.$inferInsert> & { title: string };

/** A feed that is on, kept in the database. */
export async function makeFeed(
	db: Database | Transaction,
	title: string,
	changes: Partial<typeof feeds.$inferInsert> = {}
): Promise<number> {
	const url = `https://${randomUUID()}.example.org/feed.xml`;
	const [row] = await db
		.insert(feeds)
		.values({ title, url, isOn: true, ...changes })
		.returning({ id: feeds.id });
	return row!.id;
}

const sha = (text: string) => createHash('sha256').update(text).digest('hex');

/** Items of a feed, the first the newest, each an hour older than the one before it; as they are seen at first. */
export async function makeItems(
	db: Database | Transaction,
	feedId: number,
	given: readonly (string | Given)[]
): Promise<Seen[]> {
	const newest = Date.parse('2026-09-14T12:00:00Z');
	const rows = given.map((one, at) => {
		const { title, ...changes } = typeof one === 'string' ? { title: one } : one;
		const url = changes.url === undefined ? `https://news.example.org/${randomUUID()}` : changes.url;
		const publishedAt = new Date(newest - at * 3_600_000);
		return {
			feedId,
			title,
			url,
			canonicalUrl: url,
			titleHash: sha(title),
			contentHash: sha(`${title}${url}`),
			publishedAt,
			sortedAt: publishedAt,
			...changes
		};
	});
	const items = await db
		.insert(inboxItems)
		.values(rows)
		.returning({ id: inboxItems.id, version: inboxItems.version });
	await db
		.insert(feedSightings)
		.values(items.map(({ id }) => ({ feedId, itemId: id, identity: `guid:${id}` })));
	return items;
}
