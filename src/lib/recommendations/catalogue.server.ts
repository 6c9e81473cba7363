import { and, asc, eq, inArray } from 'drizzle-orm';
import { forums } from '../forums/table.server.ts';
import type { Reader } from '../server/database.ts';
import type { CatalogueRecommendation } from './catalogue.ts';
import {
	progressMarkers,
	recommendationForums,
	recommendationParties,
	recommendations,
	recommendationVersions,
	themes
} from './table.server.ts';

/** The recommendations of a publication by id, as a catalogue has them, in the order of the publication. */
export async function readCatalogueRecommendations(
	db: Reader,
	publicationId: number
): Promise<Map<number, CatalogueRecommendation & { version: number; position: number }>> {
	const rows = await db
		.select({ item: recommendations, theme: themes.code, wording: recommendationVersions })
		.from(recommendations)
		.innerJoin(themes, eq(themes.id, recommendations.themeId))
		.innerJoin(
			recommendationVersions,
			and(
				eq(recommendationVersions.recommendationId, recommendations.id),
				eq(recommendationVersions.version, recommendations.version)
			)
		)
		.where(eq(recommendations.publicationId, publicationId))
		.orderBy(asc(recommendations.position), asc(recommendations.id));
	const ids = rows.map((row) => row.item.id);
	if (ids.length === 0) return new Map();
	const parties = await listParties(db, ids);
	const fora = await listForumNames(db, ids);
	const markers = await listMarkers(db, ids);
	return new Map(
		rows.map(({ item, theme, wording }) => {
			const ofThis = <T extends { recommendationId: number }>(all: T[]) =>
				all.filter((row) => row.recommendationId === item.id);
			const texts = (direction: string) =>
				ofThis(markers).flatMap((marker) => (marker.direction === direction ? marker.text : []));
			const named = (role: string) =>
				ofThis(parties).flatMap((party) => (party.role === role ? party.name : []));
			const hasLocator =
				item.locatorSection !== null || item.locatorPage !== null || item.locatorAnchor !== null;
			const catalogued = {
				code: item.code,
				theme,
				kind: item.kind,
				title: wording.title,
				statement: wording.statement,
				rationale: wording.rationale,
				addressees: named('addressee'),
				lead: ofThis(parties).find((party) => party.isLead)?.name ?? null,
				counterparts: named('counterpart'),
				fora: ofThis(fora).map((forum) => forum.name),
				horizon: item.horizon,
				locator: hasLocator
					? { section: item.locatorSection, page: item.locatorPage, anchor: item.locatorAnchor }
					: null,
				markers: { advance: texts('advance'), setback: texts('setback') },
				conditions: item.conditions,
				weight: wording.weight,
				version: item.version,
				position: item.position
			};
			return [item.id, catalogued];
		})
	);
}

function listParties(db: Reader, ids: number[]) {
	return db
		.select()
		.from(recommendationParties)
		.where(inArray(recommendationParties.recommendationId, ids))
		.orderBy(asc(recommendationParties.position));
}

function listForumNames(db: Reader, ids: number[]) {
	return db
		.select({ recommendationId: recommendationForums.recommendationId, name: forums.name })
		.from(recommendationForums)
		.innerJoin(forums, eq(forums.id, recommendationForums.forumId))
		.where(inArray(recommendationForums.recommendationId, ids))
		.orderBy(asc(recommendationForums.position));
}

function listMarkers(db: Reader, ids: number[]) {
	return db
		.select({
			recommendationId: progressMarkers.recommendationId,
			direction: progressMarkers.direction,
			text: progressMarkers.text
		})
		.from(progressMarkers)
		.innerJoin(
			recommendations,
			and(
				eq(recommendations.id, progressMarkers.recommendationId),
				eq(recommendations.version, progressMarkers.version)
			)
		)
		.where(inArray(progressMarkers.recommendationId, ids))
		.orderBy(asc(progressMarkers.position));
}
