import { listDisputed } from '#lib/evidence/queries.server.ts';
import { disputeParameters } from '../../parameters.ts';
import { reads } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { disputeOf, nextAddress } from '../../representation.ts';
import { parameterFault } from '../../request-fault.ts';

export const GET = reads(disputeParameters, async ({ locals: { db }, url }) => {
	const cursor = url.searchParams.get('cursor') ?? '0';
	if (!/^\d{1,15}$/.test(cursor))
		throw parameterFault('cursor', 'This cursor is not one of ours. Begin again from the first page.');
	const { disputes, nextCursor } = await listDisputed(db, { after: Number(cursor) });
	return {
		disputes: disputes.map(disputeOf),
		next: nextCursor === null ? null : nextAddress(url, String(nextCursor))
	};
});
export const fallback = onlyAllows('GET');
