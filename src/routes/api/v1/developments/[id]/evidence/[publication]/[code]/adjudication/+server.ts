import { adjudicate, decisionOf } from '#lib/evidence/commands.server.ts';
import { decisionSchema } from '#lib/evidence/evidence.ts';
import { listContested } from '#lib/evidence/queries.server.ts';
import { getRecommendation } from '#lib/recommendations/queries.server.ts';
import { idOf } from '../../../../../../../parameters.ts';
import { onlyAllows } from '../../../../../../../refusal.ts';
import { codingOf } from '../../../../../../../representation.ts';
import { writes } from '../../../../../../../writing.server.ts';

export const POST = writes('adjudicate', decisionSchema, async ({ tx, actor, input, event }) => {
	const { publication = '', code = '' } = event.params;
	const { id: recommendationId } = await getRecommendation(tx, { publication, code });
	const pair = { developmentId: idOf(event.params), recommendationId };
	await adjudicate(tx, actor, pair, decisionOf(input));
	return { body: { codings: (await listContested(tx, pair)).map(codingOf) } };
});
export const fallback = onlyAllows('POST');
