import { scopeOf } from '#lib/evidence/agreement-scope.server.ts';
import { readSlice } from '#lib/evidence/agreement-slice.ts';
import { measureAgreement } from '#lib/evidence/agreement.server.ts';
import { agreementShown, reckoningOf } from '../../agreement.ts';
import { checkSlice } from '../../agreement-slice.server.ts';
import { agreementParameters } from '../../agreement-parameters.ts';
import { reads } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';

export const GET = reads(agreementParameters, async ({ locals: { db }, url }) => {
	const reckoning = reckoningOf(url.searchParams);
	const slice = readSlice(url.searchParams);
	await checkSlice(db, slice);
	const measured = await measureAgreement(db, await scopeOf(db, slice), reckoning);
	return agreementShown(slice, measured, reckoning);
});
export const fallback = onlyAllows('GET');
