import { and, asc, desc, eq, isNotNull, isNull } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { publications } from '../publications/table.server.ts';
import type { Reader } from '../server/database.ts';
import type { PublicationInput } from './inputs.ts';
import { users } from '../users/table.server.ts';
import { briefingBlocks, briefingPublications, briefings } from './table.server.ts';

export type Briefing = Awaited<ReturnType<typeof getBriefing>>;

/** @throws NotFound where there is no such briefing, or it is hidden. */
export async function getBriefing(db: Reader, id: number) {
	const [row] = await db
		.select()
		.from(briefings)
		.where(and(eq(briefings.id, id), isNull(briefings.hiddenAt)));
	if (!row) throw new NotFound('There is no such briefing.');
	return row;
}

/** The blocks of a briefing, in order. */
export function listBlocks(db: Reader, briefingId: number) {
	return db
		.select()
		.from(briefingBlocks)
		.where(and(eq(briefingBlocks.briefingId, briefingId), isNull(briefingBlocks.hiddenAt)))
		.orderBy(asc(briefingBlocks.position), asc(briefingBlocks.id));
}
export type Block = Awaited<ReturnType<typeof listBlocks>>[number];

/** The publications that a briefing is about, in order; hidden ones are left out. */
export function listPublicationsOf(db: Reader, briefingId: number): Promise<PublicationInput[]> {
	return db
		.select({
			id: publications.id,
			slug: publications.slug,
			title: publications.title,
			authors: publications.authors,
			affiliation: publications.affiliation,
			year: publications.year,
			url: publications.url,
			language: publications.language,
			staleAfterMonths: publications.staleAfterMonths
		})
		.from(briefingPublications)
		.innerJoin(publications, eq(publications.id, briefingPublications.publicationId))
		.where(and(eq(briefingPublications.briefingId, briefingId), isNull(publications.hiddenAt)))
		.orderBy(asc(briefingPublications.position));
}

/** So many of the blocks that were taken out last can be put back on the page. */
const mostTakenOut = 20;

/** Blocks that were taken out, the last one first. */
export function listTakenOut(db: Reader, briefingId: number) {
	return db
		.select()
		.from(briefingBlocks)
		.where(and(eq(briefingBlocks.briefingId, briefingId), isNotNull(briefingBlocks.hiddenAt)))
		.orderBy(desc(briefingBlocks.hiddenAt), asc(briefingBlocks.position))
		.limit(mostTakenOut);
}

/** The block of that briefing with the name of whoever saved it last; undefined where it is not in it. */
export async function findBlock(db: Reader, briefingId: number, blockId: number) {
	const { id, kind, recommendationId, choices, text, version } = briefingBlocks;
	const [row] = await db
		.select({ id, kind, recommendationId, choices, text, version, savedBy: users.name })
		.from(briefingBlocks)
		.innerJoin(users, eq(users.id, briefingBlocks.updatedBy))
		.where(and(eq(id, blockId), eq(briefingBlocks.briefingId, briefingId), isNull(briefingBlocks.hiddenAt)));
	return row;
}
export type FoundBlock = NonNullable<Awaited<ReturnType<typeof findBlock>>>;
