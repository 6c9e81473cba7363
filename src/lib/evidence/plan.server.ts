import { and, asc, count, eq, inArray, isNull } from 'drizzle-orm';
import { developments } from '../developments/table.server.ts';
import { NotFound, Refused } from '../errors.ts';
import { publications } from '../publications/table.server.ts';
import type { Reader } from '../server/database.ts';
import { listWhoMay } from '../users/queries.server.ts';
import { spread, type Assigning, type Place } from './assignment.ts';
import { isOpen } from './place.server.ts';
import { assignments } from './table.server.ts';

/** What an assigning would do, or did. */
export type Plan = {
	/** Who is asked for what. */
	places: Place[];
	/** Places for which nobody was there, left in the pool. */
	pooled: { developmentId: number; places: number }[];
	/** How many of the developments have as many coders as asked for already. */
	complete: number;
	/** Everybody chosen, with what waits for them before and after. */
	coders: { id: number; name: string; before: number; after: number }[];
};

/** What `assignCoders` would do with the same input now. */
export async function planAssignments(db: Reader, input: Assigning): Promise<Plan> {
	const publication = await getPublicationToCode(db, input.publication);
	return (await planWithPool(db, publication.id, input)).plan;
}

/** The plan, and the places in the pool that there are for each development. */
export async function planWithPool(
	db: Reader,
	publicationId: number,
	{ developmentIds, coderIds, each }: Assigning
): Promise<{ plan: Plan; free: Map<number, number[]> }> {
	await checkDevelopments(db, developmentIds);
	const chosen = await chooseCoders(db, coderIds);
	const rows = await db
		.select({
			id: assignments.id,
			developmentId: assignments.developmentId,
			assigneeId: assignments.assigneeId
		})
		.from(assignments)
		.where(
			and(
				eq(assignments.publicationId, publicationId),
				inArray(assignments.developmentId, developmentIds),
				isNull(assignments.cancelledAt)
			)
		)
		.orderBy(asc(assignments.id));
	const asked = developmentIds.map((id) => {
		const own = rows.filter((row) => row.developmentId === id);
		return { id, taken: own.flatMap((row) => row.assigneeId ?? []) };
	});
	const places = spread(asked, chosen, each);
	const numberOf = (one: number, key: keyof Place) => places.filter((place) => place[key] === one).length;
	const pooled = asked.flatMap(({ id, taken }) => {
		const missing = each - taken.length - numberOf(id, 'developmentId');
		return missing > 0 ? [{ developmentId: id, places: missing }] : [];
	});
	const free = new Map<number, number[]>();
	for (const { id, developmentId, assigneeId } of rows)
		if (assigneeId === null) free.set(developmentId, [id, ...(free.get(developmentId) ?? [])]);
	const complete = asked.filter(({ taken }) => taken.length >= each).length;
	const coders = chosen.map(({ id, name, load }) => ({
		id,
		name,
		before: load,
		after: load + numberOf(id, 'coderId')
	}));
	return { plan: { places, pooled, complete, coders }, free };
}

async function checkDevelopments(db: Reader, ids: number[]): Promise<void> {
	const [row] = await db
		.select({ found: count() })
		.from(developments)
		.where(and(inArray(developments.id, ids), isNull(developments.hiddenAt)));
	const missing = ids.length - (row?.found ?? 0);
	if (missing > 0)
		throw new Refused(
			`${missing} of these developments ${missing === 1 ? 'is' : 'are'} hidden or not there. Choose again.`,
			'developmentIds'
		);
}

/** The people of these ids in that order, with what waits for them. @throws Refused where somebody cannot code. */
async function chooseCoders(db: Reader, ids: number[]) {
	const all = ids.length > 0 ? await listCodersWithLoads(db) : [];
	return ids.map((id) => {
		const coder = all.find((one) => one.id === id);
		if (coder) return coder;
		throw new Refused('Somebody whom you chose cannot code: choose active analysts or editors.', 'coderIds');
	});
}

/** Everybody who may code, by name, with the number of developments that wait for them. */
export async function listCodersWithLoads(db: Reader) {
	const [coders, loads] = await Promise.all([
		listWhoMay(db, 'takeAssignment'),
		db
			.select({ id: assignments.assigneeId, load: count() })
			.from(assignments)
			.where(isOpen)
			.groupBy(assignments.assigneeId)
	]);
	return coders.map((coder) => ({ ...coder, load: loads.find(({ id }) => id === coder.id)?.load ?? 0 }));
}

/** @throws NotFound for an unknown or hidden publication. */
export async function getPublicationToCode(db: Reader, slug: string) {
	const { id, title, authors, year, assignmentDays } = publications;
	const [found] = await db
		.select({ id, title, authors, year, assignmentDays })
		.from(publications)
		.where(and(eq(publications.slug, slug), isNull(publications.hiddenAt)));
	if (!found) throw new NotFound(`There is no publication “${slug}”.`, 'publication');
	return found;
}
