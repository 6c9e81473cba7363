import { createHash } from 'node:crypto';
import { canonicalUrl, isFrontPage } from './canonical-url.ts';
import type { FeedEntry } from './entry.ts';
import { fold } from './folded.ts';

/** An entry with what tells it from others. */
export type Identified = {
	entry: FeedEntry;
	/** Its address, where that is a page of its own; null for one that other entries share, and for a front page. */
	canonicalUrl: string | null;
	titleHash: string;
	contentHash: string;
	/** Why it may be known, the surest first; never its date. The first is kept, unless it turns out to mean another story. */
	identities: readonly [string, ...string[]];
	/** The words of its title, for telling a new headline from another story. */
	words: readonly string[];
};

/** What is known of an item that an entry may be. */
export type KnownItem = {
	id: number;
	canonicalUrl: string | null;
	title: string;
	titleHash: string;
	contentHash: string;
	/** Whether the feed that is read has shown it under an id of its own. */
	hasGuid: boolean;
};

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

const wordsOf = (text: string) => fold(text).text.match(/[\p{L}\p{N}]+/gu) ?? [];
/** A text by its words; one of signs alone as it is. */
const bareOf = (text: string) => wordsOf(text).join(' ') || text;
const hashOf = (...texts: string[]) => sha256(texts.map(bareOf).join('\n'));

/**
 * Finds out what tells the entries of one document apart. An id that stands on entries with different addresses is no id; an
 * address that stands on entries with different titles, or different words under different ids, or is the site itself, is
 * nobody's own; unless all of them have one id, which is more than that address and stands nowhere else. What stands in it twice comes once: the same id, or the same address, or the same words where one of two has
 * neither of them.
 */
export function identify(entries: readonly FeedEntry[], siteUrl?: string | null): Identified[] {
	const site = siteUrl ? canonicalUrl(siteUrl) : undefined;
	const bare = entries.map((entry) => {
		const address = entry.url ? canonicalUrl(entry.url) : undefined;
		const words = wordsOf(entry.title);
		const titleHash = hashOf(entry.title);
		return { entry, address, words, titleHash, contentHash: hashOf(entry.title, entry.summary) };
	});
	const addressOf = ({ address }: { address: string | undefined }) => address;
	const titlesOf = gather(bare, addressOf, ({ titleHash }) => titleHash);
	const contentsOf = gather(bare, addressOf, ({ contentHash }) => contentHash);
	const guidsOf = gather(bare, addressOf, ({ entry }) => entry.guid);
	const placesOf = gather(bare, ({ entry }) => entry.guid, addressOf);
	const isOneId = (address: string) => {
		const [guid, ...others] = guidsOf.get(address)!;
		if (guid === undefined || others.length > 0 || placesOf.get(guid)!.size > 1) return false;
		return !/^https?:/i.test(guid);
	};
	const isOneStory = (address: string) =>
		titlesOf.get(address)!.size === 1 &&
		(contentsOf.get(address)!.size === 1 || guidsOf.get(address)!.size === 1);
	const isOwn = (address: string) =>
		address !== site && !isFrontPage(address) && (isOneStory(address) || isOneId(address));
	const placed = bare.map((one) => ({ ...one, own: one.address && isOwn(one.address) ? one.address : null }));
	const storiesOf = gather(
		placed,
		({ entry }) => entry.guid,
		({ own, contentHash }) => own ?? contentHash
	);
	const seen = new Set<string>();
	const isNew = (...keys: string[]) => {
		if (keys.some((key) => seen.has(key))) return false;
		for (const key of keys) seen.add(key);
		return true;
	};
	return placed.flatMap(({ entry, own, words, titleHash, contentHash }) => {
		const { guid } = entry;
		const isId = guid !== undefined && storiesOf.get(guid)!.size === 1;
		const identities = [
			...(isId ? [`guid:${guid}`] : []),
			...(own ? [`url:${own}`] : []),
			`hash:${contentHash}`
		].map(short) as [string, ...string[]];
		const story = own ? [`${own} ${titleHash}`] : isId ? [] : [contentHash];
		// Words that are told by an id are no other's, save of one that has no more than them.
		const isKnown = own === null && (isId ? seen.has(contentHash) : seen.has(`told ${contentHash}`));
		if (isKnown || !isNew(identities[0], ...story)) return [];
		if (own === null && isId) seen.add(`told ${contentHash}`);
		return [{ entry, canonicalUrl: own, titleHash, contentHash, identities, words }];
	});
}

