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
