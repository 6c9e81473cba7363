import { getBriefing } from '#lib/briefings/queries.server.ts';
import { shareSchema } from '#lib/briefings/share.ts';
import { shareIssue } from '#lib/briefings/shares.server.ts';
import { briefingAddress } from '../../../../../../issues.ts';
import { issueNumberOf, readShare } from '../../../../../../issues.server.ts';
import { briefingIdOf } from '../../../../../../parameters.ts';
import { onlyAllows } from '../../../../../../refusal.ts';
import { created, writes } from '../../../../../../writing.server.ts';

export const POST = writes('shareBriefing', shareSchema, async ({ tx, actor, input, event }) => {
	const { id: briefingId } = await getBriefing(tx, briefingIdOf(event.params));
	const number = issueNumberOf(event.params.number);
	const { id, token } = await shareIssue(tx, actor, { briefingId, number, ...input });
	const url = new URL(`/shared/${token}`, event.url).href;
	return created(`${briefingAddress(briefingId)}/shares/${id}`, {
		...(await readShare(tx, briefingId, id)),
		url
	});
});
export const fallback = onlyAllows('POST');
