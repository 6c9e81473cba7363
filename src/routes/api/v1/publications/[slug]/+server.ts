import { getPublication, listSections } from '#lib/publications/queries.server.ts';
import { listThemes } from '#lib/recommendations/queries.server.ts';
import { reads } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';
import { none } from '../../../parameters.ts';
import { publicationOf } from '../../../representation.ts';

export const GET = reads(none, async ({ locals: { db }, params: { slug = '' } }) => {
	const publication = await getPublication(db, slug);
	const [sections, themes] = await Promise.all([listSections(db, publication.id), listThemes(db, slug)]);
	return { ...publicationOf(publication), sections, themes };
});
export const fallback = onlyAllows('GET');
