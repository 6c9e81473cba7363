import { and, asc, eq, exists, isNull, sql, type SQL } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { forums } from '../forums/table.server.ts';
import { isStorable } from '../publications/queries.server.ts';
import { publications, publicationSections } from '../publications/table.server.ts';
import type { Reader } from '../server/database.ts';
import { kinds, type RecommendationRef } from './recommendation.ts';
import { recommendationForums, recommendations, recommendationVersions, themes } from './table.server.ts';

export {
	listConditions,
	listForumsOf,
	listMarkers,
	listParties,
	listVersions
} from './particulars.server.ts';

/** A part of a publication's recommendations. `forum` is a forum's name, whatever its case. */
export type Slice = {
	publication: string;
	theme?: string | null | undefined;
	kind?: string | null | undefined;
	forum?: string | null | undefined;
};

/** The condition that picks a slice. The statement must join recommendations with publications and themes. */
export function inSlice(db: Reader, slice: Slice): SQL | undefined {
	if (![slice.publication, slice.theme ?? '', slice.forum ?? ''].every(isStorable)) return sql`false`;
	const kind = kinds.find((known) => known === slice.kind);
	return and(
		eq(publications.slug, slice.publication),
		isNull(publications.hiddenAt),
		slice.theme ? eq(themes.code, slice.theme) : undefined,
		slice.kind ? (kind ? eq(recommendations.kind, kind) : sql`false`) : undefined,
		slice.forum ? exists(namesForum(db, slice.forum)) : undefined
	);
}

function namesForum(db: Reader, name: string) {
	return db
		.select({ one: sql`1` })
		.from(recommendationForums)
		.innerJoin(forums, eq(forums.id, recommendationForums.forumId))
		.where(
			and(
				eq(recommendationForums.recommendationId, recommendations.id),
				sql`lower(${forums.name}) = lower(${name})`
			)
		);
}

/** Joins a recommendation with its publication, theme and the wording in force. */
const wordingInForce = and(
	eq(recommendationVersions.recommendationId, recommendations.id),
	eq(recommendationVersions.version, recommendations.version)
);

const listed = {
	id: recommendations.id,
	publication: publications.slug,
	code: recommendations.code,
	kind: recommendations.kind,
	theme: themes.code,
	themeTitle: themes.title,
	title: recommendationVersions.title,
	statement: recommendationVersions.statement,
	weight: recommendationVersions.weight,
	horizon: recommendations.horizon,
	version: recommendations.version
};

export type ListedRecommendation = Awaited<ReturnType<typeof listRecommendations>>[number];

/** The recommendations of a slice in the order of the publication; none for an unknown publication. */
export function listRecommendations(db: Reader, slice: Slice) {
	return db
		.select(listed)
		.from(recommendations)
		.innerJoin(publications, eq(publications.id, recommendations.publicationId))
		.innerJoin(themes, eq(themes.id, recommendations.themeId))
		.innerJoin(recommendationVersions, wordingInForce)
		.where(inSlice(db, slice))
		.orderBy(asc(themes.position), asc(recommendations.position));
}

/** The themes of a publication, in order. */
export function listThemes(db: Reader, publication: string) {
	return db
		.select({ code: themes.code, title: themes.title, summary: themes.summary })
		.from(themes)
		.innerJoin(publications, eq(publications.id, themes.publicationId))
		.where(and(eq(publications.slug, publication), isNull(publications.hiddenAt)))
		.orderBy(asc(themes.position));
}

export type Recommendation = NonNullable<Awaited<ReturnType<typeof findRecommendation>>>;

/** One recommendation with its place in the publication; undefined when there is none of that name. */
export async function findRecommendation(db: Reader, ref: RecommendationRef) {
	if (!isStorable(ref.publication) || !isStorable(ref.code)) return undefined;
	const [found] = await db
		.select({
			...listed,
			rationale: recommendationVersions.rationale,
			publicationId: publications.id,
			publicationTitle: publications.title,
			publicationUrl: publications.url,
			publicationYear: publications.year,
			staleAfterMonths: publications.staleAfterMonths,
			conditions: recommendations.conditions,
			locatorSection: recommendations.locatorSection,
			locatorSectionTitle: publicationSections.title,
			locatorPage: recommendations.locatorPage,
			locatorAnchor: recommendations.locatorAnchor
		})
		.from(recommendations)
		.innerJoin(publications, eq(publications.id, recommendations.publicationId))
		.innerJoin(themes, eq(themes.id, recommendations.themeId))
		.innerJoin(recommendationVersions, wordingInForce)
		.leftJoin(
			publicationSections,
			and(
				eq(publicationSections.publicationId, publications.id),
				eq(publicationSections.key, recommendations.locatorSection)
			)
		)
		.where(
			and(
				eq(publications.slug, ref.publication),
				eq(recommendations.code, ref.code),
				isNull(publications.hiddenAt)
			)
		);
	return found;
}

/** @throws NotFound when there is no recommendation of that name. */
export async function getRecommendation(db: Reader, ref: RecommendationRef): Promise<Recommendation> {
	const found = await findRecommendation(db, ref);
	if (!found) throw new NotFound(`There is no recommendation “${ref.publication}/${ref.code}”.`);
	return found;
}

/** Which forums the recommendations of a publication name; each pair once, in the order of the publication. */
export function listNamedForums(db: Reader, slice: Slice) {
	return db
		.select({
			forumId: forums.id,
			forum: forums.name,
			recommendationId: recommendations.id,
			code: recommendations.code,
			title: recommendationVersions.title,
			kind: recommendations.kind
		})
		.from(recommendationForums)
		.innerJoin(forums, eq(forums.id, recommendationForums.forumId))
		.innerJoin(recommendations, eq(recommendations.id, recommendationForums.recommendationId))
		.innerJoin(publications, eq(publications.id, recommendations.publicationId))
		.innerJoin(themes, eq(themes.id, recommendations.themeId))
		.innerJoin(recommendationVersions, wordingInForce)
		.where(inSlice(db, slice))
		.orderBy(asc(themes.position), asc(recommendations.position), asc(recommendationForums.position));
}
