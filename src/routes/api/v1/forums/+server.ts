import { listForums } from '#lib/forums/queries.server.ts';
import { reads } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { none } from '../../parameters.ts';

export const GET = reads(none, async ({ locals }) => ({ forums: await listForums(locals.db) }));
export const fallback = onlyAllows('GET');
