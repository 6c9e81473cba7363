import { getDevelopment } from '#lib/developments/queries.server.ts';
import { linkLogged } from '#lib/feeds/triage.server.ts';
import { itemDevelopment } from '../../../../inbox.ts';
import { decidesItem } from '../../../../inbox.server.ts';
import { onlyAllows } from '../../../../refusal.ts';

export const POST = decidesItem(itemDevelopment, async (tx, actor, [item], { developmentId }) => {
	await getDevelopment(tx, developmentId, actor);
	return { done: [await linkLogged(tx, actor, item!, developmentId)], missed: [] };
});
export const fallback = onlyAllows('POST');
