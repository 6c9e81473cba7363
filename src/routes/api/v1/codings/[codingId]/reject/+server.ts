import { rejectCoding } from '#lib/evidence/commands.server.ts';
import { reviewSchema } from '#lib/evidence/evidence.ts';
import { getCoding } from '#lib/evidence/queries.server.ts';
import { codingIdOf } from '../../../../parameters.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { codingOf } from '../../../../representation.ts';
import { writes } from '../../../../writing.server.ts';

export const POST = writes('adoptCoding', reviewSchema, async ({ tx, actor, input, event }) => {
	const id = codingIdOf(event.params);
	await rejectCoding(tx, actor, id, input.reason);
	return { body: codingOf(await getCoding(tx, id, actor.id)) };
});
export const fallback = onlyAllows('POST');
