import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import { sourceOfHost, sourceOfName } from '../developments/names.server.ts';
import { NotFound, NotSignedIn } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import { users } from '../users/table.server.ts';
import type { Actor } from '../users/user.ts';
import { captures } from './inbox-table.server.ts';

const { id, url, finalUrl, title, publisher, author, publishedOn, language } = captures;
const { textHash, bodyHash, developmentId, capturedAt } = captures;
const shown = {
	id,
	url,
	finalUrl,
	title,
	publisher,
	author,
	publishedOn,
	language,
	textHash,
	bodyHash,
	developmentId,
	capturedAt,
	capturedBy: users.name,
	characters: sql<number>`length(${captures.text})::int`
};

export type ShownCapture = Awaited<ReturnType<typeof listCapturesOf>>[number];

/**
 * A page that was kept, with its words and its HTML. For members alone, however reading is set: they are somebody else's.
 * @throws NotSignedIn, NotFound
 */
export async function getCapture(db: Reader, captureId: number, viewer: Actor | null) {
	if (!viewer) throw new NotSignedIn('Captured pages are for members. Sign in, or send a token.');
	const [found] = await db
		.select({ ...shown, text: captures.text, html: captures.html })
		.from(captures)
		.innerJoin(users, eq(users.id, captures.capturedBy))
		.where(eq(captures.id, Number.isSafeInteger(captureId) ? captureId : 0));
	if (!found) throw new NotFound('There is no such captured page.');
	return found;
}

/** The pages kept of a development's source, newest first. */
export function listCapturesOf(db: Reader, ofDevelopment: number) {
	return db
		.select(shown)
		.from(captures)
		.innerJoin(users, eq(users.id, captures.capturedBy))
		.where(eq(captures.developmentId, ofDevelopment))
		.orderBy(desc(captures.id))
		.limit(20);
}

/** What somebody captured last and has not logged. */
export function listUnusedCaptures(db: Reader, viewer: Actor) {
	return db
		.select(shown)
		.from(captures)
		.innerJoin(users, eq(users.id, captures.capturedBy))
		.where(and(eq(captures.capturedBy, viewer.id), isNull(captures.developmentId)))
		.orderBy(desc(captures.id))
		.limit(10);
}

/**
 * The known source of a page: by the publisher's name or another one, else the one that most of the latest developments from
 * its host name; undefined where neither is known.
 */
export async function sourceOfPage(
	db: Reader,
	{ publisher, finalUrl }: { publisher: string; finalUrl: string | null }
): Promise<string | undefined> {
	const named = publisher === '' ? undefined : await sourceOfName(db, publisher);
	return named?.name ?? (finalUrl === null ? undefined : await sourceOfHost(db, finalUrl));
}
