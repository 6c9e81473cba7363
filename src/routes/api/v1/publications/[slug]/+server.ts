import { setCodingRule } from '#lib/publications/commands.server.ts';
import { publicationPatch } from '#lib/publications/publication.ts';
import { getPublication, listSections } from '#lib/publications/queries.server.ts';
import { listThemes } from '#lib/recommendations/queries.server.ts';
import { reads } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';
import { none } from '../../../parameters.ts';
import { publicationOf } from '../../../representation.ts';
import { writes } from '../../../writing.server.ts';

export const GET = reads(none, async ({ locals: { db }, params: { slug = '' } }) => {
	const publication = await getPublication(db, slug);
	const [sections, themes] = await Promise.all([listSections(db, publication.id), listThemes(db, slug)]);
	return { ...publicationOf(publication), sections, themes };
});

export const PATCH = writes('setCodingRule', publicationPatch, async ({ tx, actor, input, event }) => {
	const { id, codingRule, assignmentDays } = await getPublication(tx, event.params.slug ?? '');
	const rule = {
		codingRule: input.codingRule ?? codingRule,
		assignmentDays: input.assignmentDays ?? assignmentDays
	};
	await setCodingRule(tx, actor, id, rule);
	return { body: publicationOf(await getPublication(tx, event.params.slug ?? '')) };
});
export const fallback = onlyAllows('GET', 'PATCH');
