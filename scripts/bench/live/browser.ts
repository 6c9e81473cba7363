import { Agent, request, type IncomingMessage } from 'node:http';
import { gunzipSync } from 'node:zlib';

export type Answer = { status: number; text: string };

/** What a browser does of one person: keeps its connections, sends its cookie, takes compressed answers. */
export class Browser {
	readonly #agent = new Agent({ keepAlive: true, maxSockets: 2 });
	readonly #port: number;
	readonly #cookie: string;

	constructor(port: number, cookie: string) {
		this.#port = port;
		this.#cookie = cookie;
	}

	get origin(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	/** The whole answer. */
	async ask(path: string, headers: Record<string, string> = {}, form?: URLSearchParams): Promise<Answer> {
		const answer = await this.#send(path, headers, form);
		const parts: Buffer[] = [];
		for await (const part of answer) parts.push(part as Buffer);
		const body = Buffer.concat(parts);
		const isPacked = answer.headers['content-encoding'] === 'gzip';
		return { status: answer.statusCode ?? 0, text: (isPacked ? gunzipSync(body) : body).toString() };
	}

	/** Calls `hear` with each event of a stream until the browser is closed. */
	async follow(path: string, hear: (data: string) => void): Promise<void> {
		const answer = await this.#send(path, { accept: 'text/event-stream' });
		if (answer.statusCode !== 200) throw new Error(`${path} answered ${answer.statusCode}.`);
		let rest = '';
		answer.setEncoding('utf8');
		answer.on('data', (text: string) => {
			const lines = (rest + text).split('\n');
			rest = lines.pop() ?? '';
			for (const line of lines) if (line.startsWith('data: ')) hear(line.slice('data: '.length));
		});
		// The end of the bench.
		answer.on('error', () => {});
	}

	close(): void {
		this.#agent.destroy();
	}

	#send(path: string, headers: Record<string, string>, form?: URLSearchParams): Promise<IncomingMessage> {
		return new Promise((resolve, reject) => {
			const sent = request(
				{
					agent: this.#agent,
					host: '127.0.0.1',
					port: this.#port,
					path,
					method: form ? 'POST' : 'GET',
					headers: {
						accept: 'text/html',
						'accept-encoding': 'gzip',
						cookie: this.#cookie,
						...(form ? { 'content-type': 'application/x-www-form-urlencoded', origin: this.origin } : {}),
						...headers
					}
				},
				resolve
			);
			sent.on('error', reject);
			sent.end(form?.toString());
		});
	}
}
