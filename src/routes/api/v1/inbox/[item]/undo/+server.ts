import { undoTriage } from '#lib/feeds/undo-triage.server.ts';
import { itemDecision } from '../../../../inbox.ts';
import { decidesItem } from '../../../../inbox.server.ts';
import { onlyAllows } from '../../../../refusal.ts';

export const POST = decidesItem(itemDecision, undoTriage);
export const fallback = onlyAllows('POST');
