import { assigningSchema } from '#lib/evidence/assignment.ts';
import { assignCoders } from '#lib/evidence/assignments.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { assignedOf } from '../../work.ts';
import { writes } from '../../writing.server.ts';

export const POST = writes('assignCoding', assigningSchema, async ({ tx, actor, input }) => ({
	body: assignedOf(await assignCoders(tx, actor, input))
}));
export const fallback = onlyAllows('POST');
