// A file that comes in through the pages or the API: what it holds, how far it has come, what became of it.

/** What a file holds. */
export const importKinds = ['developments', 'evidence', 'assessments', 'recommendations'] as const;
export type ImportKind = (typeof importKinds)[number];

export const importKindLabels: Record<ImportKind, string> = {
	developments: 'Developments',
	evidence: 'Codings',
	assessments: 'Assessments',
	recommendations: 'Recommendations'
};

export const importFormats = ['csv', 'xlsx', 'json'] as const;
export type ImportFormat = (typeof importFormats)[number];

/** Where an import stands; see `isAtWork` for the states in which a worker owes it something. */
export const importStates = [
	'uploaded',
	'checking',
	'ready',
	'writing',
	'done',
	'undoing',
	'undone',
	'redoing',
	'failed',
	'cancelled'
] as const;
export type ImportState = (typeof importStates)[number];

/** What bad rows do: `whole` keeps everything out while one is bad, `skip` leaves out the bad ones alone. */
export const importModes = ['whole', 'skip'] as const;
export type ImportMode = (typeof importModes)[number];

export const importSteps = ['reading', 'checking', 'writing'] as const;
export type ImportStep = (typeof importSteps)[number];

/** Works for which a worker is wanted. */
export const statesAtWork = ['checking', 'writing', 'undoing', 'redoing'] as const satisfies ImportState[];

/** Whether a worker owes it something: such a page is looked at again and again. */
export const isAtWork = (state: ImportState): boolean =>
	(statesAtWork as readonly ImportState[]).includes(state);

/** Whether it can be called off: nothing of it was taken in. */
export const canBeCancelled = (state: ImportState): boolean =>
	['uploaded', 'checking', 'ready', 'writing'].includes(state);

export const stateLabels: Record<ImportState, string> = {
	uploaded: 'Columns to be named',
	checking: 'Being checked',
	ready: 'Ready',
	writing: 'Being taken in',
	done: 'Taken in',
	undoing: 'Being undone',
	undone: 'Undone',
	redoing: 'Being taken in again',
	failed: 'Not taken in',
	cancelled: 'Cancelled'
};

/** One of the first rows, as it will be: `cells` by the names of our fields. */
export type PreviewRow = {
	line: number;
	state: 'added' | 'same' | 'differing';
	cells: Record<string, string | number | null>;
};

/** What taking in would do, as of the last check. */
export type ImportPreview = {
	/** New rows, rows that say what is here already, and rows that say something else. */
	added: number;
	same: number;
	differing: number;
	bad: number;
	first: PreviewRow[];
	notes: string[];
	/** Names that become known. */
	people: string[];
};

/** What taking in did. */
export type FileReport = {
	added: number;
	updated: number;
	same: number;
	/** Rows that were left out: bad ones, and those that differ where they were not to be changed. */
	skipped: number;
	notes: string[];
	people: string[];
	/** Of codings: how many became evidence. */
	adopted?: number;
	/** Of assessments: levels that the evidence does not carry. */
	overridden?: number;
};

/** What undoing or redoing did. */
export type UndoReport = {
	/** Records taken out of view or back into it. */
	turned: number;
	/** Records put back to what they said before, or after. */
	restored: number;
	/** What stays as it is, and why; the first of them. */
	left: { name: string; href: string | null; reason: string }[];
	leftCount: number;
};

/** Days for which the bytes of a file are kept after its import ended. */
export const daysKept = 14;
