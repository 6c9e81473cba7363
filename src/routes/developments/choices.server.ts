import { listForumNames } from '#lib/developments/queries.server.ts';
import { listPublications } from '#lib/publications/queries.server.ts';
import { listMarkers, listRecommendations } from '#lib/recommendations/queries.server.ts';
import type { Reader } from '#lib/server/database.ts';
import type { Codebook } from './codebook.ts';

/** Every recommendation that can be chosen, by publication and theme. */
export async function listChoices(db: Reader) {
	const publications = await listPublications(db);
	const lists = await Promise.all(
		publications.map(({ slug }) => listRecommendations(db, { publication: slug }))
	);
	return publications.map(({ slug, title, codingRule }, at) => ({
		slug,
		title,
		codingRule,
		recommendations: (lists[at] ?? []).map(({ id, code, title, theme, themeTitle }) => ({
			id,
			code,
			title,
			theme,
			themeTitle,
			ref: `${slug}/${code}`
		}))
	}));
}

/** The choices of the filters: publications with their recommendations, and forums. */
export async function listFilterChoices(db: Reader) {
	const [publications, forums] = await Promise.all([listChoices(db), listForumNames(db)]);
	return { publications, forums: forums.map((forum) => forum.name) };
}

/** The recommendations that can be coded, each with its progress markers. */
export async function getCodebook(db: Reader): Promise<Codebook> {
	const publications = await listChoices(db);
	const all = publications.flatMap((publication) => publication.recommendations);
	const markers = await listMarkers(
		db,
		all.map(({ id }) => id)
	);
	return publications.flatMap(({ title: publication, codingRule, recommendations }) =>
		recommendations.map(({ id, ref, code, title, themeTitle }) => ({
			ref,
			code,
			title,
			group: publications.length > 1 ? `${publication} · ${themeTitle}` : themeTitle,
			rule: codingRule,
			markers: markers
				.filter((marker) => marker.recommendationId === id)
				.map(({ id: marker, direction, text }) => ({ id: marker, direction, text }))
		}))
	);
}
