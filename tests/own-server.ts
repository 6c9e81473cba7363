import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { administrator } from './administrator.ts';

const script = fileURLToPath(new URL('../scripts/serve.ts', import.meta.url));

/** The real start script on a data folder of the test's own, to be killed and started again. */
export class OwnServer {
	readonly #folder = mkdtempSync(join(tmpdir(), 'stocktake-restart-'));
	#process: ChildProcess | undefined;
	#port = 0;

	get address(): string {
		return `http://localhost:${this.#port}`;
	}

	/** Starts it, again at the same address, and waits until it answers. */
	async start(): Promise<void> {
		// As root, PostgreSQL runs as another user, who has to get in.
		chmodSync(this.#folder, 0o755);
		this.#port ||= await freePort();
		const env = {
			...process.env,
			PORT: String(this.#port),
			STOCKTAKE_DATA_DIR: this.#folder,
			STOCKTAKE_SAMPLE: 'on',
			ADMIN_EMAIL: administrator.email,
			ADMIN_PASSWORD: administrator.password,
			DATABASE_URL: '',
			HOST: '',
			ORIGIN: '',
			TRUST_PROXY: '',
			BODY_SIZE_LIMIT: '',
			FETCH_PRIVATE: ''
		};
		const child = spawn(process.execPath, [script], { env, stdio: ['ignore', 'pipe', 'inherit'] });
		this.#process = child;
		for await (const line of createInterface(child.stdout)) if (line.includes('is ready at')) break;
		child.stdout.resume();
	}

	/** Takes it away in the middle of everything. */
	async kill(): Promise<void> {
		await this.#end('SIGKILL');
	}

	async stop(): Promise<void> {
		await this.#end('SIGTERM');
		rmSync(this.#folder, { recursive: true, force: true });
	}

	async #end(signal: NodeJS.Signals): Promise<void> {
		const child = this.#process;
		if (!child || child.exitCode !== null || child.signalCode !== null) return;
		const ended = once(child, 'exit');
		child.kill(signal);
		await ended;
	}
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
