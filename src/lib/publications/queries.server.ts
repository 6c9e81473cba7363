import { and, asc, count, eq, isNull } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import type { Reader } from '../server/database.ts';
import { publications, publicationSections } from './table.server.ts';

/** PostgreSQL keeps no NUL and no half characters: a name that holds one names nothing. */
export const isStorable = (name: string) => !name.includes('\0') && name.isWellFormed();

const shown = {
	id: publications.id,
	slug: publications.slug,
	title: publications.title,
	authors: publications.authors,
	affiliation: publications.affiliation,
	year: publications.year,
	language: publications.language,
	pages: publications.pages,
	url: publications.url,
	goal: publications.goal,
	staleAfterMonths: publications.staleAfterMonths,
	codingRule: publications.codingRule,
	assignmentDays: publications.assignmentDays,
	isSample: publications.isSample
};

export type Publication = Awaited<ReturnType<typeof getPublication>>;

/** Every visible publication, oldest entry first. */
export function listPublications(db: Reader) {
	return db
		.select(shown)
		.from(publications)
		.where(isNull(publications.hiddenAt))
		.orderBy(asc(publications.id));
}

/** The visible publication of that slug, or undefined. */
export async function findPublication(db: Reader, slug: string) {
	if (!isStorable(slug)) return undefined;
	const [publication] = await db
		.select(shown)
		.from(publications)
		.where(and(eq(publications.slug, slug), isNull(publications.hiddenAt)));
	return publication;
}

/** @throws NotFound when there is no visible publication of that slug. */
export async function getPublication(db: Reader, slug: string) {
	const publication = await findPublication(db, slug);
	if (!publication) throw new NotFound(`There is no publication “${slug}”.`);
	return publication;
}

/** Number of visible publications. */
export async function countPublications(db: Reader): Promise<number> {
	const [row] = await db.select({ n: count() }).from(publications).where(isNull(publications.hiddenAt));
	return row?.n ?? 0;
}

/** The headings of a publication, in order. */
export function listSections(db: Reader, publicationId: number) {
	return db
		.select({
			key: publicationSections.key,
			title: publicationSections.title,
			page: publicationSections.page
		})
		.from(publicationSections)
		.where(eq(publicationSections.publicationId, publicationId))
		.orderBy(asc(publicationSections.position));
}
