import { sql, type SQL } from 'drizzle-orm';
import type { Transaction } from '../server/database.ts';
import type { ImportKind, ImportPreview, PreviewRow } from './file-import.ts';
import { dropKnownAssessments } from './import-assessments.server.ts';

const mostRows = 20;

type Counts = Pick<ImportPreview, 'added' | 'same' | 'differing'>;

/** What writing the staged rows would do, bad ones left out before: how many, and the first of them. */
export async function previewStaged(
	tx: Transaction,
	kind: Exclude<ImportKind, 'recommendations'>
): Promise<Counts & { first: PreviewRow[] }> {
	if (kind === 'developments')
		return read(
			tx,
			sql`select s.line, ${stateOf(sql`k.differing`, sql`k.line`)} as state, ${developmentCells} as cells
				from import_developments s left join import_known k on k.line = s.line where not s.is_faulty`
		);
	if (kind === 'evidence')
		return read(
			tx,
			sql`select s.line, ${stateOf(sql`case when k.differing is null then '{}'::text[] else array[k.differing] end`, sql`k.line`)} as state,
					jsonb_build_object('development_id', s.development, 'recommendation_code', s.name, 'effect', s.effect,
						'rationale', s.rationale, 'coder', u.name, 'progress_marker', s.marker, 'quote', left(s.quote, 300)) as cells
				from import_codings s left join import_coded k on (k.file, k.line) = (s.file, s.line)
				join users u on u.id = s.coder_id`
		);
	const same = await dropKnownAssessments(tx);
	const { first, added } = await read(
		tx,
		sql`select s.line, 'added' as state, jsonb_build_object('recommendation_code', r.code, 'as_of', s.assessed_on,
				'level', s.level, 'trajectory', s.trajectory, 'confidence', s.confidence, 'rationale', s.rationale,
				'assessor', u.name, 'evidence_ids', array_to_string(s.evidence, '; ')) as cells
			from import_assessments s join recommendations r on r.id = s.recommendation_id join users u on u.id = s.assessor_id`
	);
	return { first, added, same, differing: 0 };
}

const stateOf = (differing: SQL, known: SQL) =>
	sql`case when ${known} is null then 'added' when ${differing} = '{}' then 'same' else 'differing' end`;

const developmentCells = sql`jsonb_build_object('id', s.external_id, 'occurred_on', case s.occurred_precision
		when 'year' then to_char(s.occurred_on, 'YYYY') when 'month' then to_char(s.occurred_on, 'YYYY-MM') else s.occurred_on::text end,
	'kind', s.kind, 'title', s.title, 'summary', left(s.summary, 300), 'source_publisher', s.source, 'source_url', s.source_url,
	'actors', array_to_string(s.actors, '; '), 'forum', array_to_string(s.forums, '; '))`;

async function read(tx: Transaction, rows: SQL): Promise<Counts & { first: PreviewRow[] }> {
	const counts = await tx.execute<{ state: keyof Counts; n: number }>(
		sql`select state, count(*)::int as n from (${rows}) r group by state`
	);
	const first = await tx.execute<PreviewRow>(
		sql`select line, state, cells from (${rows}) r order by line limit ${mostRows}`
	);
	const countOf = (state: keyof Counts) => counts.find((row) => row.state === state)?.n ?? 0;
	return {
		added: countOf('added'),
		same: countOf('same'),
		differing: countOf('differing'),
		first: [...first].map(({ line, state, cells }) => ({ line, state, cells }))
	};
}
