import { getIssue } from '#lib/briefings/issues.server.ts';
import { issueOf } from '../../../../../issues.ts';
import { issueNumberOf, readBriefing } from '../../../../../issues.server.ts';
import { none } from '../../../../../parameters.ts';
import { readsAnew } from '../../../../../reading.server.ts';
import { onlyAllows } from '../../../../../refusal.ts';

export const GET = readsAnew(none, async (event) => {
	const { id } = await readBriefing(event);
	return issueOf(await getIssue(event.locals.db, id, issueNumberOf(event.params.number)));
});
export const fallback = onlyAllows('GET');
