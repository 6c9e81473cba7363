import { listIssues } from '#lib/briefings/issues.server.ts';
import { issueBriefing } from '#lib/briefings/issuing.server.ts';
import { issuingInput } from '../../../../issue-shapes.ts';
import { briefingAddress, headingOf } from '../../../../issues.ts';
import { readBriefing } from '../../../../issues.server.ts';
import { briefingIdOf, none } from '../../../../parameters.ts';
import { readsAnew } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { created, writes } from '../../../../writing.server.ts';

export const GET = readsAnew(none, async (event) => {
	const { id } = await readBriefing(event);
	return { issues: (await listIssues(event.locals.db, id)).map(headingOf) };
});

export const POST = writes('issueBriefing', issuingInput, async ({ tx, actor, input, event }) => {
	const id = briefingIdOf(event.params);
	const { number } = await issueBriefing(tx, actor, { id, ...input });
	const [made] = await listIssues(tx, id);
	return created(`${briefingAddress(id)}/issues/${number}`, headingOf(made!));
});
export const fallback = onlyAllows('GET', 'POST');
