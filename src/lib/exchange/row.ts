import * as v from 'valibot';
import { assessmentSchema } from '../assessments/assessment.ts';
import { developmentSchema, type DevelopmentInput } from '../developments/development.ts';
import { codingSchema } from '../evidence/evidence.ts';
import { cleanLine, line, optionalText } from '../text.ts';

// The columns of the files that come in and go out, and what a row of each says.

/** Required and optional columns by file; the required ones are what an export writes. */
export const columnsOf = {
	developments: {
		required: [
			'id',
			'occurred_on',
			'date_precision',
			'kind',
			'title',
			'summary',
			'actors',
			'forum',
			'source_publisher',
			'source_title',
			'source_url',
			'source_type',
			'reliability',
			'credibility'
		],
		optional: ['published_on', 'accessed_on', 'archived_url', 'source_author', 'source_language']
	},
	evidence: {
		required: ['development_id', 'recommendation_code', 'effect', 'rationale'],
		optional: ['coder', 'progress_marker', 'quote']
	},
	assessments: {
		required: [
			'recommendation_code',
			'as_of',
			'level',
			'trajectory',
			'confidence',
			'assessor',
			'rationale',
			'evidence_ids'
		],
		optional: ['override_reason']
	}
} as const satisfies Record<string, { required: readonly string[]; optional: readonly string[] }>;

/** The text of a cell by its column; undefined where the file has no such column. */
export type Cells = (column: string) => string | undefined;

/** A row in the words of the rooms, or what is wrong with it, by column. */
export type Read<T> =
	{ value: T; faults?: undefined } | { value?: undefined; faults: { column: string; message: string }[] };

const personName = v.optional(line(200, 'Name the person.'));

export type DevelopmentRow = DevelopmentInput & { externalId: string };

const developmentColumns: Record<string, string> = {
	externalId: 'id',
	occurredOn: 'occurred_on',
	occurredPrecision: 'date_precision',
	publishedOn: 'published_on',
	accessedOn: 'accessed_on',
	source: 'source_publisher',
	sourceTitle: 'source_title',
	sourceUrl: 'source_url',
	archivedUrl: 'archived_url',
	sourceAuthor: 'source_author',
	sourceLanguage: 'source_language',
	sourceKind: 'source_type',
	sourceReliability: 'reliability',
	forums: 'forum'
};

/** @param idOf makes the id of a row that has none; without it such a row is at fault. */
export function readDevelopment(
	cells: Cells,
	idOf?: (row: DevelopmentInput) => string
): Read<DevelopmentRow> {
	const text = (column: string) => cells(column) ?? '';
	const occurredPrecision = wordOf(text('date_precision'));
	const externalId = cleanLine(text('id'));
	const noId = { column: 'id', message: 'Every row needs an id, so that the file can be read twice.' };
	const result = v.safeParse(developmentSchema, {
		externalId: externalId || null,
		occurredOn: text('occurred_on'),
		occurredPrecision,
		publishedOn: text('published_on'),
		accessedOn: text('accessed_on'),
		kind: wordOf(text('kind')),
		title: text('title'),
		summary: text('summary'),
		source: text('source_publisher'),
		sourceKind: wordOf(text('source_type')),
		sourceReliability: text('reliability').trim().toUpperCase() || null,
		sourceTitle: text('source_title'),
		sourceUrl: text('source_url'),
		archivedUrl: text('archived_url'),
		sourceAuthor: text('source_author'),
		sourceLanguage: text('source_language'),
		credibility: numberOf(text('credibility')) ?? 6,
		actors: listOf(text('actors')),
		forums: listOf(text('forum'))
	});
	const faults = externalId || idOf ? [] : [noId];
	if (!result.success) return { faults: [...faults, ...faultsOf(result.issues, developmentColumns).faults] };
	if (externalId) return { value: { ...result.output, externalId } };
	return idOf ? { value: { ...result.output, externalId: idOf(result.output) } } : { faults };
}

