import { setTimeout as wait } from 'node:timers/promises';
import { and, eq, sql } from 'drizzle-orm';
import { RuleError } from '../errors.ts';
import { postgresCode, type Database, type Transaction } from '../server/database.ts';
import { describe, log } from '../server/log.ts';
import { notify } from '../server/notifications.ts';
import { findActorById } from '../users/queries.server.ts';
import type { Actor } from '../users/user.ts';
import { FilesRefused } from './fault.ts';
import type { ImportState } from './file-import.ts';
import { getImport, listAtWork, openImport, type FileImport } from './file-imports.server.ts';
import { CalledOff, watch, type Watch } from './import-watch.server.ts';
import { imports } from './table.server.ts';
import { putBack, takeBack } from './undo-import.server.ts';
import { lookAtImport, writeImport } from './work-import.server.ts';

/** What was begun this often and never ended is given up: it ends the process each time. */
const mostAttempts = 4;
/** Tells these locks from others: any number will do that nobody else uses. */
const lockOf = 1_716_002;

/**
 * Works off the imports that are asked for, one at a time, for as long as the process runs. Several processes may do so
 * on one database: a transaction holds what it works on by an advisory lock, and everything that an import writes is in
 * that transaction, with the word that it is done. A process that is killed leaves nothing, and another one, or the same
 * after its restart, begins anew.
 * @param db a database with two connections: one works, one says how far it is
 * @returns when `stop` is aborted; what was under way is rolled back and stays asked for
 */
export async function workOffImports(db: Database, stop: AbortSignal, look = 1_000): Promise<void> {
	while (!stop.aborted) {
		const worked = await workOffNext(db, stop);
		if (!worked) await wait(look, undefined, { signal: stop, ref: false }).catch(() => undefined);
	}
}

/** Works off one import that nobody else works on; false where there is none. */
export async function workOffNext(db: Database, stop: AbortSignal): Promise<boolean> {
	for (const { id } of await listAtWork(db)) {
		if (stop.aborted) return false;
		if (await workOff(db, id, stop)) return true;
	}
	return false;
}

async function workOff(db: Database, id: number, stop: AbortSignal): Promise<boolean> {
	const held: Held = {};
	try {
		return await db.transaction((tx) => inHold(db, tx, id, stop, held));
	} catch (error) {
		// Called off at the very end, or the connection is gone: nothing was kept, and what is still asked for comes again.
		if (!(error instanceof CalledOff))
			log.error('an import broke off', { import: id, reason: describe(error) });
		await wait(stop.aborted ? 0 : 200);
		return true;
	} finally {
		// A statement whose connection broke off may never answer, and what waits for it never ends.
		await held.watching?.end();
	}
}

type Held = { watching?: Watch };

async function inHold(
	db: Database,
	tx: Transaction,
	id: number,
	stop: AbortSignal,
	held: Held
): Promise<boolean> {
	const [lock] = await tx.execute<{ taken: boolean; pid: number }>(
		sql`select pg_try_advisory_xact_lock(${lockOf}, ${id}::int) as taken, pg_backend_pid() as pid`
	);
	if (!lock!.taken) return false;
	const job = await getImport(tx, id);
	if (
		job.state !== 'checking' &&
		job.state !== 'writing' &&
		job.state !== 'undoing' &&
		job.state !== 'redoing'
	)
		return false;
	// A process that is cut off from the database without a word does not hold its import for ever.
	await tx.execute(sql`set local idle_in_transaction_session_timeout = '5min'`);
	await tx.execute(sql`select set_config('stocktake.import', ${String(id)}, true)`);
	const attempt = await countAttempt(db, job);
	if (attempt > mostAttempts)
		return finish(tx, job, { state: 'failed', failure: 'It broke off several times. Ask for it again.' });
	const watching = watch(db, job, lock!.pid, stop);
	held.watching = watching;
	let outcome: Outcome;
	try {
		outcome = await attemptJob(db, tx, job, watching);
	} catch (error) {
		await watching.end();
		if (!stop.aborted && !watching.isCalledOff()) return finish(tx, job, failureOf(error, job));
		if (stop.aborted) await forgetAttempt(db, job);
		throw new CalledOff();
	}
	await watching.end();
	return finish(tx, job, outcome);
}

