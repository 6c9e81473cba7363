import type { BriefingInputs, EvidenceInput } from './inputs.ts';

// A small briefing for tests: two recommendations, one of them disputed and one never assessed.

const judgement = (assessorId: number, assessedOn: string, level: 0 | 1 | 2 | 3) => ({
	id: assessorId * 1000 + Number(assessedOn.slice(2, 4)),
	assessorId,
	assessor: `analyst-${assessorId}`,
	assessedOn,
	level,
	trajectory: 'steady' as const,
	confidence: 'moderate' as const,
	rationale: `Says analyst-${assessorId}.`
});

export const exampleEvidence = (
	developmentId: number,
	changes: Partial<EvidenceInput> = {}
): EvidenceInput => ({
	recommendationId: 1,
	developmentId,
	effect: 1,
	rationale: `Why ${developmentId}.`,
	occurredOn: '2022-03-04',
	occurredPrecision: 'day',
	kind: 'decision',
	title: `Development ${developmentId}`,
	summary: '',
	credibility: 2,
	reliability: 'B',
	source: 'OSCE',
	sourceKind: 'official',
	sourceTitle: '',
	sourceUrl: 'https://www.osce.org/1',
	publishedOn: null,
	accessedOn: null,
	archivedUrl: null,
	elsewhere: [],
	...changes
});

const none = { [-2]: 0, [-1]: 0, 0: 0, 1: 0, 2: 0 };

export const exampleInputs: BriefingInputs = {
	briefing: {
		title: 'Note',
		audience: 'For the Committee',
		locale: 'en-GB',
		citationStyle: 'chicago-notes',
		period: { from: '2022-01-01', to: '2022-12-31' },
		since: '2022-06-30'
	},
	asOf: { on: '2022-12-31', recordedBy: '2023-01-02T10:00:00.000Z' },
	publications: [
		{
			id: 7,
			slug: 'paper',
			title: 'A Paper',
			authors: ['Angela Romano'],
			affiliation: 'Institute',
			year: 2021,
			url: null,
			language: 'en',
			staleAfterMonths: 9
		}
	],
	recommendations: [
		{
			id: 1,
			publication: 'paper',
			code: 'C1',
			kind: 'recommendation',
			theme: 'C',
			themeTitle: 'Contacts',
			title: 'Talk',
			statement: 'Talk to each other.',
			weight: 1,
			staleAfterMonths: 9,
			page: 12,
			judgements: [
				judgement(1, '2022-02-01', 2),
				judgement(2, '2022-10-01', 1),
				judgement(1, '2022-11-01', 0)
			],
			periods: [],
			reversals: [],
			newEvidence: { ...none, 1: 2, [-2]: 1 },
			lastOccurredOn: '2022-03-04'
		},
		{
			id: 2,
			publication: 'paper',
			code: 'C2',
			kind: 'recommendation',
			theme: 'C',
			themeTitle: 'Contacts',
			title: 'Listen',
			statement: 'Listen.',
			weight: 1,
			staleAfterMonths: 9,
			page: null,
			judgements: [],
			periods: [],
			reversals: [],
			newEvidence: none,
			lastOccurredOn: null
		}
	],
	evidence: [
		exampleEvidence(11),
		exampleEvidence(12, { effect: -2, kind: 'reversal', occurredOn: '2022-05-01' })
	],
	cited: [],
	blocks: ['position', 'changes', 'gaps', 'method', 'bibliography'].map((kind, at) => ({
		id: at + 1,
		kind: kind as 'position',
		recommendationId: null,
		choices: {},
		text: ''
	})),
	issue: null
};
