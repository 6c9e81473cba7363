import { sql } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import { notify } from '../server/notifications.ts';
import { authorise, type Actor } from '../users/user.ts';
import type { InputFile } from './encoding.ts';
import { Faults, type Differences } from './fault.ts';
import {
	checkAssessments,
	stageAssessments,
	writeAssessments,
	type AssessmentsReport
} from './import-assessments.server.ts';
import { checkCodings, stageCodings, writeCodings, type CodingsReport } from './import-codings.server.ts';
import { checkDevelopments, stageDevelopments, type Has } from './import-developments.server.ts';
import { meetPeople, type People } from './people.server.ts';
import { nameRecommendations } from './recommendation-names.server.ts';
import { dropLines } from './stage.server.ts';
import { writeDevelopments, type DevelopmentsReport } from './write-developments.server.ts';

export type ImportFiles = {
	developments?: InputFile | undefined;
	evidence?: InputFile | undefined;
	secondCodings?: InputFile | undefined;
	assessments?: InputFile | undefined;
};

export type ImportOptions = {
	/** The slug to which codes without one belong. */
	publication?: string | undefined;
	/** Who coded `evidence` where its rows do not say; the actor if not given. */
	coder?: string | undefined;
	/** Who coded `secondCodings` where its rows do not say. */
	secondCoder?: string | undefined;
	/** Change what is here already and differs; otherwise that is a fault. */
	update?: boolean;
	isSample?: boolean;
	onProgress?: ((progress: ImportProgress) => void) | undefined;
};

/** Where an import is: bytes read of all files together, then the steps after reading. */
export type ImportProgress =
	{ step: 'reading'; done: number; total: number } | { step: 'checking' | 'writing' };

export type ImportReport = {
	developments: DevelopmentsReport;
	codings: CodingsReport;
	assessments: AssessmentsReport;
	/** Names that became known by this import. */
	people: string[];
	notes: string[];
};

/** Anything, as long as every copy of Stocktake uses the same. */
const importLock = 7_182_821;

/**
 * Takes in developments, codings and assessments from files: all of it or nothing. The same files again change
 * nothing. Memory does not grow with the files.
 * @throws FilesRefused naming each fault by file, line and column.
 */
export async function importFiles(
	tx: Transaction,
	actor: Actor | null,
	files: ImportFiles,
	options: ImportOptions = {}
): Promise<ImportReport> {
	authorise(actor, 'importDevelopments');
	const faults = new Faults();
	const differences = options.update ? undefined : { faults, howTo: 'use --update' };
	const staged = await stageFiles(tx, actor, files, { ...options, faults, differences });
	faults.throwIfAny();
	return writeStaged(tx, actor, staged, options);
}

/** Rows that wait in temporary tables, and what was found about them. */
export type Staged = {
	has: Has;
	people: People;
	notes: string[];
};

/** Reads files into temporary tables and checks them. What is wrong goes to `faults`, what differs to `differences`. */
export async function stageFiles(
	tx: Transaction,
	actor: Actor,
	files: ImportFiles,
	{
		publication,
		coder,
		secondCoder,
		isSample = false,
		faults,
		differences,
		onProgress
	}: ImportOptions & { faults: Faults; differences: Differences }
): Promise<Staged> {
	const { developments, evidence, secondCodings, assessments } = files;
	// Two imports of one file at a time would both find it new.
	await tx.execute(sql`select pg_advisory_xact_lock(${importLock})`);
	const notes: string[] = [];
	const progress = gauge(
		Object.values(files).filter((file) => file !== undefined),
		onProgress
	);
	const find = await nameRecommendations(tx, publication);
	const people = await meetPeople(tx, actor, { isSample });
	const self = actor.email ?? actor.name;
	const codings = [
		...(evidence ? [{ file: evidence, coder: coder ?? self, isUnsigned: !coder, isSecond: false }] : []),
		...(secondCodings
			? [{ file: secondCodings, coder: secondCoder ?? self, isUnsigned: !secondCoder, isSecond: true }]
			: [])
	];
	const options = (file?: InputFile) => ({ faults, notes, onProgress: file && progress(file) });

	const has = await stageDevelopments(tx, developments, options(developments));
	await stageCodings(tx, codings, { faults, notes, onProgress: progress }, { find, people });
	await stageAssessments(tx, assessments, options(assessments), { find, people, assessor: self });

	onProgress?.({ step: 'checking' });
	await checkDevelopments(tx, options(), has, { file: developments?.name ?? '', differences });
	await checkCodings(tx, options(), { differences });
	await checkAssessments(tx, options(), assessments?.name ?? '');
	return { has, people, notes };
}

/** Lets go of the rows on these lines; the rest is written. */
export async function leaveOut(tx: Transaction, lines: ReadonlySet<number>): Promise<void> {
	for (const table of stages) await dropLines(tx, table, lines);
}

const stages = [
	'import_developments',
	'import_known',
	'import_codings',
	'import_coded',
	'import_assessments'
];

/** Writes what is staged. */
export async function writeStaged(
	tx: Transaction,
	actor: Actor,
	{ has, people, notes }: Staged,
	{ isSample = false, onProgress }: Pick<ImportOptions, 'isSample' | 'onProgress'>
): Promise<ImportReport> {
	onProgress?.({ step: 'writing' });
	const report = {
		developments: await writeDevelopments(tx, actor, has, { isSample }),
		codings: await writeCodings(tx, actor),
		assessments: await writeAssessments(tx, actor, { isSample }),
		people: people.made,
		notes
	};
	await tx.execute(
		sql`drop table ${sql.join(
			[...stages, 'import_support'].map((name) => sql.identifier(name)),
			sql`, `
		)}`
	);
	for (const topic of ['development', 'evidence', 'assessment']) await notify(tx, topic, 0);
	return report;
}

/** Adds up how far each file has been read. */
function gauge(files: readonly InputFile[], onProgress: ImportOptions['onProgress']) {
	const total = files.reduce((sum, file) => sum + file.size, 0);
	let before = 0;
	return (file: InputFile) => {
		const start = before;
		before += file.size;
		return (done: number) => onProgress?.({ step: 'reading', done: start + done, total });
	};
}