type Outcome = Partial<typeof imports.$inferInsert> & { state: ImportState };

async function attemptJob(db: Database, tx: Transaction, job: FileImport, watching: Watch): Promise<Outcome> {
	const actor = await actorOf(tx, job);
	const file = openImport(db, job);
	if (job.state === 'checking') {
		const { preview, faults, faultCount } = await withoutTrace(tx, (inner) =>
			lookAtImport(inner, actor, job, file, watching.onProgress)
		);
		return { state: 'ready', preview, faults, faultCount };
	}
	// In a savepoint, so that what fails is gone and the word of it can be kept.
	return tx.transaction(async (inner) => {
		if (job.state === 'writing') {
			const { report, publicationId } = await writeImport(inner, actor, job, file, watching.onProgress);
			return { state: 'done', report, publicationId };
		}
		watching.onProgress({ step: 'writing' });
		const undo =
			job.state === 'undoing' ? await takeBack(inner, actor, job) : await putBack(inner, actor, job);
		return { state: job.state === 'undoing' ? 'undone' : 'done', report: { ...job.report, undo } };
	});
}

/** Runs `work` and rolls back whatever it wrote. */
async function withoutTrace<T>(tx: Transaction, work: (inner: Transaction) => Promise<T>): Promise<T> {
	const outcome: { result?: T } = {};
	const enough = new Error('rolled back on purpose');
	await tx
		.transaction(async (inner) => {
			outcome.result = await work(inner);
			throw enough;
		})
		.catch((error: unknown) => {
			if (error !== enough) throw error;
		});
	return outcome.result!;
}

/** Keeps how a job ended, in the transaction that did it. @throws CalledOff where somebody called it off meanwhile */
async function finish(tx: Transaction, { id, state }: FileImport, outcome: Outcome): Promise<boolean> {
	const [row] = await tx
		.update(imports)
		.set({
			...outcome,
			step: null,
			attempts: 0,
			changedAt: sql`now()`,
			// The moment of every change that it made, to the microsecond: by it they are found when it is undone.
			...(state === 'writing' && outcome.state === 'done' ? { finishedAt: sql`now()` } : {})
		})
		.where(and(eq(imports.id, id), eq(imports.state, state)))
		.returning({ id: imports.id });
	if (!row) throw new CalledOff();
	await notify(tx, 'import', id);
	return true;
}

function failureOf(error: unknown, job: FileImport): Outcome {
	const back: ImportState = job.state === 'undoing' ? 'done' : job.state === 'redoing' ? 'undone' : 'failed';
	if (error instanceof FilesRefused)
		return {
			state: back,
			faults: error.faults,
			faultCount: error.count,
			failure: 'The file has faults by now that it did not have when it was checked. Nothing was taken in.'
		};
	if (error instanceof RuleError) return { state: back, failure: error.message };
	log.error('an import failed', { import: job.id, reason: describe(error), code: postgresCode(error) });
	return { state: back, failure: 'Something went wrong here, and nothing was changed. Ask for it again.' };
}

async function actorOf(tx: Transaction, { askedBy, createdBy }: FileImport): Promise<Actor> {
	const actor = await findActorById(tx, askedBy ?? createdBy);
	if (!actor) throw new RuleError('Whoever asked for this is not here any more.');
	return actor;
}

/** Counts on another connection, so that it is kept when this one breaks off. */
async function countAttempt(db: Database, { id, state }: FileImport): Promise<number> {
	const [row] = await db
		.update(imports)
		.set({ attempts: sql`${imports.attempts} + 1` })
		.where(and(eq(imports.id, id), eq(imports.state, state)))
		.returning({ attempts: imports.attempts });
	return row?.attempts ?? 0;
}

async function forgetAttempt(db: Database, { id, state }: FileImport): Promise<void> {
	await db
		.update(imports)
		.set({ attempts: sql`greatest(${imports.attempts} - 1, 0)` })
		.where(and(eq(imports.id, id), eq(imports.state, state)));
}
