import { everyPair } from '#lib/evidence/agreement-pairs.server.ts';
import { scopeOf } from '#lib/evidence/agreement-scope.server.ts';
import { readEffects, readSlice } from '#lib/evidence/agreement-slice.ts';
import { pairsTable } from '../../../agreement.ts';
import { checkSlice } from '../../../agreement-slice.server.ts';
import { agreementTableParameters } from '../../../agreement-parameters.ts';
import { readsTable } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';

export const GET = readsTable(
	'agreement-pairs.csv',
	agreementTableParameters,
	async ({ locals: { db }, url }) => {
		const slice = readSlice(url.searchParams);
		await checkSlice(db, slice);
		const scope = await scopeOf(db, slice);
		return pairsTable(everyPair(db, scope, readEffects(url.searchParams.get('effects'))));
	}
);
export const fallback = onlyAllows('GET');
