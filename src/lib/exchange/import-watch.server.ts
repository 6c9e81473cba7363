import { and, eq, sql } from 'drizzle-orm';
import { inTransaction, type Database } from '../server/database.ts';
import { describe, log } from '../server/log.ts';
import { notify } from '../server/notifications.ts';
import type { FileImport } from './file-imports.server.ts';
import type { ImportProgress } from './import.server.ts';
import { imports } from './table.server.ts';

/** Somebody called the work off, or the process ends. */
export class CalledOff extends Error {
	constructor() {
		super('Called off.');
	}
}

export type Watch = {
	/** Takes how far the work is. @throws CalledOff */
	onProgress(progress: ImportProgress): void;
	isCalledOff(): boolean;
	/** Says nothing more, and has nothing under way. */
	end(): Promise<void>;
};

const every = 700;

/**
 * Tells how far a job is, on another connection than its own, and learns there that it was called off: then it ends the
 * statement that runs on connection `pid`.
 */
export function watch(db: Database, { id, state }: FileImport, pid: number, stop: AbortSignal): Watch {
	let progress: ImportProgress | undefined;
	let told: string | undefined;
	let isCalledOff = false;
	let isEnded = false;
	let underWay: Promise<void> = Promise.resolve();

	const look = async () => {
		const said = JSON.stringify(progress);
		if (said !== told) {
			told = said;
			await tell();
		} else isCalledOff ||= !(await isWanted());
		if ((isCalledOff || stop.aborted) && !isEnded) await db.execute(sql`select pg_cancel_backend(${pid})`);
	};
	const tell = () =>
		inTransaction(db, async (tx) => {
			const [row] = await tx
				.update(imports)
				.set(
					progress?.step === 'reading'
						? { step: 'reading', done: progress.done, total: progress.total }
						: { step: progress!.step }
				)
				.where(and(eq(imports.id, id), eq(imports.state, state)))
				.returning({ id: imports.id });
			if (row) await notify(tx, 'import', id);
			else isCalledOff = true;
		});
	const isWanted = async () => {
		const [row] = await db.select({ state: imports.state }).from(imports).where(eq(imports.id, id));
		return row?.state === state;
	};
	const timer = setInterval(() => {
		underWay = underWay.then(() =>
			isEnded
				? undefined
				: look().catch((error: unknown) => {
						log.error('an import cannot say how far it is', { import: id, reason: describe(error) });
					})
		);
	}, every);
	const onStop = () => {
		if (!isEnded) void db.execute(sql`select pg_cancel_backend(${pid})`).catch(() => undefined);
	};
	stop.addEventListener('abort', onStop, { once: true });
	return {
		onProgress: (now) => {
			if (isCalledOff || stop.aborted) throw new CalledOff();
			progress = now;
		},
		isCalledOff: () => isCalledOff,
		end: async () => {
			isEnded = true;
			clearInterval(timer);
			stop.removeEventListener('abort', onStop);
			await underWay;
		}
	};
}
