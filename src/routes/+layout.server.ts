import { showsSample } from '#lib/publications/sample.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const { user, site, db } = locals;
	return {
		user: user && { name: user.name, role: user.role },
		site,
		sample: await showsSample(db)
	};
};
