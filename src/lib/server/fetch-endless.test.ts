import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { fetchOutside, type Outlook } from './fetch-outside.ts';
import { mayReach } from './outside-address.ts';

// Servers whose answer has no end, in each place where one may have none.

const running: Server[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
	for (const socket of sockets) socket.destroy();
	for (const server of running.splice(0)) await new Promise((done) => server.close(done));
});

async function serve(answer: (socket: Socket) => void): Promise<string> {
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('error', (error) => void error);
		socket.once('data', () => answer(socket));
	});
	running.push(server);
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

const inside: Outlook = {
	resolve: async () => [{ address: '127.0.0.1', family: 4 }],
	mayReach: (address) => mayReach(address, true),
	allowsInside: true
};
const ok = 'HTTP/1.1 200 OK\r\n';
const inPieces = `${ok}transfer-encoding: chunked\r\n\r\n`;

test.each([
	['a status line', 'HTTP/1.1 200 ', 'a'.repeat(1_000)],
	['early hints', '', 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(50)],
	['one header', `${ok}x: `, 'a'.repeat(1_000)],
	['headers', ok, 'x: a\r\n'.repeat(100)],
	['extensions of chunks', inPieces, `1;${'a'.repeat(1_000)}\r\nx\r\n`],
	['trailers', `${inPieces}0\r\n`, 'x: a\r\n'.repeat(100)]
])('%s without end: it is broken off after a few megabytes', async (_, first, more) => {
	let written = 0;
	const address = await serve((socket) => {
		const send = () => {
			while (!socket.destroyed) {
				written += more.length;
				if (!socket.write(more)) return void socket.once('drain', send);
			}
		};
		socket.write(first);
		send();
	});
	const asked = fetchOutside(address, { maxBytes: 1_000_000, timeoutMs: 60_000 }, inside);
	await expect(asked).rejects.toMatchObject({ code: expect.stringMatching(/^(broken|too_large)$/) });
	expect(written).toBeLessThan(50_000_000);
});

test.each([
	['headers', `${ok}x: `],
	['early hints', 'HTTP/1.1 103 Early Hints\r\nx: '],
	['a chunk', `${inPieces}ffff\r\n`]
])('%s that drip are cut off when the time is over', async (_, first) => {
	const address = await serve((socket) => {
		socket.write(first);
		const drip = setInterval(() => socket.write('a'), 20);
		socket.on('close', () => clearInterval(drip));
	});
	const asked = fetchOutside(address, { maxBytes: 1_000_000, timeoutMs: 400 }, inside);
	await expect(asked).rejects.toMatchObject({
		code: 'timeout',
		message: expect.stringMatching(/did not send everything within 1 seconds/)
	});
});

test('a server that says nothing is not waited for', async () => {
	const address = await serve(() => {});
	const asked = fetchOutside(address, { maxBytes: 1_000_000, timeoutMs: 300 }, inside);
	await expect(asked).rejects.toMatchObject({ code: 'timeout' });
});
