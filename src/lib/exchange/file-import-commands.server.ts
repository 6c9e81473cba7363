import { and, eq, inArray, sql } from 'drizzle-orm';
import { Conflict, Refused } from '../errors.ts';
import { recordChange } from '../server/changes.ts';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import { stateLabels, type ImportKind, type ImportMode, type ImportState } from './file-import.ts';
import { getImport, openImport, type FileImport } from './file-imports.server.ts';
import { findMapping, rememberMapping } from './keep-file.server.ts';
import { faultsOfMapping, guessMapping, type Mapping } from './mapping.ts';
import { inspectFile, type Said } from './open-rows.server.ts';
import type { Reading } from './reading.ts';
import { imports } from './table.server.ts';

/** States in which columns can be named anew: nothing was taken in, or it was undone. */
const open: readonly ImportState[] = ['uploaded', 'ready', 'failed', 'cancelled'];

/** Columns that stand for no or a wrong thing, by field. */
export class WrongMapping extends Refused {
	readonly faults: Record<string, string[]>;
	constructor(faults: Record<string, string[]>) {
		super('Some fields need a column.', 'mapping');
		this.faults = faults;
	}
}

/** What somebody says about how a file is to be read. */
export type ReadingInput = Said & { kind: ImportKind };

/** Reads a file anew, in another encoding or another sheet or as another kind; columns are guessed again. */
export async function readAnew(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	{ kind, ...said }: ReadingInput
): Promise<void> {
	authorise(actor, 'importDevelopments');
	const job = await getOpen(tx, id);
	const found = await inspectFile(openImport(tx, job), said);
	const reading: Reading = {
		...found,
		...(job.reading.publication ? { publication: job.reading.publication } : {})
	};
	const columns = reading.columns.map(({ name }) => name);
	const mapping = (await findMapping(tx, kind, reading.columns)) ?? guessMapping(kind, columns);
	await move(tx, actor, job, 'uploaded', { kind, reading, mapping });
}

export type MappingInput = {
	mapping: Mapping;
	publicationId: number | null;
	/** Of recommendations without a publication: the one that is made for them. */
	publication?: Reading['publication'];
};

/**
 * Says which column is which, and has the file checked.
 * @throws WrongMapping, or Refused where recommendations have no publication
 */
export async function nameColumns(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	{ mapping, publicationId, publication }: MappingInput
): Promise<void> {
	authorise(actor, 'importDevelopments');
	const job = await getOpen(tx, id);
	const { kind, reading } = job;
	if (!reading.isCatalogue) {
		const faults = faultsOfMapping(
			kind,
			mapping,
			reading.columns.map(({ name }) => name)
		);
		if (Object.keys(faults).length > 0) throw new WrongMapping(faults);
		if (kind === 'recommendations' && publicationId === null && !publication)
			throw new Refused('Choose the publication that recommends, or describe a new one.', 'publication');
		await rememberMapping(tx, actor, { kind, columns: reading.columns, mapping });
	}
	const { publication: _, ...rest } = reading;
	await move(tx, actor, job, 'checking', {
		mapping,
		publicationId,
		reading: publicationId === null && publication ? { ...rest, publication } : rest,
		faults: [],
		faultCount: 0,
		preview: null
	});
}

/** Takes in what was checked. @throws Refused where bad rows keep everything out */
export async function runImport(
	tx: Transaction,
	actor: Actor | null,
	id: number,
	{ mode, updates }: { mode: ImportMode; updates: boolean }
): Promise<void> {
	authorise(actor, 'importDevelopments');
	const job = await lockImport(tx, id);
	if (job.state !== 'ready') throw notNow(job.state);
	const { bad = 0, differing = 0 } = job.preview ?? {};
	const held = bad + (updates ? 0 : differing);
	if (mode === 'whole' && held > 0)
		throw new Refused(
			`${held === 1 ? 'One row keeps' : `${held} rows keep`} the file out. Leave such rows out, or change what is here.`,
			'mode'
		);
	if (job.faults.some(({ isEnd }) => isEnd))
		throw new Refused('The file cannot be read to its end; a part of it is not taken in.', 'mode');
	await move(tx, actor, job, 'writing', { mode, updates });
}

/** Calls an import off; nothing of it stays. @throws Conflict where it is done by now */
export async function cancelImport(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'importDevelopments');
	// No lock before: the worker holds none, and whoever is first decides.
	const [row] = await tx
		.update(imports)
		.set({ state: 'cancelled', step: null, changedAt: new Date() })
		.where(and(eq(imports.id, id), inArray(imports.state, ['uploaded', 'checking', 'ready', 'writing'])))
		.returning({ id: imports.id });
	if (!row) throw notNow((await getImport(tx, id)).state);
	await record(tx, actor, id, 'cancelImport');
}

/** Takes out of view what an import made, and puts back what it changed. */
export async function undoImport(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'importDevelopments');
	const job = await lockImport(tx, id);
	if (job.state !== 'done') throw notNow(job.state);
	await move(tx, actor, job, 'undoing', {});
}

/** Takes in again what was undone. */
export async function redoImport(tx: Transaction, actor: Actor | null, id: number): Promise<void> {
	authorise(actor, 'importDevelopments');
	const job = await lockImport(tx, id);
	if (job.state !== 'undone') throw notNow(job.state);
	await move(tx, actor, job, 'redoing', {});
}

async function getOpen(tx: Transaction, id: number): Promise<FileImport> {
	const job = await lockImport(tx, id);
	if (!open.includes(job.state)) throw notNow(job.state);
	return job;
}

async function lockImport(tx: Transaction, id: number): Promise<FileImport> {
	await tx.execute(sql`select 1 from imports where id = ${id} for update`);
	return getImport(tx, id);
}

const notNow = (state: ImportState) =>
	new Conflict(`This import is “${stateLabels[state].toLowerCase()}” now. Look again.`);

const actionOf: Partial<Record<ImportState, string>> = {
	uploaded: 'readAnew',
	checking: 'nameColumns',
	writing: 'runImport',
	undoing: 'undoImport',
	redoing: 'redoImport'
};

async function move(
	tx: Transaction,
	actor: Actor,
	{ id }: FileImport,
	state: ImportState,
	set: Partial<typeof imports.$inferInsert>
): Promise<void> {
	await tx
		.update(imports)
		.set({
			...set,
			state,
			step: null,
			done: 0,
			total: 0,
			attempts: 0,
			failure: null,
			askedBy: actor.id,
			changedAt: new Date()
		})
		.where(eq(imports.id, id));
	await record(tx, actor, id, actionOf[state]!);
}

async function record(tx: Transaction, actor: Actor, id: number, action: string): Promise<void> {
	await recordChange(tx, { entity: 'imports', entityId: id, action, actorId: actor.id });
	await notify(tx, 'import', id);
}
