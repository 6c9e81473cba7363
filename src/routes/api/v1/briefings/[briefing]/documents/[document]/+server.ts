import { getExport } from '#lib/briefings/exports.server.ts';
import { exportOf } from '../../../../../issues.ts';
import { documentIdOf, readBriefing } from '../../../../../issues.server.ts';
import { none } from '../../../../../parameters.ts';
import { readsAnew } from '../../../../../reading.server.ts';
import { onlyAllows } from '../../../../../refusal.ts';

export const GET = readsAnew(none, async (event) => {
	const { id } = await readBriefing(event);
	return exportOf(await getExport(event.locals.db, id, documentIdOf(event.params)));
});
export const fallback = onlyAllows('GET');
