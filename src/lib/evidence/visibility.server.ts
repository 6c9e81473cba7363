import { sql, type SQL } from 'drizzle-orm';

/**
 * Whether `viewerId` may see a coding (table `codings` under `alias`): one's own always, others' once they are
 * revealed. Drafts, and blind codings that wait for the second, are their coder's alone, whatever the role. Every read of
 * codings, of their history and of what hangs on them asks this.
 */
export function visibleCoding(alias: string, viewerId: number | null): SQL {
	const coding = sql.identifier(alias);
	if (viewerId === null) return sql`${coding}.revealed_at is not null`;
	return sql`(${coding}.revealed_at is not null or ${coding}.coder_id = ${viewerId})`;
}
