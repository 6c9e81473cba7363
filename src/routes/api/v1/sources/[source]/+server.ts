import { editSource } from '#lib/developments/keep-sources.server.ts';
import { getSource } from '#lib/developments/sources.server.ts';
import { none } from '../../../parameters.ts';
import { versionRead } from '../../../precondition.ts';
import { readsAnew, WithHeaders } from '../../../reading.server.ts';
import { onlyAllows } from '../../../refusal.ts';
import { sourceIdOf, sourcePatch } from '../../../sources.ts';
import { writes } from '../../../writing.server.ts';

export const GET = readsAnew(none, async ({ locals: { db }, params }) => {
	const source = await getSource(db, sourceIdOf(params));
	return new WithHeaders(source, { etag: `"${source.version}"` });
});

export const PATCH = writes('keepSources', sourcePatch, async ({ tx, actor, input, event }) => {
	const id = sourceIdOf(event.params);
	const current = await getSource(tx, id);
	const { version: inBody, ...patch } = input;
	const { version } = versionRead(event.request, inBody, current.version, 'this source');
	const { name, kind, reliability, owner, speaksAboutItself, note, aliases } = {
		...current,
		...patch
	};
	const changed = { name, kind, reliability, owner, speaksAboutItself, note, aliases };
	await editSource(tx, actor, id, version, changed);
	const body = await getSource(tx, id);
	return { body, headers: { etag: `"${body.version}"` } };
});
export const fallback = onlyAllows('GET', 'PATCH');
