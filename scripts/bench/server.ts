import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createInterface } from 'node:readline';

/** The built application in a process of its own. */
export type Server = { address: string; port: number; process: ChildProcess; stop(): Promise<void> };

const script = fileURLToPath(new URL('../serve.ts', import.meta.url));

/**
 * Starts `npm start`'s script on a database that is there.
 * @param nodeOptions for the process, such as `--cpu-prof`.
 */
export async function startServer(databaseUrl: string, nodeOptions: readonly string[] = []): Promise<Server> {
	const port = await freePort();
	const env = {
		...process.env,
		DATABASE_URL: databaseUrl,
		PORT: String(port),
		STOCKTAKE_SAMPLE: 'off',
		ADMIN_EMAIL: 'admin@stocktake.example',
		ADMIN_PASSWORD: 'measuring-only-0000',
		HOST: '127.0.0.1',
		ORIGIN: '',
		TRUST_PROXY: '',
		BODY_SIZE_LIMIT: ''
	};
	const child = spawn(process.execPath, [...nodeOptions, script], {
		env,
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const ended = once(child, 'exit');
	process.once('exit', () => child.kill('SIGKILL'));
	await Promise.race([
		readiness(child),
		ended.then(() => Promise.reject(new Error('The server did not start.')))
	]);
	return {
		address: `http://127.0.0.1:${port}`,
		port,
		process: child,
		stop: async () => {
			child.kill('SIGTERM');
			await ended;
		}
	};
}

async function readiness(child: ChildProcess): Promise<void> {
	for await (const line of createInterface(child.stdout!)) if (line.includes('is ready at')) break;
	child.stdout!.resume();
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
