import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isWithin } from '../scripts/body-limit.ts';

let server: Server;
let port: number;
/** Bytes of each request that were handed on to whoever reads it. */
const taken: number[] = [];

beforeAll(async () => {
	server = createServer((asked, answer) => {
		if (!isWithin(asked, answer, { usual: 1_000, files: 100_000 })) return;
		const at = taken.push(0) - 1;
		asked.on('data', (piece: Buffer) => (taken[at]! += piece.length));
		asked.on('error', () => answer.destroy());
		asked.on('end', () => answer.end('taken'));
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	({ port } = server.address() as AddressInfo);
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

/** Sends pieces without saying how many there will be. @returns the status, or the code of the error where it was cut off */
const send = (path: string, pieces: number, piece = Buffer.alloc(100)) =>
	new Promise<number | string>((settle) => {
		const asked = request({ port, path, method: 'POST', headers: { 'transfer-encoding': 'chunked' } });
		asked.on('response', (answer) => settle(answer.resume().statusCode!));
		asked.on('error', (error: NodeJS.ErrnoException) => settle(error.code!));
		const next = (left: number) => {
			if (asked.destroyed) return;
			if (left === 0) asked.end();
			else asked.write(piece, () => next(left - 1));
		};
		next(pieces);
	});

test('a body of unknown length is taken up to the last byte of the limit', async () => {
	expect(await send('/developments', 10)).toBe(200);
	expect(taken.at(-1)).toBe(1_000);
});

test('one that goes on is cut off, and nobody is handed more than the limit', async () => {
	expect(await send('/developments', 11)).toMatch(/ECONNRESET|EPIPE/);
	expect(taken.at(-1)).toBeLessThanOrEqual(1_000);
	expect(await send('/developments', 1_000_000)).toMatch(/ECONNRESET|EPIPE/);
	expect(taken.at(-1)).toBeLessThanOrEqual(1_000);
});

test('where files come in, more is taken, and no more than that', async () => {
	for (const path of ['/import', '/import/', '/api/v1/imports?name=x'])
		expect(await send(path, 11), path).toBe(200);
	expect(await send('/import', 1_001)).toMatch(/ECONNRESET|EPIPE/);
	expect(taken.at(-1)).toBeLessThanOrEqual(100_000);
	expect(await send('/import/7', 11)).toMatch(/ECONNRESET|EPIPE/);
});
