import { asc, eq, isNull, sql } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { forums } from '../forums/table.server.ts';
import type { Reader } from '../server/database.ts';
import { users } from '../users/table.server.ts';
import { may, type Actor } from '../users/user.ts';
export { findDuplicates, type LikelyDuplicate } from './duplicates.server.ts';
import { actors, developmentActors, developmentForums, developments, sources } from './table.server.ts';

export type Development = Awaited<ReturnType<typeof getDevelopment>>;

const namesOfActors = sql<
	string[]
>`array(select a.name from ${developmentActors} x join ${actors} a on a.id = x.actor_id
	where x.development_id = ${developments.id} order by x.position)`;
const namesOfForums = sql<
	string[]
>`array(select f.name from ${developmentForums} x join ${forums} f on f.id = x.forum_id
	where x.development_id = ${developments.id} order by x.position)`;

/**
 * One development with its source, actors and forums. A hidden one is shown to those who may restore it.
 * @throws NotFound
 */
export async function getDevelopment(db: Reader, id: number, reader: Actor | null) {
	const [found] = await db
		.select({
			id: developments.id,
			externalId: developments.externalId,
			occurredOn: developments.occurredOn,
			occurredPrecision: developments.occurredPrecision,
			publishedOn: developments.publishedOn,
			accessedOn: developments.accessedOn,
			recordedAt: developments.recordedAt,
			recordedBy: users.name,
			kind: developments.kind,
			title: developments.title,
			summary: developments.summary,
			source: sources.name,
			sourceKind: sql<
				typeof sources.$inferSelect.kind
			>`coalesce(${developments.sourceKind}, ${sources.kind})`,
			sourceReliability: sql<
				typeof sources.$inferSelect.reliability
			>`coalesce(${developments.sourceReliability}, ${sources.reliability})`,
			sourceTitle: developments.sourceTitle,
			sourceUrl: developments.sourceUrl,
			archivedUrl: developments.archivedUrl,
			sourceAuthor: developments.sourceAuthor,
			sourceLanguage: developments.sourceLanguage,
			credibility: developments.credibility,
			actors: namesOfActors,
			forums: namesOfForums,
			isSample: developments.isSample,
			version: developments.version,
			updatedAt: developments.updatedAt,
			hiddenAt: developments.hiddenAt
		})
		.from(developments)
		.innerJoin(sources, eq(sources.id, developments.sourceId))
		.innerJoin(users, eq(users.id, developments.recordedBy))
		.where(eq(developments.id, Number.isSafeInteger(id) ? id : 0));
	if (!found || (found.hiddenAt && !may(reader, 'restoreDevelopment')))
		throw new NotFound('There is no such development, or it was hidden.');
	return found;
}

/**
 * Sources whose name, or another name, holds `text`, those that begin with it first; at most twenty. Accents and case do
 * not matter. `name` is what the source is called in the register.
 */
export function suggestSources(db: Reader, text: string) {
	const aliases = sql`(select coalesce(string_agg(a.name, ' · '), '') from source_aliases a where a.source_id = ${sources.id})`;
	return db
		.select({ name: sources.name, kind: sources.kind, reliability: sources.reliability })
		.from(sources)
		.where(
			sql`${sources.mergedIntoId} is null and (${holds(sources.name, text)} or strpos(fold(${aliases}), fold(${text})) > 0)`
		)
		.orderBy(sql`${holds(sources.name, text)} desc`, position(sources.name, text), asc(sources.name))
		.limit(20);
}

/** As `suggestSources`, of actors. */
export function suggestActors(db: Reader, text: string) {
	return db
		.select({ name: actors.name })
		.from(actors)
		.where(holds(actors.name, text))
		.orderBy(position(actors.name, text), asc(actors.name))
		.limit(20);
}

const position = (column: typeof sources.name | typeof actors.name, text: string) =>
	sql<number>`strpos(fold(${column}), fold(${text}))`;
const holds = (column: typeof sources.name | typeof actors.name, text: string) =>
	sql`${position(column, text)} > 0`;

/** All forums in the order of display: they are few. */
export function listForumNames(db: Reader) {
	return db.select({ name: forums.name }).from(forums).orderBy(asc(forums.position));
}

/** The actors and sources to offer before anything is typed: the first two hundred of each by name. */
export async function listFamiliarNames(db: Reader) {
	const [sourceRows, actorRows] = await Promise.all([
		db
			.select({ name: sources.name, kind: sources.kind, reliability: sources.reliability })
			.from(sources)
			.where(isNull(sources.mergedIntoId))
			.orderBy(asc(sources.name))
			.limit(200),
		db.select({ name: actors.name }).from(actors).orderBy(asc(actors.name)).limit(200)
	]);
	return { sources: sourceRows, actors: actorRows.map((actor) => actor.name) };
}
