import { bringBackItems } from '#lib/feeds/triage.server.ts';
import { itemDecision } from '../../../../inbox.ts';
import { decidesItem } from '../../../../inbox.server.ts';
import { onlyAllows } from '../../../../refusal.ts';

export const POST = decidesItem(itemDecision, bringBackItems);
export const fallback = onlyAllows('POST');
