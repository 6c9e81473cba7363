import { connect, type Socket } from 'node:net';

/** An answer: its status and how long its body is. */
export type Answer = { status: number; bytes: number };

/** One kept-alive connection that costs next to nothing itself, so that what is measured is the server. */
export type Client = { get(path: string): Promise<Answer>; close(): void };

const endOfHead = Buffer.from('\r\n\r\n');
const endOfChunks = Buffer.from('0\r\n\r\n');

/** Connects to a server on this machine. One request at a time. */
export function connectTo(port: number): Client {
	const socket = connect({ port, host: '127.0.0.1', noDelay: true });
	let received: Buffer = Buffer.alloc(0);
	let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
	const fail = (error: Error) => waiting?.reject(error);
	socket.on('error', fail);
	socket.on('close', () => fail(new Error('The server closed the connection.')));
	socket.on('data', (data: Buffer) => {
		received = received.length === 0 ? data : Buffer.concat([received, data]);
		const answer = read(received);
		if (!answer || !waiting) return;
		received = Buffer.alloc(0);
		const { resolve } = waiting;
		waiting = undefined;
		resolve(answer);
	});
	return { get: (path) => ask(socket, path), close: () => socket.destroy() };

	function ask(to: Socket, path: string): Promise<Answer> {
		return new Promise((resolve, reject) => {
			waiting = { resolve, reject };
			const accept = path.startsWith('/api/') ? 'application/json' : 'text/html';
			to.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nAccept: ${accept}\r\n\r\n`);
		});
	}
}

/** The answer, once all of it has come. */
function read(received: Buffer): Answer | undefined {
	const at = received.indexOf(endOfHead);
	if (at < 0) return undefined;
	const head = received.toString('latin1', 0, at);
	const status = Number(head.slice(9, 12));
	const body = received.length - at - endOfHead.length;
	const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
	const isWhole = length
		? body >= Number(length)
		: received.subarray(-endOfChunks.length).equals(endOfChunks);
	return isWhole ? { status, bytes: body } : undefined;
}
