import { and, eq, isNull, or, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import type { Transaction } from '../server/database.ts';
import type { Identified, Known, KnownItem, Match } from './identity.server.ts';
import { feedSightings, inboxItems } from './inbox-table.server.ts';

/** An item as it is kept. */
export type Stored = KnownItem & {
	feedId: number;
	summary: string;
	author: string;
	url: string | null;
	publishedAt: Date | null;
	state: string;
	/** The rule that kept it out. */
	excludedBy: number | null;
};

/** An entry with the item that it is, if it is known. */
export type Found = Match & { one: Identified; item?: Stored };

const storedColumns = {
	id: inboxItems.id,
	feedId: inboxItems.feedId,
	canonicalUrl: inboxItems.canonicalUrl,
	title: inboxItems.title,
	titleHash: inboxItems.titleHash,
	contentHash: inboxItems.contentHash,
	summary: inboxItems.summary,
	author: inboxItems.author,
	url: inboxItems.url,
	publishedAt: inboxItems.publishedAt,
	state: inboxItems.state,
	excludedBy: inboxItems.excludedBy
};

/** What is kept that these entries may be. */
export async function knownOf(tx: Transaction, feedId: number, ones: readonly Identified[]): Promise<Known> {
	const identities = [...new Set(ones.flatMap((one) => one.identities))];
	const urls = [...new Set(ones.flatMap((one) => one.canonicalUrl ?? []))];
	const contents = [...new Set(ones.map((one) => one.contentHash))];
	const sightings = await tx
		.select({ identity: feedSightings.identity, ...storedColumns })
		.from(feedSightings)
		.innerJoin(inboxItems, eq(inboxItems.id, feedSightings.itemId))
		.where(and(eq(feedSightings.feedId, feedId), isAnyOf(feedSightings.identity, identities)));
	const alike = await tx
		.select({
			...storedColumns,
			hasGuid: sql<boolean>`exists (select from feed_sightings s
				where s.item_id = inbox_items.id and s.feed_id = ${feedId} and s.identity like 'guid:%')`
		})
		.from(inboxItems)
		.where(
			or(
				isAnyOf(inboxItems.canonicalUrl, urls),
				and(isNull(inboxItems.canonicalUrl), isAnyOf(inboxItems.contentHash, contents)),
				and(eq(inboxItems.feedId, feedId), isAnyOf(inboxItems.contentHash, contents))
			)
		)
		.orderBy(inboxItems.id);
	const byUrl = new Map<string, Stored[]>();
	for (const item of alike)
		if (item.canonicalUrl) byUrl.set(item.canonicalUrl, [...(byUrl.get(item.canonicalUrl) ?? []), item]);
	return {
		sighted: new Map(
			sightings.map(({ identity, ...item }) => [identity, { ...item, hasGuid: identity.startsWith('guid:') }])
		),
		byUrl,
		byContent: Map.groupBy(
			alike.filter((item) => item.canonicalUrl === null || item.feedId === feedId),
			(item) => item.contentHash
		)
	};
}

/** `= any` of one parameter: a list of thousands is no statement of thousands of parameters. */
const isAnyOf = (column: AnyPgColumn, values: readonly string[]) =>
	sql`${column} = any(${sql.param(values)}::text[])`;
