import { json } from '@sveltejs/kit';
import { suggestRecommendations } from '#lib/feeds/suggest.server.ts';
import type { RequestHandler } from './$types';

/** The recommendations that what is being typed may bear on, for the form while it is being filled in. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const given = (name: string) => url.searchParams.get(name)?.slice(0, 2_000) ?? '';
	const suggested = await suggestRecommendations(locals.db, {
		title: given('title').slice(0, 500),
		summary: given('summary')
	});
	return json(suggested, { headers: { 'cache-control': 'private, no-store' } });
};
