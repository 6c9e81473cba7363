import { readsAnew, WithHeaders } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';
import { writes } from '../../../writing.server.ts';
import { developmentPatch, patchDevelopment } from '../../../edit-development.server.ts';
import { readDevelopment } from '../../../log-development.server.ts';
import { idOf, none } from '../../../parameters.ts';

export const GET = readsAnew(none, async ({ locals: { db, user }, params }) => {
	const body = await readDevelopment(db, user, idOf(params));
	return new WithHeaders(body, { etag: `"${body.version}"` });
});

export const PATCH = writes('editDevelopment', developmentPatch, (writing) =>
	patchDevelopment(idOf(writing.event.params), writing)
);
export const fallback = onlyAllows('GET', 'PATCH');
