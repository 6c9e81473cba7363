import { json } from '@sveltejs/kit';
import { listDevelopments } from '#lib/evidence/queries.server.ts';
import { NotSignedIn } from '#lib/errors.ts';
import type { RequestHandler } from './$types';

const most = 8;

/** Developments to cite, by words: for the editor of a text. */
export const GET: RequestHandler = async ({ locals: { db, user }, url }) => {
	if (!user) throw new NotSignedIn('Sign in first.');
	const q = url.searchParams.get('q')?.trim().slice(0, 200);
	if (!q) return json([]);
	const { developments, similar } = await listDevelopments(db, { q }, { cursor: null, limit: most });
	return json(
		[...developments, ...similar]
			.slice(0, most)
			.map(({ id, title, occurredOn, occurredPrecision, source }) => ({
				id,
				title,
				occurredOn,
				occurredPrecision,
				source: source.name
			}))
	);
};
