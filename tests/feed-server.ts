import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a path answers with: words, or whatever one wants to do to whoever asks. */
export type Served = string | ((request: IncomingMessage, response: ServerResponse) => void);

export type FeedServer = {
	origin: string;
	/** Paths that were asked for, in order. */
	asked: string[];
	/** May be changed between two polls. */
	paths: Map<string, Served>;
	close: () => Promise<void>;
};

/** A server of feeds on this machine that counts what it is asked; reached only where private addresses are allowed. */
export async function serveFeeds(paths: Record<string, Served>): Promise<FeedServer> {
	const served = new Map(Object.entries(paths));
	const asked: string[] = [];
	const server = createServer((request, response) => {
		const path = request.url ?? '/';
		asked.push(path);
		const what = served.get(path);
		if (what === undefined) response.writeHead(404).end();
		else if (typeof what === 'string') response.setHeader('content-type', 'application/rss+xml').end(what);
		else what(request, response);
	});
	await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		asked,
		paths: served,
		close: () =>
			new Promise((closed) => {
				server.closeAllConnections();
				server.close(() => closed());
			})
	};
}

/** RSS of entries with these titles; each has an id and an address of its own. */
export const rssOf = (...titles: string[]) =>
	`<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Test feed</title><link>https://news.example/</link>${titles
		.map((title) => {
			const key = title.replace(/\W+/g, '-');
			return `<item><title>${title}</title><guid isPermaLink="false">${key}</guid><link>https://news.example/${key}</link></item>`;
		})
		.join('')}</channel></rss>`;
