import { attachItems } from '#lib/feeds/triage.server.ts';
import { itemDevelopment } from '../../../../inbox.ts';
import { decidesItem } from '../../../../inbox.server.ts';
import { onlyAllows } from '../../../../refusal.ts';

export const POST = decidesItem(itemDevelopment, (tx, actor, items, { developmentId }) =>
	attachItems(tx, actor, items, developmentId)
);
export const fallback = onlyAllows('POST');
