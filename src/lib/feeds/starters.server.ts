import { addSource } from '../developments/keep-sources.server.ts';
import { sourceOfName } from '../developments/names.server.ts';
import type { Transaction } from '../server/database.ts';
import type { Actor } from '../users/user.ts';
import { starters } from './starters.ts';
import { feeds } from './table.server.ts';

/** Puts the shipped feeds where they are not yet, turned off. What was made of one that is there stays. */
export async function addStarters(tx: Transaction): Promise<void> {
	await tx
		.insert(feeds)
		.values(starters.map(({ key, title, url, siteUrl }) => ({ starterKey: key, title, url, siteUrl })))
		.onConflictDoNothing();
}

/** The source that a shipped feed reports for, made when the feed is first turned on; null for other feeds. */
export async function sourceOfStarter(
	tx: Transaction,
	actor: Actor,
	key: string | null
): Promise<number | null> {
	const source = starters.find((starter) => starter.key === key)?.source;
	if (!source) return null;
	const known = await sourceOfName(tx, source.name);
	if (known) return known.id;
	return addSource(tx, actor, { ...source, reliability: 'F', note: '', aliases: [] });
}
