import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { RecentNotices, resync, type Notice } from '../notice.ts';
import type { Transaction } from './database.ts';
import { onShutdown } from './shutdown.ts';

export type { Notice } from '../notice.ts';
export type Listener = (notice: Notice) => void;

const channel = 'changes';

/** Tells every process, at commit, the name of what changed; never its content. */
export async function notify(tx: Transaction, topic: string, id: number): Promise<void> {
	await tx.execute(sql`select pg_notify(${channel}, ${JSON.stringify({ topic, id })})`);
}

/** Tells of many at once; of more than a few hundred only the first, which is enough to make every list load again. */
export async function notifyAll(tx: Transaction, topic: string, ids: readonly number[]): Promise<void> {
	if (ids.length === 0) return;
	const notices = ids.slice(0, 300).map((id) => JSON.stringify({ topic, id }));
	await tx.execute(
		sql`select pg_notify(${channel}, notice) from jsonb_array_elements_text(${JSON.stringify(notices)}::jsonb) as list (notice)`
	);
}

/** How long to wait before listening is tried again. */
const pause = 1_000;

const listeners = new Set<Listener>();
let isConnected = false;
/** What was heard on the present connection; undefined until there is one. */
let recent: RecentNotices | undefined;

/**
 * Calls `listener` for each change since `since`, in milliseconds of the clock, through one connection for the whole
 * process. `resync` says that some may have been missed.
 * @returns the way to stop
 */
export function subscribe(databaseUrl: string, listener: Listener, since = Date.now()): () => void {
	listeners.add(listener);
	listen(databaseUrl);
	for (const notice of recent?.from(since) ?? []) listener(notice);
	return () => listeners.delete(listener);
}

/** Begins to listen, so that whoever comes first is told what happened since they loaded their page. */
export function listen(databaseUrl: string): void {
	if (!isConnected) connect(databaseUrl);
}

function connect(databaseUrl: string): void {
	isConnected = true;
	const client = postgres(databaseUrl, { max: 1, onnotice: () => {} });
	const tell = (notice: Notice) => listeners.forEach((listener) => listener(notice));
	onShutdown('notifications', () => client.end({ timeout: 1 }));
	client
		.listen(
			channel,
			(payload) => {
				const notice = JSON.parse(payload) as Notice;
				recent?.add(Date.now(), notice);
				tell(notice);
			},
			() => {
				recent = new RecentNotices(Date.now());
				tell(resync);
			}
		)
		.catch(async (error: unknown) => {
			console.error('Changes are not announced until the database can be listened to again:', error);
			await client.end({ timeout: 1 });
			setTimeout(() => {
				isConnected = false;
				listen(databaseUrl);
			}, pause).unref();
		});
}
