import { sql, type SQL } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import { countedUpTo, type RegisteredSource, type SourceFilter } from './source.ts';

const shown = 50;

/** A source with what was merged into it and what else is said of it. */
export type SourcePage = RegisteredSource & {
	note: string;
	version: number;
	/** The source that took it over. */
	mergedInto: { id: number; name: string } | null;
	/** Sources that it took over, last first. */
	merged: { id: number; name: string }[];
};

const columns = sql`s.id::int as id, s.name, s.kind, s.reliability, s.owner, s.speaks_about_itself as "speaksAboutItself",
	array(select a.name from source_aliases a where a.source_id = s.id order by lower(a.name)) as aliases,
	(select count(*)::int from (
		select from developments d where d.source_id = s.id and d.hidden_at is null limit ${countedUpTo}
	) counted) as developments,
	(select d.occurred_on::text from developments d where d.source_id = s.id and d.hidden_at is null
		order by d.occurred_on desc limit 1) as "lastOn",
	s.created_at as "createdAt"`;

/**
 * The register by name, fifty at a time; merged sources are left out. `after` is what the page before gave.
 * A word is looked for in names, other names and owners, without regard to case and accents.
 */
export async function listSources(
	db: Reader,
	{ q, kind, reliability, speaksAboutItself }: SourceFilter,
	after: string | null = null
): Promise<{ sources: RegisteredSource[]; next: string | null }> {
	const conditions: SQL[] = [sql`s.merged_into_id is null`];
	if (q)
		conditions.push(
			sql`(strpos(fold(s.name || ' ' || s.owner), fold(${q})) > 0 or exists (
				select from source_aliases a where a.source_id = s.id and strpos(fold(a.name), fold(${q})) > 0))`
		);
	if (kind) conditions.push(sql`s.kind = ${kind}`);
	if (reliability) conditions.push(sql`s.reliability = ${reliability}`);
	if (speaksAboutItself) conditions.push(sql`s.speaks_about_itself`);
	if (after) conditions.push(sql`lower(s.name) > lower(${after})`);
	const rows = await db.execute<RegisteredSource>(sql`
		select ${columns} from sources s where ${sql.join(conditions, sql` and `)}
		order by lower(s.name) limit ${shown + 1}`);
	const sources = rows.slice(0, shown).map(dated);
	return { sources, next: rows.length > shown ? sources.at(-1)!.name : null };
}

/** @throws NotFound */
export async function getSource(db: Reader, id: number): Promise<SourcePage> {
	const [row] = await db.execute<SourcePage>(sql`
		select ${columns}, s.note, s.version,
			(select jsonb_build_object('id', t.id, 'name', t.name) from sources t where t.id = s.merged_into_id) as "mergedInto",
			(select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'name', t.name) order by t.updated_at desc, t.id desc), '[]')
				from sources t where t.merged_into_id = s.id) as merged
		from sources s where s.id = ${Number.isSafeInteger(id) ? id : 0}`);
	if (!row) throw new NotFound('There is no such source.');
	return dated(row);
}

/** Raw statements give moments as text. */
const dated = <Row extends RegisteredSource>(row: Row): Row => ({
	...row,
	createdAt: new Date(row.createdAt)
});

/** A pair that may be one source under two names. */
export type LikelySame = { id: number; name: string; developments: number };

/** Sources whose names are like this one's, most alike first; at most five. */
export async function findLikeSources(db: Reader, id: number): Promise<LikelySame[]> {
	return await db.execute<LikelySame>(sql`
		select s.id::int as id, s.name, (select count(*)::int from (
				select from developments d where d.source_id = s.id and d.hidden_at is null limit ${countedUpTo}) counted) as developments
		from sources s, (select name from sources where id = ${id}) own
		where s.id <> ${id} and s.merged_into_id is null and (
			similarity(fold(s.name), fold(own.name)) > 0.45
			or word_similarity(fold(own.name), fold(s.name)) > 0.8 or word_similarity(fold(s.name), fold(own.name)) > 0.8)
		order by similarity(fold(s.name), fold(own.name)) desc, s.id limit 5`);
}
