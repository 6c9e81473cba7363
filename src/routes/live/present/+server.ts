import { json } from '@sveltejs/kit';
import { NotSignedIn } from '#lib/errors.ts';
import { listPresent, listPresentAmong } from '#lib/users/presence.server.ts';
import type { RequestHandler } from './$types';

/** For members: who else has the record `place` open; or who has which record of the kind `among` open. */
export const GET: RequestHandler = async ({ locals: { db, user }, url: { searchParams } }) => {
	if (!user) throw new NotSignedIn('Sign in to see who else is here.');
	const kind = searchParams.get('among');
	const present =
		kind === null
			? await listPresent(db, searchParams.get('place') ?? '', user.id)
			: await listPresentAmong(db, kind, user.id);
	return json(present, { headers: { 'cache-control': 'no-store' } });
};
