import { readLimit } from '#lib/developments/cursor.ts';
import { importKinds } from '#lib/exchange/file-import.ts';
import { getImport, listImports } from '#lib/exchange/file-imports.server.ts';
import { keepFile } from '#lib/exchange/keep-file.server.ts';
import { findPublication } from '#lib/publications/queries.server.ts';
import { authorise } from '#lib/users/user.ts';
import { filePieces } from '../../body.server.ts';
import { importListParameters, importParameters } from '../../import-operations.ts';
import { importOf, summaryOf } from '../../imports.server.ts';
import { checkNames } from '../../parameters.ts';
import { readsAnew } from '../../reading.server.ts';
import { onlyAllows } from '../../refusal.ts';
import { parameterFault, RequestFault } from '../../request-fault.ts';
import { created, takes } from '../../writing.server.ts';

export const GET = readsAnew(importListParameters, async ({ locals: { db, user }, url }) => {
	authorise(user, 'importDevelopments');
	const { searchParams, pathname } = url;
	const cursor = searchParams.get('cursor');
	if (cursor !== null && !/^[1-9]\d{0,14}$/.test(cursor))
		throw parameterFault('cursor', 'Give the cursor as `next` gave it.');
	const limit = readLimit(searchParams.get('limit'));
	const { imports, next } = await listImports(db, { before: Number(cursor) || undefined, limit });
	const following = new URLSearchParams(searchParams);
	following.set('cursor', String(next));
	return { imports: imports.map(summaryOf), next: next && `${pathname}?${following}` };
});

export const POST = takes(
	'importDevelopments',
	async ({ url, request, locals }) => {
		checkNames(importParameters, url.searchParams);
		// Without a type the server does not read the body at all.
		if (!request.headers.has('content-type'))
			throw new RequestFault(
				415,
				'Say what you send with a Content-Type, such as text/csv or application/octet-stream.'
			);
		const kind = importKinds.find((known) => known === url.searchParams.get('kind'));
		if (url.searchParams.has('kind') && !kind)
			throw parameterFault('kind', `A kind is one of: ${importKinds.join(', ')}.`);
		const slug = url.searchParams.get('publication');
		const publication = slug === null ? undefined : await findPublication(locals.db, slug);
		if (slug !== null && !publication)
			throw parameterFault('publication', `There is no publication “${slug}”.`);
		return {
			name: url.searchParams.get('name') ?? 'file',
			kind,
			publicationId: publication?.id,
			bytes: filePieces(request)
		};
	},
	async ({ tx, actor, input }) => {
		const { id } = await keepFile(tx, actor, input);
		return created(`/api/v1/imports/${id}`, importOf(await getImport(tx, id)));
	}
);
export const fallback = onlyAllows('GET', 'POST');
