import type { AgreementSlice } from '#lib/evidence/agreement-slice.ts';
import { NotFound } from '#lib/errors.ts';
import { getPublication } from '#lib/publications/queries.server.ts';
import { findRecommendation } from '#lib/recommendations/queries.server.ts';
import type { Reader } from '#lib/server/database.ts';
import { checkOrder } from './parameters.ts';

/** What a slice names has to be there: a misspelt name would look like nobody having coded. @throws NotFound, RequestFault */
export async function checkSlice(db: Reader, slice: AgreementSlice): Promise<void> {
	checkOrder(slice);
	const { publication, recommendation } = slice;
	if (recommendation && !(await findRecommendation(db, recommendation)))
		throw new NotFound(
			`There is no recommendation ${recommendation.publication}/${recommendation.code}.`,
			'recommendation'
		);
	if (publication) await getPublication(db, publication);
}
