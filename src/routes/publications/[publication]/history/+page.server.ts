import { listHistoryOfPublication } from '#lib/history/queries.server.ts';
import { getPublication } from '#lib/publications/queries.server.ts';
import { follow } from '../../../live.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ params, depends, locals: { db } }) => {
	const { id, slug, title } = await getPublication(db, params.publication);
	const live = follow({ depends }, [`publication:${id}`, `recommendation:${id}`]);
	return { live, publication: { slug, title }, history: await listHistoryOfPublication(db, id) };
};
