import { NotFound, Refused } from '../errors.ts';
import { listPublications } from '../publications/queries.server.ts';
import { listRecommendations, type ListedRecommendation } from '../recommendations/queries.server.ts';
import { parseRef } from '../recommendations/recommendation.ts';
import type { Reader } from '../server/database.ts';
import type { NewBriefing } from './briefing.ts';

type Asked = Pick<NewBriefing, 'publications' | 'recommendations' | 'themes'>;
export type Reach = {
	publications: { id: number; slug: string }[];
	/** In the order of the publications. */
	recommendationIds: number[];
	/** The same ids where some recommendations were left out; else none. */
	only: number[];
};

/**
 * What a briefing is about: of each publication what is named of it, or everything where nothing is.
 * @throws NotFound for a publication, Refused for a recommendation or a theme that is not there.
 */
export async function reachOf(db: Reader, asked: Asked): Promise<Reach> {
	const named = [...asked.recommendations, ...asked.themes].map((ref) => parseRef(ref)!.publication);
	const slugs = [...new Set([...asked.publications, ...named])];
	const visible = await listPublications(db);
	const publications = slugs.map((slug) => {
		const found = visible.find((one) => one.slug === slug);
		if (!found) throw new NotFound(`There is no publication “${slug}”.`, 'publications');
		return { id: found.id, slug };
	});
	const all: ListedRecommendation[] = [];
	for (const { slug } of publications) all.push(...(await listRecommendations(db, { publication: slug })));
	checkNamed(asked.recommendations, all.map(nameOf), 'recommendation', 'recommendations');
	checkNamed(asked.themes, all.map(themeOf), 'theme', 'themes');
	const chosen = all.filter(
		(one) =>
			!named.includes(one.publication) ||
			asked.recommendations.includes(nameOf(one)) ||
			asked.themes.includes(themeOf(one))
	);
	const recommendationIds = chosen.map(({ id }) => id);
	return { publications, recommendationIds, only: chosen.length < all.length ? recommendationIds : [] };
}

const nameOf = ({ publication, code }: ListedRecommendation) => `${publication}/${code}`;
const themeOf = ({ publication, theme }: ListedRecommendation) => `${publication}/${theme}`;

function checkNamed(asked: readonly string[], known: readonly string[], what: string, field: string): void {
	const there = new Set(known);
	const missing = asked.find((ref) => !there.has(ref));
	if (missing) throw new Refused(`There is no ${what} “${missing}”.`, field);
}
