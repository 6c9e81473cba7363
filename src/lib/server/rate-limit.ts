import { createHash } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { eq, lt, sql } from 'drizzle-orm';
import { TooManyTries } from '../errors.ts';
import type { Database } from './database.ts';
import { rateLimits } from './table.server.ts';

/** So many tries are allowed in a window; the next one waits for the window to end. */
export type Limit = {
	/** What is tried, in the bucket's name: `sign-in`. */
	what: string;
	tries: number;
	/** Length of the window. */
	minutes: number;
};

/** Whose tries are counted, e.g. an e-mail; kept as a hash, so that the table holds no addresses of people. */
const bucketOf = (limit: Limit, whose: string) =>
	`${limit.what}:${createHash('sha256').update(whose.toLowerCase()).digest('base64url')}`;

/**
 * Counts one try before it is made, so that tries made at the same moment count too. Takes the database and not a
 * transaction: a try that fails must stay counted.
 * @throws TooManyTries, with the time to wait, when the limit is passed.
 */
export async function countTry(db: Database, limit: Limit, whose: string): Promise<void> {
	const { windowStartedAt, tries } = rateLimits;
	const isOver = sql`${windowStartedAt} <= now() - make_interval(mins => ${limit.minutes})`;
	const [row] = await db
		.insert(rateLimits)
		.values({ bucket: bucketOf(limit, whose), windowStartedAt: sql`now()`, tries: 1 })
		.onConflictDoUpdate({
			target: rateLimits.bucket,
			set: {
				// One more than the limit is all that need be known: hammering does not lengthen the wait.
				tries: sql`case when ${isOver} then 1 else least(${tries} + 1, ${limit.tries + 1}) end`,
				windowStartedAt: sql`case when ${isOver} then now() else ${windowStartedAt} end`
			}
		})
		.returning({ tries, elapsed: sql<number>`extract(epoch from now() - ${windowStartedAt})::float8` });
	if (row!.tries <= limit.tries) return;
	const wait = Math.max(1, Math.ceil(limit.minutes * 60 - row!.elapsed));
	throw new TooManyTries(`Too many tries. Wait ${inWords(wait)}, then try again.`, wait);
}

/** Takes back one try that turned out well, so that only failures add up. */
export async function takeBackTry(db: Database, limit: Limit, whose: string): Promise<void> {
	const bucket = bucketOf(limit, whose);
	await db.transaction(async (tx) => {
		const [row] = await tx
			.select({ tries: rateLimits.tries })
			.from(rateLimits)
			.where(eq(rateLimits.bucket, bucket))
			.for('update');
		if (!row) return;
		if (row.tries <= 1) await tx.delete(rateLimits).where(eq(rateLimits.bucket, bucket));
		else
			await tx
				.update(rateLimits)
				.set({ tries: row.tries - 1 })
				.where(eq(rateLimits.bucket, bucket));
	});
}

/** Forgets all tries: the right password was given. */
export async function forgetTries(db: Database, limit: Limit, whose: string): Promise<void> {
	await db.delete(rateLimits).where(eq(rateLimits.bucket, bucketOf(limit, whose)));
}

/** Forgets windows that ended long ago. No limit is longer than a day. */
export async function sweepRateLimits(db: Database): Promise<void> {
	await db.delete(rateLimits).where(lt(rateLimits.windowStartedAt, sql`now() - interval '1 day'`));
}

/** The part of an address that one household or host holds: IPv4 whole, of IPv6 the first 64 bits. */
export function networkOf(address: string): string {
	if (!isIPv6(address)) return address;
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	if (mapped?.[1]) return mapped[1];
	const [head = '', tail] = address.split('::');
	const groups = head === '' ? [] : head.split(':');
	const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
	const all = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ? tail.split(':') : [])];
	return (
		all
			.slice(0, 4)
			.map((group) => parseInt(group, 16).toString(16))
			.join(':') + '::/64'
	);
}

/** A wait as people say it: seconds below two minutes, else whole minutes, rounded up. */
export function inWords(seconds: number): string {
	if (seconds === 1) return '1 second';
	if (seconds < 120) return `${seconds} seconds`;
	return `${Math.ceil(seconds / 60)} minutes`;
}
