import { listPublications } from '#lib/publications/queries.server.ts';
import { reads } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { none } from '../../parameters.ts';
import { publicationOf } from '../../representation.ts';

export const GET = reads(none, async ({ locals }) => ({
	publications: (await listPublications(locals.db)).map(publicationOf)
}));
export const fallback = onlyAllows('GET');
