import { captureIdOf } from '../../../captures.ts';
import { readCapture } from '../../../captures.server.ts';
import { none } from '../../../parameters.ts';
import { readsAnew } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';

export const GET = readsAnew(none, ({ locals, params }) =>
	readCapture(locals.db, captureIdOf(params), locals.user)
);
export const fallback = onlyAllows('GET');
