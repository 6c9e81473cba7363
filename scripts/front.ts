import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { CannotStart } from '#lib/server/cannot-start.ts';
import type { Configuration } from '#lib/server/configuration.ts';
import { describe } from '#lib/server/log.ts';
import { isWithin } from './body-limit.ts';

/** What the build gives us: a handler in the manner of Express. */
export type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => unknown;

/** The part that listens. It takes the port before anything else is done, and answers "not yet" until it is opened. */
export type Front = {
	/** Where a person on this machine, or behind ORIGIN, finds the pages. */
	address: string;
	open(handler: Handler): void;
	/** Takes no more requests, ends event streams, waits for the others, and after `grace` milliseconds cuts them. */
	close(grace: number): Promise<void>;
};

/** `localhost` is either of these, as the machine and the browser please. */
const loopback = ['127.0.0.1', '::1'];

/**
 * Listens on the configured address; without one, on this machine alone.
 * @throws CannotStart when the port is taken or not allowed.
 */
export async function listen(configuration: Configuration): Promise<Front> {
	const { host, port, trustProxy, bodySizeLimit, importSizeLimit } = configuration;
	const limits = { usual: bodySizeLimit, files: importSizeLimit };
	const running = new Set<ServerResponse>();
	let handler: Handler = notYet;
	const answer = (request: IncomingMessage, response: ServerResponse) => {
		running.add(response);
		response.once('close', () => running.delete(response));
		settleForwarding(request, trustProxy);
		if (!isWithin(request, response, limits)) return;
		void Promise.try(handler, request, response, () => response.writeHead(404).end()).catch((error) => {
			console.error(describe(error));
			response.destroy();
		});
	};
	const servers: Server[] = [];
	for (const address of host ? [host] : loopback) {
		const server = createServer(answer);
		if (await bind(server, address, port, host === null && address === '::1')) servers.push(server);
	}
	return {
		address: configuration.origin ?? `http://${nameOf(host)}:${port}`,
		open: (opened) => void (handler = opened),
		close: async (grace) => {
			const cut = setTimeout(() => servers.forEach((server) => server.closeAllConnections()), grace);
			const closed = servers.map((server) => new Promise<void>((done) => server.close(() => done())));
			for (const response of running) endWhenDone(response);
			servers.forEach((server) => server.closeIdleConnections());
			await Promise.all(closed);
			clearTimeout(cut);
		}
	};
}

/** @returns false when this address does not exist on the machine and is optional. */
function bind(server: Server, address: string, port: number, isOptional: boolean): Promise<boolean> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => {
			const isAbsent = error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT';
			if (isOptional && isAbsent) resolve(false);
			else reject(explain(error, address, port));
		});
		server.listen(port, address, () => resolve(true));
	});
}

function explain(error: NodeJS.ErrnoException, address: string, port: number): CannotStart {
	if (error.code === 'EADDRINUSE')
		return new CannotStart(
			`Port ${port} is taken by another program, perhaps another Stocktake.\n` +
				`Stop that one, or choose another port: PORT=${port === 65_535 ? 3000 : port + 1} npm start`
		);
	if (error.code === 'EACCES')
		return new CannotStart(
			`This account may not listen on port ${port}. Choose one above 1023: PORT=3000 npm start`
		);
	if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
		return new CannotStart(
			`HOST is ${address}, which is not an address of this machine. Leave it out, or use 0.0.0.0.`
		);
	return new CannotStart(`Listening on ${address}, port ${port}, failed: ${error.message}`);
}

function nameOf(host: string | null): string {
	if (host === null || host === '0.0.0.0' || host === '::') return 'localhost';
	return host.includes(':') ? `[${host}]` : host;
}

/**
 * The pages learn from these headers who asks and by which protocol, and compare the form's Origin with it. What a
 * stranger writes there is believed only behind a trusted proxy.
 */
function settleForwarding(request: IncomingMessage, trustProxy: boolean): void {
	const { headers, socket } = request;
	const [protocol] = trustProxy ? String(headers['x-forwarded-proto'] ?? 'http').split(',') : ['http'];
	headers['x-forwarded-proto'] = protocol;
	if (!trustProxy || !headers['x-forwarded-for']) headers['x-forwarded-for'] = socket.remoteAddress;
}

function endWhenDone(response: ServerResponse): void {
	const isStream = String(response.getHeader('content-type')).startsWith('text/event-stream');
	if (isStream) response.end();
	else if (!response.headersSent) response.setHeader('connection', 'close');
	response.once('finish', () => response.req.socket.end());
}

function notYet(_request: IncomingMessage, response: ServerResponse): void {
	const page =
		'<!doctype html><html lang="en"><meta charset="utf-8"><meta http-equiv="refresh" content="2">' +
		'<title>Stocktake is starting</title><p>Stocktake is starting. This page reloads by itself.</p></html>';
	response.writeHead(503, { 'content-type': 'text/html; charset=utf-8', 'retry-after': '2' }).end(page);
}
