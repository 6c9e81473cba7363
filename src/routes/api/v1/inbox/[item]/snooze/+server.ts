import { snoozeItems } from '#lib/feeds/triage.server.ts';
import { itemSnooze } from '../../../../inbox.ts';
import { decidesItem } from '../../../../inbox.server.ts';
import { onlyAllows } from '../../../../refusal.ts';

export const POST = decidesItem(itemSnooze, (tx, actor, items, { until }) =>
	snoozeItems(tx, actor, items, until)
);
export const fallback = onlyAllows('POST');
