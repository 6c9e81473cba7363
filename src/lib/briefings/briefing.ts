/** Where a briefing stands. Issuing freezes a version; work on the next one begins again as a draft. */
export const briefingStates = ['draft', 'in_review', 'issued'] as const;
export type BriefingState = (typeof briefingStates)[number];

/** What a block shows. `text` is free; the others are made from the tracker until the briefing is issued. */
export const blockKinds = [
	'position',
	'changes',
	'recommendation',
	'gaps',
	'method',
	'bibliography',
	'heading',
	'text'
] as const;
export type BlockKind = (typeof blockKinds)[number];

/** What a briefing is written out as. */
export const exportFormats = ['docx', 'pdf', 'html', 'md'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** How far an export has come. */
export const exportStates = ['waiting', 'running', 'done', 'failed'] as const;
export type ExportState = (typeof exportStates)[number];
