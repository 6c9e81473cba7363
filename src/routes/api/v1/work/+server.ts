import { NotSignedIn } from '#lib/errors.ts';
import { returnLapsed } from '#lib/evidence/assignments.server.ts';
import { inTransaction } from '#lib/server/database.ts';
import { lists } from '../../../work/lists.ts';
import { countWork, readWork } from '../../../work/work.server.ts';
import { none } from '../../parameters.ts';
import { readsAnew } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { workOf } from '../../work.ts';

const most = 100;

export const GET = readsAnew(none, async ({ locals: { db, user } }) => {
	if (!user) throw new NotSignedIn('Whose work? Send a token from the settings page.');
	await inTransaction(db, returnLapsed);
	const [counts, work] = await Promise.all([countWork(db, user), readWork(db, user, lists, { limit: most })]);
	return workOf(counts, work);
});
export const fallback = onlyAllows('GET');
