import { redirect } from '@sveltejs/kit';
import type { PageServerLoad } from './$types';

/** What waits to be adjudicated stands in My work. */
export const load: PageServerLoad = () => redirect(303, '/work?list=disputes');
