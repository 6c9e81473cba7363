export const precisions = ['day', 'month', 'year'] as const;
export type Precision = (typeof precisions)[number];

/** The ladder, lowest rung first; `reversal` undoes and stands beside it. */
export const kinds = [
	'statement',
	'proposal',
	'formal_step',
	'decision',
	'resourcing',
	'in_operation',
	'outcome',
	'reversal'
] as const;
export type Kind = (typeof kinds)[number];

export const kindLabels: Record<Kind, string> = {
	statement: 'Statement',
	proposal: 'Proposal',
	formal_step: 'Formal step',
	decision: 'Decision',
	resourcing: 'Resourcing',
	in_operation: 'In operation',
	outcome: 'Outcome',
	reversal: 'Reversal'
};

export const kindMeanings: Record<Kind, string> = {
	statement: 'somebody says something',
	proposal: 'something is put forward',
	formal_step: 'a meeting, a vote, a filing: a procedure moves',
	decision: 'something binding is adopted',
	resourcing: 'money, people or mandates are committed',
	in_operation: 'it works in practice',
	outcome: 'its effect can be seen',
	reversal: 'an earlier step is undone'
};

export const sourceKinds = ['official', 'news', 'research', 'legal', 'state_controlled', 'other'] as const;
export type SourceKind = (typeof sourceKinds)[number];

export const sourceKindLabels: Record<SourceKind, string> = {
	official: 'Official',
	news: 'News',
	research: 'Research',
	legal: 'Legal text',
	state_controlled: 'State-controlled media',
	other: 'Other'
};

/** Admiralty reliability of a source. */
export const reliabilities = ['A', 'B', 'C', 'D', 'E', 'F'] as const;
export type Reliability = (typeof reliabilities)[number];

export const reliabilityMeanings: Record<Reliability, string> = {
	A: 'completely reliable',
	B: 'usually reliable',
	C: 'fairly reliable',
	D: 'not usually reliable',
	E: 'unreliable',
	F: 'reliability cannot be judged'
};

/** Admiralty credibility of a development. */
export const credibilities = [1, 2, 3, 4, 5, 6] as const;
export type Credibility = (typeof credibilities)[number];

export const credibilityMeanings: Record<Credibility, string> = {
	1: 'confirmed by other sources',
	2: 'probably true',
	3: 'possibly true',
	4: 'doubtful',
	5: 'improbable',
	6: 'truth cannot be judged'
};
