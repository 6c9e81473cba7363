import { setTimeout as wait } from 'node:timers/promises';
import { eq, sql } from 'drizzle-orm';
import { RuleError } from '../errors.ts';
import { inTransaction, type Database } from '../server/database.ts';
import { describe, log } from '../server/log.ts';
import { notify } from '../server/notifications.ts';
import { exportDocument } from './export.server.ts';
import { listUnfinished } from './exports.server.ts';
import { freeze, type Frozen } from './freeze.server.ts';
import { gather } from './gather.server.ts';
import { houseTemplateOf } from './house-templates.server.ts';
import { briefingExports, briefingIssues } from './table.server.ts';

/**
 * Makes the documents that are asked for, one at a time, for as long as the process runs. Several processes may do so on
 * one database: each holds what it works on by an advisory lock of its session, which ends with the process, so that
 * another one takes up what was left undone.
 * @param db a database with a single connection: the lock belongs to it
 * @returns when `stop` is aborted and the document in hand is made
 */
export async function makeExports(db: Database, stop: AbortSignal, look = 1_000): Promise<void> {
	while (!stop.aborted) {
		const made = await makeNext(db, stop);
		if (!made) await wait(look, undefined, { signal: stop, ref: false }).catch(() => undefined);
	}
}

async function makeNext(db: Database, stop: AbortSignal): Promise<boolean> {
	for (const { id } of await listUnfinished(db)) {
		if (stop.aborted) return false;
		if (!(await isTaken(db, id))) continue;
		try {
			await make(db, id);
			return true;
		} finally {
			await db.execute(sql`select pg_advisory_unlock(${lockOf}, ${id}::int)`);
		}
	}
	return false;
}

/** Tells these locks from others: any number will do that nobody else uses. */
const lockOf = 1_716_001;

async function isTaken(db: Database, id: number): Promise<boolean> {
	const [row] = await db.execute<{ taken: boolean }>(
		sql`select pg_try_advisory_lock(${lockOf}, ${id}::int) as taken`
	);
	return row!.taken;
}

async function make(db: Database, id: number): Promise<void> {
	const [asked] = await db.select().from(briefingExports).where(eq(briefingExports.id, id));
	// Another process may have finished it between the list and the lock.
	if (!asked || asked.state === 'done' || asked.state === 'failed') return;
	const tell = (set: Partial<typeof briefingExports.$inferInsert>) =>
		inTransaction(db, async (tx) => {
			await tx.update(briefingExports).set(set).where(eq(briefingExports.id, id));
			await notify(tx, 'exports', id);
		});
	await tell({ state: 'running', progress: 0 });
	try {
		const { document, citations } = await contentOf(db, asked);
		const template = await houseTemplateOf(db, asked.briefingId);
		const onProgress = (progress: number) => tell({ progress: Math.min(99, progress) });
		const { bytes } = await exportDocument(document, asked.format, { citations, template, onProgress });
		await tell({ state: 'done', progress: 100, file: bytes, finishedAt: new Date() });
	} catch (error) {
		log.error('a document could not be made', { export: id, reason: describe(error) });
		const fault =
			error instanceof RuleError
				? error.message
				: 'Something went wrong while it was made. Ask for it again.';
		await tell({ state: 'failed', fault, finishedAt: new Date() });
	}
}

type Asked = { briefingId: number; issueId: number | null };

async function contentOf(db: Database, { briefingId, issueId }: Asked): Promise<Frozen> {
	if (issueId === null)
		return freeze(
			await db.transaction((tx) => gather(tx, briefingId, new Date()), { isolationLevel: 'repeatable read' })
		);
	const [row] = await db
		.select({ content: briefingIssues.content })
		.from(briefingIssues)
		.where(eq(briefingIssues.id, issueId));
	return row!.content as Frozen;
}
