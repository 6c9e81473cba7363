import { json } from '@sveltejs/kit';
import { NotSignedIn } from '#lib/errors.ts';
import { listPresent } from '#lib/users/presence.server.ts';
import type { RequestHandler } from './$types';

/** For members: who else has the record `place` open. */
export const GET: RequestHandler = async ({ locals: { db, user }, url }) => {
	if (!user) throw new NotSignedIn('Sign in to see who else is here.');
	return json(await listPresent(db, url.searchParams.get('place') ?? '', user.id), {
		headers: { 'cache-control': 'no-store' }
	});
};
