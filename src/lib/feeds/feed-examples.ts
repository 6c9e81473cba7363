import type { ReadFeed } from './entry.ts';
import { parse } from './parse.ts';

// Feeds in a few words, for tests.

export const now = new Date('2026-03-01T12:00:00Z');
export const bytes = (text: string) => new TextEncoder().encode(text);
export const read = (text: string, contentType?: string): ReadFeed =>
	parse({ body: bytes(text), url: 'https://www.example.org/feeds/news.xml', contentType }, now);
export const rss = (items: string, head = '', root = '') =>
	`<?xml version="1.0"?><rss version="2.0" ${root}><channel><title>News</title><link>https://www.example.org/</link>${head}${items}</channel></rss>`;
export const atom = (entries: string, attributes = '') =>
	`<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>News</title>${entries}</feed>`;
export const item = (text: string, head = '', root = '') =>
	read(rss(`<item>${text}</item>`, head, root)).entries[0]!;
export const entry = (text: string, attributes = '') =>
	read(atom(`<entry>${text}</entry>`, attributes)).entries[0]!;
export const titles = (feed: ReadFeed) => feed.entries.map(({ title }) => title);
