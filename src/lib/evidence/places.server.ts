import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import { citeShortly } from '../publications/publication.ts';
import { publications } from '../publications/table.server.ts';
import type { Reader } from '../server/database.ts';
import { users } from '../users/table.server.ts';
import { assignments } from './table.server.ts';

/** Somebody's place at a development, or one in the pool. */
export type ListedPlace = {
	assignmentId: number;
	developmentId: number;
	publication: { slug: string; cited: string };
	/** Null in the pool. */
	assignee: { id: number; name: string } | null;
	lapsesAt: Date | null;
	doneAt: Date | null;
};

/** Who is asked to code these developments, or was and is done; by publication, places in the pool last. */
export async function listPlaces(db: Reader, developmentIds: readonly number[]): Promise<ListedPlace[]> {
	if (developmentIds.length === 0) return [];
	const rows = await db
		.select({
			assignmentId: assignments.id,
			developmentId: assignments.developmentId,
			slug: publications.slug,
			title: publications.title,
			authors: publications.authors,
			year: publications.year,
			assigneeId: assignments.assigneeId,
			assignee: users.name,
			lapsesAt: assignments.lapsesAt,
			doneAt: assignments.doneAt
		})
		.from(assignments)
		.innerJoin(
			publications,
			and(eq(publications.id, assignments.publicationId), isNull(publications.hiddenAt))
		)
		.leftJoin(users, eq(users.id, assignments.assigneeId))
		.where(and(inArray(assignments.developmentId, [...developmentIds]), isNull(assignments.cancelledAt)))
		.orderBy(asc(publications.id), asc(users.name), asc(assignments.id));
	return rows.map(({ slug, title, authors, year, assigneeId, assignee, ...place }) => ({
		...place,
		publication: { slug, cited: citeShortly({ title, authors, year }) },
		assignee: assigneeId === null ? null : { id: assigneeId, name: assignee! }
	}));
}