export type CodingRow = {
	development: string;
	recommendation: string;
	effect: number;
	rationale: string;
	coder: string | undefined;
	/** The words of a progress marker, '' for none; null where the file does not say, as for `quote`. */
	marker: string | null;
	quote: string | null;
};

const codingRowSchema = v.object({
	development: line(200, 'Name the development by its id.'),
	recommendation: line(200, 'Name the recommendation by its code.'),
	effect: codingSchema.entries.effect,
	rationale: codingSchema.entries.rationale,
	coder: personName,
	marker: optionalText(2000),
	quote: codingSchema.entries.quote
});

export function readCoding(cells: Cells): Read<CodingRow> {
	const result = v.safeParse(codingRowSchema, {
		development: cells('development_id') ?? '',
		recommendation: cells('recommendation_code') ?? '',
		effect: numberOf(cells('effect') ?? ''),
		rationale: cells('rationale') ?? '',
		coder: cells('coder')?.trim() || undefined,
		marker: cells('progress_marker'),
		quote: cells('quote')
	});
	if (!result.success)
		return faultsOf(result.issues, {
			development: 'development_id',
			recommendation: 'recommendation_code',
			marker: 'progress_marker'
		});
	const { coder, marker, quote, ...coding } = result.output;
	const ifSaid = (column: string, text: string) => (cells(column) === undefined ? null : text);
	return {
		value: { ...coding, coder, marker: ifSaid('progress_marker', marker), quote: ifSaid('quote', quote) }
	};
}

const assessmentRowSchema = v.object({
	...v.omit(assessmentSchema, ['developmentIds']).entries,
	recommendation: line(200, 'Name the recommendation by its code.'),
	assessor: personName,
	evidence: v.pipe(v.array(line(200, 'An id is empty.')), v.maxLength(100, 'Cite at most 100 developments.'))
});
export type AssessmentRow = v.InferOutput<typeof assessmentRowSchema>;

/** @param today assessments of later days are refused. */
export function readAssessment(cells: Cells, today: string): Read<AssessmentRow> {
	const result = v.safeParse(assessmentRowSchema, {
		assessedOn: cells('as_of') ?? '',
		level: numberOf(cells('level') ?? ''),
		trajectory: wordOf(cells('trajectory') ?? ''),
		confidence: wordOf(cells('confidence') ?? ''),
		rationale: cells('rationale') ?? '',
		overrideReason: cells('override_reason') ?? '',
		recommendation: cells('recommendation_code') ?? '',
		assessor: cells('assessor')?.trim() || undefined,
		evidence: [...new Set(listOf(cells('evidence_ids') ?? ''))]
	});
	if (!result.success)
		return faultsOf(result.issues, {
			assessedOn: 'as_of',
			recommendation: 'recommendation_code',
			overrideReason: 'override_reason',
			evidence: 'evidence_ids'
		});
	if (result.output.assessedOn <= today) return { value: result.output };
	const message = 'An assessment says how things stand; its date cannot lie ahead.';
	return { faults: [{ column: 'as_of', message }] };
}

/** A word of a vocabulary as people type it: `Formal step` is `formal_step`. Null where nothing is given. */
export const wordOf = (text: string) =>
	text
		.trim()
		.toLowerCase()
		.replace(/[\s-]+/g, '_') || null;

/** A number as people write it, with a true minus sign or a plus; the text where it is none, undefined where empty. */
export function numberOf(text: string): number | string | undefined {
	const plain = text.trim().replace('−', '-');
	if (plain === '') return undefined;
	return /^[-+]?\d+$/.test(plain) ? Number(plain) : text;
}

export const listOf = (text: string) =>
	text
		.split(';')
		.map((item) => item.trim())
		.filter((item) => item !== '');

function faultsOf(issues: readonly v.BaseIssue<unknown>[], columns: Record<string, string>) {
	const faults = issues.map((issue) => {
		const key = String(issue.path?.[0]?.key ?? '');
		return { column: columns[key] ?? key, message: issue.message };
	});
	return { faults };
}
