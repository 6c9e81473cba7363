import { json } from '@sveltejs/kit';
import { NotSignedIn } from '#lib/errors.ts';
import { listDevelopments } from '#lib/evidence/queries.server.ts';
import type { RequestHandler } from './$types';

/** Developments that words find, to attach an item to while somebody types. */
export const GET: RequestHandler = async ({ url, locals: { db, user } }) => {
	if (!user) throw new NotSignedIn('Sign in to search.');
	const q = url.searchParams.get('q')?.trim().slice(0, 200) ?? '';
	const { developments, similar } = q
		? await listDevelopments(db, { q }, { limit: 8 })
		: { developments: [], similar: [] };
	const found = [...developments, ...similar].slice(0, 8);
	return json(
		found.map(({ id, title, occurredOn, occurredPrecision, source }) => ({
			id,
			title,
			occurredOn,
			occurredPrecision,
			source: source.name
		})),
		{ headers: { 'cache-control': 'private, no-store' } }
	);
};
