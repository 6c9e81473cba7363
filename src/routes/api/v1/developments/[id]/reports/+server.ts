import { getDevelopment } from '#lib/developments/queries.server.ts';
import { listReports } from '#lib/feeds/reports.server.ts';
import { memberOf } from '../../../../discussion.server.ts';
import { idOf, none } from '../../../../parameters.ts';
import { readsAnew } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';

export const GET = readsAnew(none, async ({ locals, params }) => {
	const user = memberOf(locals);
	const { id } = await getDevelopment(locals.db, idOf(params), user);
	return { reports: await listReports(locals.db, id) };
});
export const fallback = onlyAllows('GET');
