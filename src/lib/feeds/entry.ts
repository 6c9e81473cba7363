import type { FeedFormat } from './feed.ts';

/** One entry of a feed, cleaned: plain text, an absolute address, a date that can be believed. */
export type FeedEntry = {
	/** The feed's own id of it, as given. */
	guid?: string;
	/** Absolute; http or https. */
	url?: string;
	/** Plain, one line, never empty. */
	title: string;
	/** Plain text of summary and content. */
	summary: string;
	author: string;
	/** BCP 47 tag that the entry says of itself. */
	language?: string;
	publishedAt?: Date;
};

/** A feed as far as it could be read. */
export type ReadFeed = {
	format: FeedFormat;
	title: string;
	siteUrl?: string;
	/** BCP 47 tag that the feed says of itself. */
	language?: string;
	entries: FeedEntry[];
	/** What had to be mended or left out, each in words. */
	faults: string[];
};

/** Lengths that the inbox keeps; longer ones are cut. */
export const longest = { title: 500, summary: 20_000, author: 300, url: 2_000, guid: 2_000 } as const;

/** Entries read of one document: none of ours has as many; a hostile one may have a million. */
export const mostEntries = 5_000;

/** A document that is no feed. `message` says what it is instead; `feeds` are addresses that a page names as its feeds. */
export class NoFeed extends Error {
	readonly feeds: readonly string[];
	constructor(message: string, feeds: readonly string[] = []) {
		super(message);
		this.name = 'NoFeed';
		this.feeds = feeds;
	}
}
