import { showsSample } from '#lib/publications/sample.server.ts';
import type { LayoutServerLoad } from './$types';
import { accountChanged } from './live.ts';

export const load: LayoutServerLoad = async ({ locals, depends }) => {
	depends(accountChanged);
	const { user, site, db } = locals;
	const loadedAt = Date.now();
	return {
		user: user && { id: user.id, name: user.name, role: user.role },
		loadedAt,
		site,
		sample: await showsSample(db)
	};
};
