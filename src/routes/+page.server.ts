import { redirect } from '@sveltejs/kit';
import { listPublications } from '#lib/publications/queries.server.ts';
import { may } from '#lib/users/user.ts';
import type { PageServerLoad } from './$types';
import { follow } from './live.ts';

/** One publication: straight to it. Several: a choice. `?publication=` goes to that one and keeps the rest of the address. */
export const load: PageServerLoad = async ({ locals, url, depends }) => {
	const live = follow({ depends }, ['publication']);
	const publications = await listPublications(locals.db);
	const wanted = url.searchParams.get('publication');
	const chosen = wanted
		? publications.find((publication) => publication.slug === wanted)
		: publications.length === 1
			? publications[0]
			: undefined;
	if (chosen) {
		const rest = new URLSearchParams(url.searchParams);
		rest.delete('publication');
		redirect(307, `/publications/${chosen.slug}${rest.size > 0 ? `?${rest}` : ''}`);
	}
	return { live, publications, unknown: wanted, mayImport: may(locals.user, 'importPublication') };
};
