import { json } from '@sveltejs/kit';
import { suggestActors, suggestSources } from '#lib/developments/queries.server.ts';
import type { RequestHandler } from './$types';

/** Names to offer while one is being typed: `?source=reu` or `?actor=rus`. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const source = url.searchParams.get('source')?.slice(0, 100);
	const actor = url.searchParams.get('actor')?.slice(0, 100);
	const names = source
		? await suggestSources(locals.db, source)
		: actor
			? await suggestActors(locals.db, actor)
			: [];
	return json(names, { headers: { 'cache-control': 'private, max-age=30' } });
};
