import { csvLine } from './csv.ts';
import { fieldsOf } from './fields.ts';
import type { ImportKind } from './file-import.ts';

/** One row that shows how each field is written. */
const examples: Record<ImportKind, Record<string, string>> = {
	developments: {
		id: 'D001',
		occurred_on: '2022-03-04',
		date_precision: 'day',
		kind: 'decision',
		title: 'Council adopts a decision',
		summary: 'What happened, in your own words.',
		actors: 'EU;Russia',
		forum: 'OSCE',
		source_publisher: 'Official Journal',
		source_title: 'Decision (CFSP) 2022/1',
		source_url: 'https://example.org/decision',
		source_type: 'official',
		reliability: 'B',
		credibility: '2',
		published_on: '2022-03-05',
		accessed_on: '2022-03-06'
	},
	evidence: {
		development_id: 'D001',
		recommendation_code: 'C1',
		effect: '1',
		rationale: 'Why it advances the recommendation.',
		coder: 'ana@example.org',
		progress_marker: 'A meeting takes place',
		quote: 'The words of the source that it rests on.'
	},
	assessments: {
		recommendation_code: 'C1',
		as_of: '2022-06-30',
		level: '1',
		trajectory: 'steady',
		confidence: 'moderate',
		rationale: 'Why this level.',
		assessor: 'ana@example.org',
		evidence_ids: 'D001'
	},
	recommendations: {
		code: 'C1',
		theme: 'C',
		theme_title: 'Cooperation',
		kind: 'recommendation',
		title: 'Keep channels open',
		statement: 'What is asked, in your own words.',
		addressees: 'EU;Member states',
		lead: 'EU',
		counterparts: 'Russia',
		fora: 'OSCE',
		horizon: 'short',
		page: '12',
		advance_markers: 'A meeting takes place',
		setback_markers: 'A channel is closed',
		weight: '1'
	}
};

/** What stands in a file to fill in: the names of all columns, and a row that shows how. */
export function templateRows(kind: ImportKind): [string[], string[]] {
	const names = fieldsOf(kind).map(({ name }) => name);
	return [names, names.map((name) => examples[kind][name] ?? '')];
}

/** The same as CSV. */
export const templateOf = (kind: ImportKind): string => templateRows(kind).map(csvLine).join('');
