import { readLimit } from '#lib/developments/cursor.ts';
import { readFilter } from '#lib/evidence/filter.ts';
import { listDevelopments, type ListedDevelopment } from '#lib/evidence/queries.server.ts';
import { may } from '#lib/users/user.ts';
import { follow } from '../live.ts';
import { listFilterChoices } from './choices.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals, depends }) => {
	const live = follow({ depends }, ['development', 'evidence']);
	const { searchParams } = url;
	const filter = readFilter(searchParams);
	const cursor = searchParams.get('cursor');
	const paging = { cursor, limit: readLimit(searchParams.get('limit')) };
	const [page, choices] = await Promise.all([
		listDevelopments(locals.db, filter, paging),
		listFilterChoices(locals.db)
	]);
	return {
		live,
		...page,
		developments: page.developments.map(toRow),
		similar: page.similar.map(toRow),
		filter,
		choices,
		isFirstPage: !cursor,
		mayRestore: may(locals.user, 'restoreDevelopment'),
		mayImport: may(locals.user, 'importDevelopments'),
		mayLog: may(locals.user, 'recordDevelopment')
	};
};

/** What a row shows; the rest stays on the server. */
function toRow(development: ListedDevelopment) {
	const { id, title, occurredOn, occurredPrecision, kind, source, forums, evidence } = development;
	return { id, title, occurredOn, occurredPrecision, kind, source, forums, evidence };
}
