import { preferred } from '#lib/accept.ts';
import { keepAnnotatedText } from '#lib/annotations/annotated-text.server.ts';
import { keptTextSchema } from '#lib/developments/kept-text.ts';
import { findText } from '#lib/developments/kept-text.server.ts';
import { getDevelopment } from '#lib/developments/queries.server.ts';
import { Conflict, NotFound } from '#lib/errors.ts';
import { keptTextOf, readKeptText, versionAsked } from '../../../../kept-text.server.ts';
import { idOf, textParameters } from '../../../../parameters.ts';
import { versionRead } from '../../../../precondition.ts';
import { readsInForm } from '../../../../reading.server.ts';
import { onlyAllows } from '../../../../refusal.ts';
import { takes } from '../../../../writing.server.ts';

export const GET = readsInForm(textParameters, async ({ locals: { db, user }, params, url, request }) => {
	const { id } = await getDevelopment(db, idOf(params), user);
	const kept = await findText(db, id, user, versionAsked(url));
	if (!kept) throw new NotFound('There is no such text: nobody has kept the words of this source yet.');
	const type = preferred(request.headers.get('accept'), ['text/plain', 'application/json']);
	const etag = `"${kept.version}"`;
	return type === 'text/plain'
		? { text: kept.text, headers: { 'content-type': 'text/plain; charset=utf-8', etag } }
		: { text: JSON.stringify(keptTextOf(kept)), headers: { 'content-type': type, etag } };
});

export const PUT = takes('keepText', readKeptText, async ({ tx, actor, input, event }) => {
	const { id } = await getDevelopment(tx, idOf(event.params), actor);
	const before = await findText(tx, id, actor);
	const inBody = input.version ?? (before ? undefined : 0);
	const { version, stale } = versionRead(event.request, inBody, before?.version ?? 0, 'this text');
	const { text, origin } = input;
	const { orphaned, found } = await keepAnnotatedText(tx, actor, {
		developmentId: id,
		version,
		text,
		origin: origin ?? keptTextSchema.entries.origin.default
	}).catch((error: unknown) => {
		throw error instanceof Conflict ? stale() : error;
	});
	const kept = (await findText(tx, id, actor))!;
	return {
		headers: { etag: `"${kept.version}"` },
		body: { ...keptTextOf(kept), annotations: { orphaned, found } }
	};
});
export const fallback = onlyAllows('GET', 'PUT');
