import { json } from '@sveltejs/kit';
import { parseOccurred } from '#lib/developments/occurred.ts';
import { findDuplicates } from '#lib/developments/queries.server.ts';
import type { RequestHandler } from './$types';

/** What may be the same development, for the form while it is being filled in. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const given = (name: string) => url.searchParams.get(name)?.slice(0, 2000) ?? '';
	const duplicates = await findDuplicates(locals.db, {
		title: given('title'),
		url: given('url'),
		occurredOn: parseOccurred(given('occurredOn'))?.on,
		exceptId: Number(given('except')) || undefined
	});
	return json(duplicates, { headers: { 'cache-control': 'private, no-store' } });
};
