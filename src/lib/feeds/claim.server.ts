import { sql } from 'drizzle-orm';
import type { Database } from '../server/database.ts';
import type { FeedFormat } from './feed.ts';

/** A feed that this copy of the application holds, until `heldUntil`. */
export type Claimed = {
	id: number;
	title: string;
	url: string;
	siteUrl: string | null;
	language: string | null;
	format: FeedFormat | null;
	etag: string | null;
	lastModified: string | null;
	intervalMinutes: number;
	failures: number;
	heldUntil: Date;
};

/** Outlives everything that a poll may take; where a copy dies, others take its feeds up after that. */
const leaseSeconds = 180;

/** Anything that nobody else uses: who claims does so alone, for a moment. */
const claimLock = 1_716_006;

const hostOf = (column: string) => sql.raw(`lower(substring(${column} from '^https?://([^/?#]+)'))`);

/** Takes up to `most` feeds that are due, never two of one host at once. Nobody else takes them meanwhile. */
export async function claimDue(db: Database, most: number): Promise<Claimed[]> {
	return db.transaction(async (tx) => {
		const [lock] = await tx.execute<{ taken: boolean }>(
			sql`select pg_try_advisory_xact_lock(${claimLock}) as taken`
		);
		if (!lock!.taken) return [];
		const rows = await tx.execute<Record<string, unknown>>(sql`
			with due as (
				select f.id, f.next_poll_at, ${hostOf('f.url')} as host
				from feeds f
				where f.is_on and f.hidden_at is null and f.next_poll_at <= now()
					and (f.held_until is null or f.held_until < now())
					and not exists (select from feeds other
						where other.held_until >= now() and ${hostOf('other.url')} = ${hostOf('f.url')})
				order by f.next_poll_at, f.id
				limit 200
				for update skip locked
			), one_a_host as (
				select distinct on (host) id, next_poll_at from due order by host, next_poll_at, id
			)
			update feeds f
			set held_until = date_trunc('milliseconds', now() + ${leaseSeconds} * interval '1 second')
			where f.id in (select id from one_a_host order by next_poll_at, id limit ${most})
			returning f.id, f.title, f.url, f.site_url, f.language, f.format, f.etag, f.last_modified, f.interval_minutes,
				f.failures, f.held_until::text`);
		return rows.map((row) => ({
			id: Number(row.id),
			title: row.title as string,
			url: row.url as string,
			siteUrl: row.site_url as string | null,
			language: row.language as string | null,
			format: row.format as FeedFormat | null,
			etag: row.etag as string | null,
			lastModified: row.last_modified as string | null,
			intervalMinutes: row.interval_minutes as number,
			failures: row.failures as number,
			heldUntil: new Date(row.held_until as string)
		}));
	});
}

/** Lets go of a feed that was not polled after all: it stays due. */
export async function release(db: Database, { id, heldUntil }: Claimed): Promise<void> {
	await db.execute(
		sql`update feeds set held_until = null where id = ${id} and held_until = ${heldUntil.toISOString()}::timestamptz`
	);
}
