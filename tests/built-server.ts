import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll } from 'vitest';
import { runShutdownSteps } from '#lib/server/shutdown.ts';
import { listen, type Handler } from '../scripts/front.ts';

export type Reply = { status: number; headers: Headers; body: any };
export type Ask = (
	path: string,
	init?: RequestInit & { token?: string | undefined; json?: unknown }
) => Promise<Reply>;

/**
 * The built pages and API over HTTP, on a database of the test's own; closed with the test file. `npm test` builds
 * them first.
 */
export async function builtServer(databaseUrl: string): Promise<{ address: string; ask: Ask }> {
	const port = await freePort();
	const limits = { bodySizeLimit: 10 * 1024 ** 2, importSizeLimit: 12 * 1024 ** 2 };
	const configuration = { host: '127.0.0.1', port, origin: null, trustProxy: false, ...limits };
	const front = await listen(configuration as Parameters<typeof listen>[0]);
	process.env.DATABASE_URL = databaseUrl;
	process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
	process.env.ADDRESS_HEADER = 'x-forwarded-for';
	process.env.BODY_SIZE_LIMIT = '12M';
	process.env.FETCH_PRIVATE = 'on';
	const built = new URL('../build/handler.js', import.meta.url).href;
	const { handler } = (await import(/* @vite-ignore */ built)) as { handler: Handler };
	front.open(handler);
	afterAll(async () => {
		await front.close(1_000);
		await runShutdownSteps();
	});
	const address = `http://127.0.0.1:${port}`;
	return { address, ask: (path, init) => ask(address + path, init) };
}

/** `json` is sent as such, `token` as bearer token; JSON that comes back is read. */
async function ask(url: string, { token, json, ...init }: Parameters<Ask>[1] = {}): Promise<Reply> {
	const headers = new Headers(init.headers);
	if (token) headers.set('authorization', `Bearer ${token}`);
	if (json !== undefined && !headers.has('content-type')) headers.set('content-type', 'application/json');
	const body = json === undefined ? init.body : JSON.stringify(json);
	const method = init.method ?? (body ? 'POST' : 'GET');
	const response = await fetch(url, {
		redirect: 'manual',
		...init,
		method,
		headers,
		...(body ? { body } : {})
	});
	const text = await response.text();
	const isJson = /json/.test(response.headers.get('content-type') ?? '');
	return {
		status: response.status,
		headers: response.headers,
		body: isJson && text ? JSON.parse(text) : text
	};
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as AddressInfo;
			probe.close(() => resolve(port));
		});
	});
}
