import { eq } from 'drizzle-orm';
import { sources } from '../developments/table.server.ts';
import { Conflict, NotFound, Refused } from '../errors.ts';
import { difference, recordChange } from '../server/changes.ts';
import { violatedConstraint, type Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import type { FeedInput } from './feed.ts';
import { sourceOfStarter } from './starters.server.ts';
import { feeds } from './table.server.ts';

/**
 * Adds a feed and turns it on: it is polled at once.
 * @throws Conflict where a feed of that address is here already
 */
export async function addFeed(
	tx: Transaction,
	actor: Actor | null,
	input: FeedInput
): Promise<{ id: number }> {
	authorise(actor, 'manageFeeds');
	await checkSource(tx, input.sourceId);
	const [row] = await tx
		.insert(feeds)
		.values({ ...input, isOn: true, startedAt: new Date(), addedBy: actor.id })
		.returning({ id: feeds.id })
		.catch((error: unknown) => throwTaken(error));
	const { id } = row!;
	await recordChange(tx, { ...of(id, actor, 'addFeed'), after: input });
	await notify(tx, 'feed', id);
	return { id };
}

/**
 * Replaces the fields of a feed. `version` is the one that the editor read.
 * @throws Conflict where somebody saved another version since, or another feed has the address
 */
export async function editFeed(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	version: number,
	input: FeedInput
): Promise<{ version: number }> {
	authorise(actor, 'manageFeeds');
	const before = await lockFeed(tx, id);
	if (before.version !== version)
		throw new Conflict('Somebody else saved this feed while you were editing it.', 'version');
	await checkSource(tx, input.sourceId);
	const changed = difference(inputOf(before), input);
	if (!changed) return { version };
	// What another address answered says nothing of this one.
	const fresh =
		before.url === input.url
			? {}
			: { etag: null, lastModified: null, failures: 0, lastFault: null, nextPollAt: new Date() };
	await tx
		.update(feeds)
		.set({ ...input, ...fresh, version: version + 1, updatedAt: new Date() })
		.where(eq(feeds.id, id))
		.catch((error: unknown) => throwTaken(error));
	await recordChange(tx, { ...of(id, actor, 'editFeed'), ...changed });
	await notify(tx, 'feed', id);
	return { version: version + 1 };
}

/** Turns a feed on, to be polled at once, or off. What is so already stays so. */
export async function turnFeed(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	isOn: boolean
): Promise<void> {
	authorise(actor, 'manageFeeds');
	const before = await lockFeed(tx, id);
	if (before.hiddenAt) throw new Refused('This feed is hidden. Restore it first.');
	if (before.isOn === isOn) return;
	const sourceId = before.sourceId ?? (isOn ? await sourceOfStarter(tx, actor, before.starterKey) : null);
	await tx
		.update(feeds)
		.set({
			isOn,
			sourceId,
			version: before.version + 1,
			updatedAt: new Date(),
			...(isOn ? { startedAt: before.startedAt ?? new Date(), nextPollAt: new Date(), failures: 0 } : {})
		})
		.where(eq(feeds.id, id));
	await recordChange(tx, {
		...of(id, actor, isOn ? 'turnFeedOn' : 'turnFeedOff'),
		before: { isOn: before.isOn },
		after: { isOn }
	});
	await notify(tx, 'feed', id);
}

/** Has a feed polled by the next copy of the application that is free. */
export async function pollNow(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'manageFeeds');
	const { isOn, hiddenAt } = await lockFeed(tx, id);
	if (hiddenAt) throw new Refused('This feed is hidden. Restore it first.');
	if (!isOn) throw new Refused('This feed is off. Turn it on, and it is polled at once.');
	await tx.update(feeds).set({ nextPollAt: new Date() }).where(eq(feeds.id, id));
	await notify(tx, 'feed', id);
}

/** Takes a feed out of the list; what it brought stays. Hiding a hidden one changes nothing. */
export const hideFeed = (tx: Transaction, actor: Actor | null, id: number) => setHidden(tx, actor, id, true);

/** Brings a hidden feed back, turned off. */
export const restoreFeed = (tx: Transaction, actor: Actor | null, id: number) =>
	setHidden(tx, actor, id, false);

async function setHidden(tx: Transaction, actor: Actor | null, id: number, hide: boolean): Promise<void> {
	authorise(actor, 'manageFeeds');
	const before = await lockFeed(tx, id);
	if ((before.hiddenAt !== null) === hide) return;
	await tx
		.update(feeds)
		.set({
			hiddenAt: hide ? new Date() : null,
			isOn: false,
			version: before.version + 1,
			updatedAt: new Date()
		})
		.where(eq(feeds.id, id));
	await recordChange(tx, {
		...of(id, actor, hide ? 'hideFeed' : 'restoreFeed'),
		before: { hidden: !hide },
		after: { hidden: hide }
	});
	await notify(tx, 'feed', id);
}

async function lockFeed(tx: Transaction, id: number) {
	const [row] = await tx.select().from(feeds).where(eq(feeds.id, id)).for('update');
	if (!row) throw new NotFound('There is no such feed.');
	return row;
}

const inputOf = ({ title, url, sourceId, intervalMinutes, silentAfterDays }: FeedInput): FeedInput => ({
	title,
	url,
	sourceId,
	intervalMinutes,
	silentAfterDays
});

async function checkSource(tx: Transaction, sourceId: number | null): Promise<void> {
	if (sourceId === null) return;
	const [known] = await tx.select({ id: sources.id }).from(sources).where(eq(sources.id, sourceId));
	if (!known) throw new NotFound('There is no such source.', 'sourceId');
}

function throwTaken(error: unknown): never {
	if (violatedConstraint(error) !== 'feeds_url') throw error;
	throw new Conflict('A feed of this address is here already. It may be off, or hidden.', 'url');
}

const of = (entityId: number, actor: Actor, action: string) => ({
	entity: 'feeds',
	entityId,
	action,
	actorId: actor.id
});
