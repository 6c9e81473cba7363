import { getCapture } from '#lib/feeds/captures.server.ts';
import { follow } from '../../live.ts';
import { member } from '../../member.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const viewer = member(event);
	const live = follow(event, []);
	const { html, ...capture } = await getCapture(event.locals.db, Number(event.params.capture), viewer);
	return { live, capture, hasHtml: html !== '' };
};
