import type { Transaction } from '../server/database.ts';
import { publications } from '../publications/table.server.ts';
import { eq } from 'drizzle-orm';
import type { Actor } from '../users/user.ts';
import type { InputFile } from './encoding.ts';
import { Faults, FilesRefused, type Fault } from './fault.ts';
import type { FileReport, ImportPreview } from './file-import.ts';
import type { FileImport } from './file-imports.server.ts';
import { stageRecommendations } from './import-recommendations.server.ts';
import { leaveOut, stageFiles, writeStaged, type ImportFiles, type ImportProgress } from './import.server.ts';
import { previewStaged } from './preview.server.ts';
import { previewRecommendations, writeRecommendations } from './write-recommendations.server.ts';

// One kept file on its way in: looked at without a trace, or written.

/** How many faults are kept with an import; the rest are counted. */
const mostKeptFaults = 1_000;

export type Found = { preview: ImportPreview; faults: Fault[]; faultCount: number };
type OnProgress = (progress: ImportProgress) => void;

/** Reads a file and says what taking it in would do. Leaves its traces to be rolled back by the caller. */
export async function lookAtImport(
	tx: Transaction,
	actor: Actor,
	job: FileImport,
	file: InputFile,
	onProgress: OnProgress
): Promise<Found> {
	const faults = new Faults(mostKeptFaults);
	const differences = new Faults(mostKeptFaults);
	const notes: string[] = [];
	let shown: Pick<ImportPreview, 'added' | 'same' | 'differing' | 'first'>;
	let people: string[] = [];
	if (job.kind === 'recommendations') {
		const options = { faults, differences, notes, onProgress: bytesOf(file, onProgress) };
		shown = previewRecommendations(await stageRecommendations(tx, file, job.publicationId, options));
	} else {
		const staged = await stageFiles(tx, actor, filesOf(job.kind, file), {
			publication: job.publication ?? undefined,
			faults,
			differences: { faults: differences, howTo: 'choose to change what is here' },
			onProgress
		});
		await leaveOut(tx, faults.lines);
		shown = await previewStaged(tx, job.kind);
		people = staged.people.made;
		notes.push(...staged.notes);
	}
	return {
		preview: { ...shown, bad: faults.lines.size, notes, people },
		faults: [...faults.told, ...differences.told],
		faultCount: faults.count + differences.count
	};
}

/**
 * Takes a file in, in the mode that was chosen.
 * @throws FilesRefused where something keeps it out
 */
export async function writeImport(
	tx: Transaction,
	actor: Actor,
	job: FileImport,
	file: InputFile,
	onProgress: OnProgress
): Promise<{ report: FileReport; publicationId: number | null }> {
	const faults = new Faults(mostKeptFaults);
	const differences = job.updates ? new Faults(0) : faults;
	if (job.kind === 'recommendations')
		return writeRows(tx, actor, job, file, { faults, differences, onProgress });
	const staged = await stageFiles(tx, actor, filesOf(job.kind, file), {
		publication: job.publication ?? undefined,
		faults,
		differences: job.updates ? undefined : { faults, howTo: 'choose to change what is here' },
		onProgress
	});
	refuse(job, faults);
	await leaveOut(tx, faults.lines);
	const { developments, codings, assessments, people, notes } = await writeStaged(tx, actor, staged, {
		onProgress
	});
	const { added, unchanged, ...more } = { developments, evidence: codings, assessments }[job.kind];
	return {
		publicationId: job.publicationId,
		report: {
			added,
			same: unchanged,
			updated: 'updated' in more ? more.updated : 0,
			skipped: faults.lines.size,
			people,
			notes,
			...(job.kind === 'evidence' ? { adopted: codings.adopted } : {}),
			...(job.kind === 'assessments' ? { overridden: assessments.overridden } : {})
		}
	};
}

async function writeRows(
	tx: Transaction,
	actor: Actor,
	job: FileImport,
	file: InputFile,
	{ faults, differences, onProgress }: { faults: Faults; differences: Faults; onProgress: OnProgress }
) {
	const notes: string[] = [];
	const options = { faults, differences, notes, onProgress: bytesOf(file, onProgress) };
	const staged = await stageRecommendations(tx, file, job.publicationId, options);
	refuse(job, faults);
	onProgress({ step: 'writing' });
	const { slug, ...counts } = await writeRecommendations(tx, actor, staged, faults.lines);
	const [publication] = await tx
		.select({ id: publications.id })
		.from(publications)
		.where(eq(publications.slug, slug));
	const report = { ...counts, skipped: faults.lines.size, people: [], notes };
	return { report, publicationId: publication!.id };
}

/** In whole mode every fault keeps the file out; else only one of the file itself, of which a part cannot be read. */
function refuse({ mode }: FileImport, faults: Faults): void {
	if (faults.count > 0 && (mode === 'whole' || faults.isOfFile))
		throw new FilesRefused(faults.told, faults.count);
}

function filesOf(kind: 'developments' | 'evidence' | 'assessments', file: InputFile): ImportFiles {
	return { [kind]: file };
}

const bytesOf = (file: InputFile, onProgress: OnProgress) => (done: number) =>
	onProgress({ step: 'reading', done, total: file.size });
