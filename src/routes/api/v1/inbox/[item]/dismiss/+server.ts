import { dismissItems } from '#lib/feeds/triage.server.ts';
import { itemDismissal } from '../../../../inbox.ts';
import { decidesItem } from '../../../../inbox.server.ts';
import { onlyAllows } from '../../../../refusal.ts';

export const POST = decidesItem(itemDismissal, dismissItems);
export const fallback = onlyAllows('POST');
