import { getImport } from '#lib/exchange/file-imports.server.ts';
import { authorise } from '#lib/users/user.ts';
import { importKey, importOf } from '../../../imports.server.ts';
import { none } from '../../../parameters.ts';
import { readsAnew } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';

export const GET = readsAnew(none, async ({ locals: { db, user }, params }) => {
	authorise(user, 'importDevelopments');
	return importOf(await getImport(db, importKey(params.import)));
});
export const fallback = onlyAllows('GET');
