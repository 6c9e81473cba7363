import { sql, type SQL } from 'drizzle-orm';
import type { Kind, Precision } from '../developments/development.ts';
import { citeShortly } from '../publications/publication.ts';
import type { QueuedDevelopment } from './queue.ts';

type Row = Record<string, unknown>;

/** A development that can be seen, as `d`, with its source as `s`; joined by its key. */
export const queued = (id: SQL) => sql`join developments d on d.id = ${id} and d.hidden_at is null
	join sources s on s.id = d.source_id`;
export const queuedColumns = sql`d.id as development_id, d.title, d.occurred_on, d.occurred_precision, d.kind, s.name as source`;

export const toQueued = (row: Row): QueuedDevelopment => ({
	id: Number(row.development_id),
	title: row.title as string,
	occurredOn: row.occurred_on as string,
	occurredPrecision: row.occurred_precision as Precision,
	kind: row.kind as Kind,
	source: row.source as string
});

/** The publication of assignment `a`, as `p`, if it can be seen. */
export const asking = sql`join publications p on p.id = a.publication_id and p.hidden_at is null`;
export const askingColumns = sql`p.slug, p.title as publication_title, p.authors, p.year`;

export const toAsking = ({ slug, publication_title: title, authors, year }: Row) => ({
	slug: slug as string,
	cited: citeShortly({
		title: title as string,
		authors: authors as string[],
		year: year === null ? null : Number(year)
	})
});

/** The recommendation of coding `c` as `r`, in the wording in force as `v`, of a publication that can be seen. */
export const named = sql`join recommendations r on r.id = c.recommendation_id
	join recommendation_versions v on v.recommendation_id = r.id and v.version = r.version
	join publications p on p.id = r.publication_id and p.hidden_at is null`;
export const namedColumns = sql`p.slug, r.code, v.title as recommendation`;
export const toNamed = (row: Row) => ({
	publication: row.slug as string,
	code: row.code as string,
	recommendation: row.recommendation as string
});

/** Assignments `a` that are not done. */
export const undone = sql`a.done_at is null and a.cancelled_at is null`;

/** Places `a` that this person may take. */
export const inPool = (
	userId: number
) => sql`a.assignee_id is null and ${undone} and not exists (select from assignments own
	where own.development_id = a.development_id and own.publication_id = a.publication_id
		and own.assignee_id = ${userId} and own.cancelled_at is null)`;
