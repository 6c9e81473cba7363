import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { SourceKind } from '../developments/development.ts';
import { developments, sources } from '../developments/table.server.ts';
import type { Reader } from '../server/database.ts';
import type { CitedInput } from './inputs.ts';

/** What footnotes need of these developments, in the order of their ids; hidden and unknown ones are left out. */
export async function gatherCited(db: Reader, ids: readonly number[]): Promise<CitedInput[]> {
	const known = ids.filter((id) => Number.isSafeInteger(id));
	if (known.length === 0) return [];
	return db
		.select({
			developmentId: developments.id,
			title: developments.title,
			occurredOn: developments.occurredOn,
			occurredPrecision: developments.occurredPrecision,
			source: sources.name,
			sourceKind: sql<SourceKind>`coalesce(${developments.sourceKind}, ${sources.kind})`,
			sourceTitle: developments.sourceTitle,
			sourceUrl: developments.sourceUrl,
			publishedOn: developments.publishedOn,
			accessedOn: developments.accessedOn,
			archivedUrl: developments.archivedUrl,
			sourceAuthor: developments.sourceAuthor,
			sourceLanguage: developments.sourceLanguage
		})
		.from(developments)
		.innerJoin(sources, eq(sources.id, developments.sourceId))
		.where(and(isAmong(known), isNull(developments.hiddenAt)))
		.orderBy(asc(developments.id));
}

const isAmong = (ids: readonly number[]) =>
	sql`${developments.id} in (select jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb)::bigint)`;