function gather<T, V>(list: readonly T[], keyOf: (one: T) => string | undefined, valueOf: (one: T) => V) {
	const groups = new Map<string, Set<V>>();
	for (const one of list) {
		const key = keyOf(one);
		if (key === undefined) continue;
		const group = groups.get(key) ?? new Set();
		groups.set(key, group.add(valueOf(one)));
	}
	return groups;
}

/** Long ones are hashed: an id may be a page long. */
const short = (identity: string) =>
	identity.length <= 500 ? identity : `${identity.slice(0, identity.indexOf(':') + 1)}${sha256(identity)}`;

export type Known = {
	/** Items of this feed by identity. */
	sighted: ReadonlyMap<string, KnownItem>;
	/** Items of any feed by address. */
	byUrl: ReadonlyMap<string, readonly KnownItem[]>;
	/** Items of this feed, and those of any feed that have no address of their own, by content. */
	byContent: ReadonlyMap<string, readonly KnownItem[]>;
};

/** The item that an entry is, and the identity under which to remember it; without an item it is a new one. */
export type Match = { item?: KnownItem; identity: string; isSighted: boolean };

/**
 * Guid, then canonical address, then content. Content alone makes no two entries one that their feed tells apart by ids; it
 * does where one of them has none, and where the other came through another feed.
 */
export function match(one: Identified, { sighted, byUrl, byContent }: Known): Match {
	const free = one.identities.filter((identity) => !sighted.has(identity));
	for (const identity of one.identities) {
		const item = sighted.get(identity);
		if (item && isStill(one, item, identity)) return { item, identity, isSighted: true };
	}
	const identity = free[0] ?? one.identities.at(-1)!;
	const item =
		one.canonicalUrl === null
			? byContent.get(one.contentHash)?.find(({ hasGuid }) => !(hasGuid && isTold(one)))
			: findByUrl(one, one.canonicalUrl, byUrl);
	return item ? { item, identity, isSighted: false } : { identity, isSighted: false };
}

/** An id under which another address and an unlike title come was given to another story. */
function isStill(one: Identified, item: KnownItem, identity: string): boolean {
	if (item.titleHash === one.titleHash || identity.startsWith('hash:')) return true;
	if (identity.startsWith('url:')) return !isTold(one) || isAlike(one, item);
	if (one.canonicalUrl === null || item.canonicalUrl === null)
		return one.entry.url === undefined || isAlike(one, item);
	return one.canonicalUrl === item.canonicalUrl || isAlike(one, item);
}

function findByUrl(one: Identified, address: string, byUrl: Known['byUrl']): KnownItem | undefined {
	const there = byUrl.get(address) ?? [];
	const same = there.find(({ titleHash }) => titleHash === one.titleHash);
	if (same) return same;
	// A feed that gives each entry an id of its own may still link them all to one page.
	return there.find((item) => isAlike(one, item) || (there.length === 1 && !(isTold(one) && item.hasGuid)));
}

/** Whether its feed tells it from others by an id. */
export const isTold = ({ identities: [sure] }: Identified): boolean => sure.startsWith('guid:');

/** Whether two titles are of one story: half of the shorter one's words are in the other, and no number differs. */
export function isAlike({ words }: Pick<Identified, 'words'>, { title }: Pick<KnownItem, 'title'>): boolean {
	const [ours, theirs] = [new Set(words), new Set(wordsOf(title))];
	const numbers = (set: Set<string>) =>
		[...set]
			.filter((word) => /\d/.test(word))
			.sort()
			.join(' ');
	if (numbers(ours) !== numbers(theirs)) return false;
	const telling = (set: Set<string>) => [...set].filter((word) => word.length > 3);
	const [a, b] = [telling(ours), telling(theirs)];
	const least = Math.min(a.length, b.length);
	return least > 0 && a.filter((word) => theirs.has(word)).length * 2 >= least;
}
