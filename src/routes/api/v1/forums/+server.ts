import { listForums } from '#lib/forums/queries.server.ts';
import { onlyAllows, reads } from '../../endpoint.server.ts';
import { none } from '../../parameters.ts';

export const GET = reads(none, async ({ locals }) => ({ forums: await listForums(locals.db) }));
export const fallback = onlyAllows('GET');
