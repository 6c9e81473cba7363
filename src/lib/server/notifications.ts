import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import type { Transaction } from './database.ts';
import { onShutdown } from './shutdown.ts';

const channel = 'changes';

/** The name of what changed; `resync` when some may have been missed. */
export type Notice = { topic: string; id: number };
export type Listener = (notice: Notice) => void;

/** Tells every process, at commit, the name of what changed; never its content. */
export async function notify(tx: Transaction, topic: string, id: number): Promise<void> {
	await tx.execute(sql`select pg_notify(${channel}, ${JSON.stringify({ topic, id })})`);
}

const listeners = new Set<Listener>();
let connected = false;

/** Calls `listener` for each change from now on, through one connection for the whole process; returns the way to stop. */
export function subscribe(databaseUrl: string, listener: Listener): () => void {
	listeners.add(listener);
	if (!connected) connect(databaseUrl);
	return () => listeners.delete(listener);
}

function connect(databaseUrl: string): void {
	connected = true;
	const client = postgres(databaseUrl, { max: 1, onnotice: () => {} });
	const tell = (notice: Notice) => listeners.forEach((listener) => listener(notice));
	onShutdown('notifications', () => client.end({ timeout: 1 }));
	client
		.listen(
			channel,
			(payload) => tell(JSON.parse(payload) as Notice),
			() => tell({ topic: 'resync', id: 0 })
		)
		.catch(async (error: unknown) => {
			connected = false;
			await client.end({ timeout: 1 });
			console.error('Changes are not announced until the next reader comes:', error);
		});
}
