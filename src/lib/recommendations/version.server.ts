import { and, eq, isNull } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { publications } from '../publications/table.server.ts';
import type { Reader } from '../server/database.ts';
import { progressMarkers, recommendations } from './table.server.ts';

/** The version in force of a recommendation in a publication that can be seen. @throws NotFound */
export async function getCurrentVersion(db: Reader, recommendationId: number): Promise<number> {
	return (await getInForce(db, recommendationId)).version;
}

/** A recommendation as it can be coded: its version in force, and its publication's rule. @throws NotFound */
export async function getInForce(db: Reader, recommendationId: number) {
	const [row] = await db
		.select({
			version: recommendations.version,
			code: recommendations.code,
			publicationId: publications.id,
			publication: publications.slug,
			codingRule: publications.codingRule
		})
		.from(recommendations)
		.innerJoin(publications, eq(publications.id, recommendations.publicationId))
		.where(and(eq(recommendations.id, recommendationId), isNull(publications.hiddenAt)));
	if (!row) throw new NotFound('There is no such recommendation.', 'recommendation');
	return row;
}

/** The words of a progress marker of that version of a recommendation, or undefined. */
export async function findMarker(
	db: Reader,
	{ id, recommendationId, version }: { id: number; recommendationId: number; version: number }
): Promise<string | undefined> {
	const [row] = await db
		.select({ text: progressMarkers.text })
		.from(progressMarkers)
		.where(
			and(
				eq(progressMarkers.id, id),
				eq(progressMarkers.recommendationId, recommendationId),
				eq(progressMarkers.version, version)
			)
		);
	return row?.text;
}
