import { sql, type SQL } from 'drizzle-orm';
import { visibleCoding } from '../evidence/visibility.server.ts';
import type { Transaction } from '../server/database.ts';
import { markerInForce } from './coding-markers.server.ts';
import { personName, recommendationsOf, rowsOf } from './export-rows.server.ts';
import { columnsOf } from './row.ts';

/** Which codings a file holds: those on which evidence rests, or the others that may be seen. */
export type CodingsAsked = { slugs: string[]; isEvidence: boolean; viewerId: number };

/**
 * The codings on which evidence rests, or all others that the reader may see; of those, an editor's own where the same
 * editor's decision stands already: a file has one coding of each coder.
 */
const codingsFrom = ({ slugs, isEvidence, viewerId }: CodingsAsked) => sql`
	from codings c
	join export_developments x on x.id = c.development_id
	join developments d on d.id = c.development_id
	join recommendations r on r.id = c.recommendation_id
	join publications p on p.id = r.publication_id
	join users u on u.id = c.coder_id
	where c.retired_at is null and c.recommendation_id in ${recommendationsOf(slugs)}
		and c.state <> 'draft' and ${visibleCoding('c', viewerId)}
		and ${
			isEvidence
				? sql`exists (select from evidence e where e.coding_id = c.id and e.retired_at is null)`
				: sql`not exists (select from evidence e where e.coding_id = c.id and e.retired_at is null)
					and not exists (select from codings o where (o.development_id, o.recommendation_id, o.coder_id)
						= (c.development_id, c.recommendation_id, c.coder_id) and o.retired_at is null and o.id <> c.id
						and (o.is_adjudication and not c.is_adjudication and o.state <> 'draft'))`
		}`;

/** Who coded them, and the optional columns in which some coding has something; its coder where there are several. */
export async function codersOf(
	tx: Transaction,
	asked: CodingsAsked
): Promise<{ coders: string[]; optional: string[] }> {
	const rows = await tx.execute<{ name: string; progress_marker: boolean; quote: boolean }>(
		sql`select ${personName('u')} as name, bool_or(${markerInForce} is not null) as progress_marker,
			bool_or(c.quote <> '') as quote ${codingsFrom(asked)} group by 1 order by 1`
	);
	const has = (column: (typeof columnsOf.evidence.optional)[number]) =>
		column === 'coder' ? rows.length > 1 : rows.some((row) => row[column]);
	return { coders: rows.map(({ name }) => name), optional: columnsOf.evidence.optional.filter(has) };
}

/** `code`: how a row names its recommendation. */
export function codingRows(
	tx: Transaction,
	asked: CodingsAsked,
	{ code, optional }: { code: SQL; optional: string[] }
): AsyncGenerator<string> {
	return rowsOf(
		tx,
		asked.isEvidence ? 'export_of_evidence' : 'export_of_second_codings',
		[...columnsOf.evidence.required, ...optional],
		sql`
		select d.external_id as development_id, ${code} as recommendation_code, c.effect::text as effect, c.rationale,
			${personName('u')} as coder, c.quote,
			(select m.text from progress_markers m where m.id = ${markerInForce}) as progress_marker
		${codingsFrom(asked)}
		order by d.external_id collate "C", c.id`
	);
}
