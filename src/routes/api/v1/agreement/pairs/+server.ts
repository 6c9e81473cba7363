import { readLimit } from '#lib/developments/cursor.ts';
import { listPairs } from '#lib/evidence/agreement-pairs.server.ts';
import { scopeOf } from '#lib/evidence/agreement-scope.server.ts';
import { readEffects, readSlice } from '#lib/evidence/agreement-slice.ts';
import { pairOf } from '../../../agreement.ts';
import { checkSlice } from '../../../agreement-slice.server.ts';
import { agreementPairParameters } from '../../../agreement-parameters.ts';
import { reads, WithHeaders } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';
import { nextAddress } from '../../../representation.ts';

export const GET = reads(agreementPairParameters, async ({ locals: { db }, url }) => {
	const { searchParams } = url;
	const slice = readSlice(searchParams);
	await checkSlice(db, slice);
	const { pairs, nextCursor } = await listPairs(db, await scopeOf(db, slice), {
		effects: readEffects(searchParams.get('effects')),
		cursor: searchParams.get('cursor'),
		limit: readLimit(searchParams.get('limit'))
	});
	const next = nextCursor && nextAddress(url, nextCursor);
	const body = { pairs: pairs.map(pairOf), next };
	return next ? new WithHeaders(body, { link: `<${next}>; rel="next"` }) : body;
});
export const fallback = onlyAllows('GET');
