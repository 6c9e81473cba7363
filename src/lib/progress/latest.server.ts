import { and, asc, eq, gte, inArray, isNull, lt, lte, sql, type SQLWrapper } from 'drizzle-orm';
import { developments, sources } from '../developments/table.server.ts';
import type { Effect } from '../evidence/evidence.ts';
import { evidence } from '../evidence/table.server.ts';
import type { Slice } from '../recommendations/queries.server.ts';
import { recommendations } from '../recommendations/table.server.ts';
import type { Reader } from '../server/database.ts';
import { inForce } from './evidence-counts.server.ts';
import { idsOf } from './members.server.ts';
import type { View } from './view.ts';

/** As the indexes stand: an order that says otherwise about nulls reads and sorts everything. */
const newestFirst = (column: SQLWrapper) => sql`${column} desc nulls last`;

/** Reversals are looked for among this many of the newest developments, so that the search ends. */
const searched = 500;

/** The last day on which each recommendation of a slice had a development; those without any are absent. */
export async function listLastOccurred(db: Reader, slice: Slice, view: View) {
	const last = db
		.select({ on: sql<string>`max(${evidence.occurredOn})`.as('on') })
		.from(evidence)
		.where(and(eq(evidence.recommendationId, recommendations.id), inForce(view)))
		.as('last');
	const rows = await db
		.select({ recommendationId: recommendations.id, on: last.on })
		.from(recommendations)
		.crossJoinLateral(last)
		.where(sql`${recommendations.id} in (${idsOf(db, slice)})`);
	return new Map(rows.filter((row) => row.on !== null).map((row) => [row.recommendationId, row.on]));
}

/** The newest developments that are evidence for a slice, each with what it means for which recommendation. */
export async function listLatest(db: Reader, slice: Slice, view: View, limit: number) {
	const newestOfEach = db
		.select({ developmentId: evidence.developmentId, occurredOn: evidence.occurredOn })
		.from(evidence)
		.where(and(eq(evidence.recommendationId, recommendations.id), inForce(view), withinView(view)))
		.orderBy(newestFirst(evidence.occurredOn), newestFirst(evidence.developmentId))
		.limit(limit)
		.as('newest_of_each');
	const newest = db
		.selectDistinct({ occurredOn: newestOfEach.occurredOn, developmentId: newestOfEach.developmentId })
		.from(recommendations)
		.crossJoinLateral(newestOfEach)
		.where(sql`${recommendations.id} in (${idsOf(db, slice)})`)
		.orderBy(newestFirst(newestOfEach.occurredOn), newestFirst(newestOfEach.developmentId))
		.limit(limit)
		.as('newest');
	const rows = await db
		.select({ ...shown, source: sources.name })
		.from(newest)
		.innerJoin(developments, eq(developments.id, newest.developmentId))
		.innerJoin(sources, eq(sources.id, developments.sourceId))
		.orderBy(newestFirst(newest.occurredOn), newestFirst(newest.developmentId));
	return withMeanings(db, rows, slice, view);
}

/** The newest developments that undid something and set a slice back, at most `limit`, each with what it means. */
export async function listReversals(db: Reader, slice: Slice, view: View, limit: number) {
	const newest = db
		.select({ ...shown, sourceId: developments.sourceId })
		.from(developments)
		.where(
			and(
				isNull(developments.hiddenAt),
				view.asOf ? lte(developments.occurredOn, view.asOf) : undefined,
				view.from ? gte(developments.occurredOn, view.from) : undefined,
				view.to ? lte(developments.occurredOn, view.to) : undefined
			)
		)
		.orderBy(newestFirst(developments.occurredOn), newestFirst(developments.id))
		.limit(searched)
		.as('newest');
	const meansSomething = db
		.select({ one: sql`1` })
		.from(evidence)
		.where(
			and(
				eq(evidence.developmentId, newest.id),
				lt(evidence.effect, 0),
				inForce(view),
				sql`${evidence.recommendationId} in (${idsOf(db, slice)})`
			)
		);
	const rows = await db
		.select({
			id: newest.id,
			title: newest.title,
			kind: newest.kind,
			occurredOn: newest.occurredOn,
			occurredPrecision: newest.occurredPrecision,
			source: sources.name
		})
		.from(newest)
		.innerJoin(sources, eq(sources.id, newest.sourceId))
		.where(and(eq(newest.kind, 'reversal'), sql`exists ${meansSomething}`))
		.orderBy(newestFirst(newest.occurredOn), newestFirst(newest.id))
		.limit(limit);
	return withMeanings(db, rows, slice, view);
}

/** Those among the newest evidence of one recommendation that undid something and set it back, in the order of time. */
export async function listReversalsOf(db: Reader, recommendationId: number, view: View) {
	const newest = db
		.select({
			developmentId: evidence.developmentId,
			occurredOn: evidence.occurredOn,
			effect: evidence.effect
		})
		.from(evidence)
		.where(and(eq(evidence.recommendationId, recommendationId), inForce(view), withinView(view)))
		.orderBy(newestFirst(evidence.occurredOn), newestFirst(evidence.developmentId))
		.limit(searched)
		.as('newest');
	return db
		.select({
			id: developments.id,
			title: developments.title,
			occurredOn: newest.occurredOn,
			occurredPrecision: developments.occurredPrecision,
			effect: newest.effect
		})
		.from(newest)
		.innerJoin(
			developments,
			and(eq(developments.id, newest.developmentId), eq(developments.kind, 'reversal'))
		)
		.where(lt(newest.effect, 0))
		.orderBy(asc(newest.occurredOn), asc(newest.developmentId));
}

const shown = {
	id: developments.id,
	title: developments.title,
	kind: developments.kind,
	occurredOn: developments.occurredOn,
	occurredPrecision: developments.occurredPrecision
};

const withinView = ({ from, to }: View) =>
	and(from ? gte(evidence.occurredOn, from) : undefined, to ? lte(evidence.occurredOn, to) : undefined);

async function withMeanings<Row extends { id: number }>(
	db: Reader,
	rows: readonly Row[],
	slice: Slice,
	view: View
) {
	if (rows.length === 0) return [];
	const meanings = await db
		.select({
			developmentId: evidence.developmentId,
			code: recommendations.code,
			effect: sql<Effect>`${evidence.effect}`
		})
		.from(evidence)
		.innerJoin(recommendations, eq(recommendations.id, evidence.recommendationId))
		.where(
			and(
				inArray(
					evidence.developmentId,
					rows.map((row) => row.id)
				),
				inForce(view),
				sql`${evidence.recommendationId} in (${idsOf(db, slice)})`
			)
		)
		.orderBy(asc(recommendations.position));
	return rows.map((row) => ({
		...row,
		meanings: meanings.filter((meaning) => meaning.developmentId === row.id)
	}));
}
export type LatestDevelopment = Awaited<ReturnType<typeof listLatest>>[number];
