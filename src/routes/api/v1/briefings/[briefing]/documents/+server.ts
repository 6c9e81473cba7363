import { listExports, requestExport } from '#lib/briefings/exports.server.ts';
import { documentInput } from '../../../../issue-shapes.ts';
import { exportOf } from '../../../../issues.ts';
import { inTheMaking, readBriefing } from '../../../../issues.server.ts';
import { briefingIdOf, none } from '../../../../parameters.ts';
import { readsAnew } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { writes } from '../../../../writing.server.ts';

export const GET = readsAnew(none, async (event) => {
	const { id } = await readBriefing(event);
	return { documents: (await listExports(event.locals.db, id)).map(exportOf) };
});

export const POST = writes('composeBriefing', documentInput, async ({ tx, actor, input, event }) => {
	const briefingId = briefingIdOf(event.params);
	const { id } = await requestExport(tx, actor, { briefingId, number: input.issue, format: input.format });
	return inTheMaking(tx, briefingId, id);
});
export const fallback = onlyAllows('GET', 'POST');
