import { eq } from 'drizzle-orm';
import { NotFound } from '../errors.ts';
import { publications } from '../publications/table.server.ts';
import { parseRef } from '../recommendations/recommendation.ts';
import { recommendations } from '../recommendations/table.server.ts';
import type { Reader } from '../server/database.ts';

export type NamedRecommendation = { id: number; version: number };

/** Finds a recommendation by `C1` or `romano-2021/C1`, or says why not. */
export type FindRecommendation = (name: string) => NamedRecommendation | { fault: string };

/**
 * @param publication the slug to which codes alone belong; without it a code has to be unique among the visible
 * publications.
 * @throws NotFound where there is no such publication.
 */
export async function nameRecommendations(
	db: Reader,
	publication: string | undefined
): Promise<FindRecommendation> {
	const rows = await db
		.select({
			slug: publications.slug,
			hiddenAt: publications.hiddenAt,
			code: recommendations.code,
			id: recommendations.id,
			version: recommendations.version
		})
		.from(recommendations)
		.innerJoin(publications, eq(publications.id, recommendations.publicationId));
	if (publication && !rows.some((row) => row.slug === publication))
		throw new NotFound(`There is no publication “${publication}”.`);
	const byRef = new Map(rows.map((row) => [`${row.slug}/${row.code}`, row]));
	const byCode = Map.groupBy(
		rows.filter((row) => (publication ? row.slug === publication : row.hiddenAt === null)),
		(row) => row.code
	);
	return (name) => {
		if (parseRef(name)) return byRef.get(name) ?? { fault: `There is no recommendation “${name}”.` };
		const found = byCode.get(name) ?? [];
		if (found.length === 1) return found[0]!;
		if (found.length > 1)
			return {
				fault: `${name} is in several publications. Write ${found.map((row) => `${row.slug}/${name}`).join(' or ')}.`
			};
		return { fault: `There is no recommendation “${name}”${publication ? ` in ${publication}` : ''}.` };
	};
}
