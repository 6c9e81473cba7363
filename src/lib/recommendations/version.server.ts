import { and, eq, isNull } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { publications } from '../publications/table.server.ts';
import type { Reader } from '../server/database.ts';
import { recommendations } from './table.server.ts';

/** The version in force of a recommendation in a publication that can be seen. @throws NotFound */
export async function getCurrentVersion(db: Reader, recommendationId: number): Promise<number> {
	const [row] = await db
		.select({ version: recommendations.version })
		.from(recommendations)
		.innerJoin(publications, eq(publications.id, recommendations.publicationId))
		.where(and(eq(recommendations.id, recommendationId), isNull(publications.hiddenAt)));
	if (!row) throw new NotFound('There is no such recommendation.', 'recommendation');
	return row.version;
}
