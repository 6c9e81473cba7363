import { giveBack } from '#lib/evidence/assignments.server.ts';
import { actsOnAssignment } from '../../../../assignments.server.ts';
import { onlyAllows } from '../../../../refusal.ts';

export const POST = actsOnAssignment(giveBack);
export const fallback = onlyAllows('POST');
