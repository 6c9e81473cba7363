import { listDisputes } from '#lib/evidence/queue.server.ts';
import { disputeParameters } from '../../parameters.ts';
import { reads } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { disputeOf, nextAddress } from '../../representation.ts';

const onPage = 50;

export const GET = reads(disputeParameters, async ({ locals: { db }, url }) => {
	const { rows, next } = await listDisputes(db, { after: url.searchParams.get('cursor'), limit: onPage });
	return { disputes: rows.map(disputeOf), next: next === null ? null : nextAddress(url, next) };
});
export const fallback = onlyAllows('GET');
