import { and, arrayOverlaps, asc, desc, eq, inArray } from 'drizzle-orm';
import { forums } from '../forums/table.server.ts';
import type { Reader } from '../server/database.ts';
import {
	progressMarkers,
	recommendationForums,
	recommendationParties,
	recommendations,
	recommendationVersions
} from './table.server.ts';

/** Addressees and counterparts of one recommendation, in order. */
export function listParties(db: Reader, recommendationId: number) {
	return db
		.select({
			role: recommendationParties.role,
			name: recommendationParties.name,
			isLead: recommendationParties.isLead
		})
		.from(recommendationParties)
		.where(eq(recommendationParties.recommendationId, recommendationId))
		.orderBy(asc(recommendationParties.role), asc(recommendationParties.position));
}

/** The codebook: the progress markers in force of these recommendations, in order. */
export async function listMarkers(db: Reader, recommendationIds: readonly number[]) {
	if (recommendationIds.length === 0) return [];
	return db
		.select({
			id: progressMarkers.id,
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
		.where(inArray(progressMarkers.recommendationId, [...recommendationIds]))
		.orderBy(
			asc(progressMarkers.recommendationId),
			asc(progressMarkers.direction),
			asc(progressMarkers.position)
		);
}

/** The conditions of a publication that carry any of these keys. */
export async function listConditions(db: Reader, publicationId: number, keys: readonly string[]) {
	if (keys.length === 0) return [];
	return db
		.select({
			code: recommendations.code,
			title: recommendationVersions.title,
			keys: recommendations.conditions
		})
		.from(recommendations)
		.innerJoin(
			recommendationVersions,
			and(
				eq(recommendationVersions.recommendationId, recommendations.id),
				eq(recommendationVersions.version, recommendations.version)
			)
		)
		.where(
			and(
				eq(recommendations.publicationId, publicationId),
				eq(recommendations.kind, 'condition'),
				arrayOverlaps(recommendations.conditions, [...keys])
			)
		)
		.orderBy(asc(recommendations.position));
}

/** Names of the forums that one recommendation names, in order. */
export function listForumsOf(db: Reader, recommendationId: number) {
	return db
		.select({ name: forums.name })
		.from(recommendationForums)
		.innerJoin(forums, eq(forums.id, recommendationForums.forumId))
		.where(eq(recommendationForums.recommendationId, recommendationId))
		.orderBy(asc(recommendationForums.position));
}

/** Every wording of a recommendation, newest first. */
export function listVersions(db: Reader, recommendationId: number) {
	return db
		.select({
			version: recommendationVersions.version,
			title: recommendationVersions.title,
			statement: recommendationVersions.statement,
			rationale: recommendationVersions.rationale,
			weight: recommendationVersions.weight,
			createdAt: recommendationVersions.createdAt
		})
		.from(recommendationVersions)
		.where(eq(recommendationVersions.recommendationId, recommendationId))
		.orderBy(desc(recommendationVersions.version));
}
